import type {
  AssignTicket,
  ClaimTicket,
  MarkTicket,
  MergeTicket,
  RedoTicket,
  ReopenTicket,
  SplitTicket,
} from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, inTicketSpan, require, type Act, type Subject } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { TicketView } from './answers.js';
import { departuresSince } from './departure.store.js';
import { assign } from './domain/assigning.js';
import { claim } from './domain/claiming.js';
import type { Change, Matter } from './domain/matter.js';
import { merge } from './domain/ending.js';
import { mark, rulerOfObjection } from './domain/marking.js';
import { isOpen, isWorkingLead } from './domain/order.js';
import { redoByDispatcher, reopen } from './domain/redo.js';
import type { Context } from './domain/rules.js';
import { split } from './domain/splitting.js';
import type { Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { NoteStore, type Note } from './note.store.js';
import { centreOf, checkVersion, contextOf, type Call } from './call.js';
import { ticketViewOf } from './views.js';

/** An act on a ticket: who may, what follows, and the words that go with it. */
interface TicketAct {
  readonly act: (matter: Matter) => Act;
  readonly subject: (matter: Matter, rules: Profile) => Subject;
  readonly decide: (matter: Matter, context: Context) => Change;
  /** A note beside the order that the change names last; undefined where nothing was written. */
  readonly note?: Pick<Note, 'act' | 'outcome'> & { readonly words: string | undefined };
}

/** What a dispatching unit or a holder may do to a ticket, over HTTP and over the bus alike; each answers the ticket after the act. */
@Injectable()
export class TicketCommands {
  constructor(
    private readonly database: Database,
    private readonly matters: MatterStore,
    private readonly notes: NoteStore,
    private readonly registry: Registry,
  ) {}

  assign(call: Call, command: AssignTicket): Promise<TicketView> {
    const decide = (matter: Matter, context: Context): Change => assign(matter, command, context);
    return this.perform(call, { act: () => 'ticket.assign', subject: ticketSubjectOf, decide });
  }

  redo(call: Call, { reason }: RedoTicket): Promise<TicketView> {
    const note = { act: 'ticket-redo', words: reason };
    return this.perform(call, { act: () => 'ticket.redo', subject: ticketSubjectOf, decide: redoByDispatcher, note });
  }

  reopen(call: Call, { reason }: ReopenTicket): Promise<TicketView> {
    const note = { act: 'ticket-reopen', words: reason };
    return this.perform(call, { act: () => 'ticket.reopen', subject: ticketSubjectOf, decide: reopen, note });
  }

  claim(call: Call, { unit, reason }: ClaimTicket): Promise<TicketView> {
    return this.perform(call, {
      act: () => 'ticket.claim',
      subject: () => ({ holder: unit }),
      decide: (matter, context) => claim(matter, unit, context),
      note: { act: 'ticket-claim', words: reason },
    });
  }

  /** @throws DomainError `input.invalid` where the reporter is owed a reason and there is none */
  mark(call: Call, { as, reason }: MarkTicket): Promise<TicketView> {
    checkExplained(as, reason);
    const note = as === 'invalid' ? { act: 'resolve', outcome: as, words: reason } : { act: MARK_NOTE, words: reason };
    return this.perform(call, {
      act: ({ ticket }) => (ticket.objection === 'raised' ? 'ticket.rule-objection' : 'ticket.mark'),
      subject: markingSubjectOf,
      decide: (matter, context) => mark(matter, as, context),
      note,
    });
  }

  /** Both rows are locked in id order; whoever merges dispatches both, or is the centre. */
  merge(call: Call, { into }: MergeTicket): Promise<TicketView> {
    const rules = this.registry.current();
    return this.database.transaction(async (tx) => {
      const locked = await this.matters.lockMany(tx, [call.id, into]);
      const stored = known(locked, call.id);
      const other = known(locked, into, 'into');
      const { dispatcher: unit } = stored.matter.ticket;
      return inTicketSpan('ticket merge', { ticketId: call.id, unit }, async () => {
        for (const { matter } of [stored, other]) require(call.actor, 'ticket.merge', ticketSubjectOf(matter, rules));
        checkVersion(stored, call);
        const now = await databaseNow(tx);
        const change = merge(stored.matter, other.matter.ticket, contextOf(rules, now, call.actor));
        return ticketViewOf(await this.matters.save(tx, stored, change, { rules, now }), rules);
      });
    });
  }

  /** The parts are tickets of their own, assigned at once; the reason is written beside the first one's order. */
  split(call: Call, { parts, reason }: SplitTicket): Promise<TicketView> {
    const [rules, version] = [this.registry.current(), this.registry.version];
    return this.database.transaction(async (tx) => {
      const stored = await this.matters.lock(tx, call.id);
      if (!stored) throw new DomainError('ticket.unknown', 'there is no such ticket');
      const { dispatcher: unit } = stored.matter.ticket;
      return inTicketSpan('ticket split', { ticketId: call.id, unit }, async () => {
        require(call.actor, 'ticket.split', ticketSubjectOf(stored.matter, rules));
        checkVersion(stored, call);
        const now = await databaseNow(tx);
        const hasLeft = await departuresSince(tx, rules, version);
        const made = split(stored.matter, parts, { ...contextOf(rules, now, call.actor), hasLeft });
        const decisions = [
          { stored, change: made.whole },
          ...made.parts.map((change) => ({ stored: undefined, change })),
        ];
        const [whole, ...saved] = await this.matters.saveMany(tx, decisions, { rules, now });
        const orderId = saved[0]?.matter.orders[0]?.id;
        const note = { act: 'ticket-split', words: reason, by: call.actor.id, at: now };
        if (orderId !== undefined) await this.notes.add(tx, { ...note, orderId });
        return ticketViewOf(whole as Stored, rules);
      });
    });
  }

  private perform(call: Call, { act: actOf, subject, decide, note }: TicketAct): Promise<TicketView> {
    const [rules, version] = [this.registry.current(), this.registry.version];
    return this.database.transaction(async (tx) => {
      const stored = await this.matters.lock(tx, call.id);
      if (!stored) throw new DomainError('ticket.unknown', 'there is no such ticket');
      const act = actOf(stored.matter);
      const { dispatcher: unit } = stored.matter.ticket;
      return inTicketSpan(act.replace('.', ' '), { ticketId: call.id, unit }, async () => {
        require(call.actor, act, subject(stored.matter, rules));
        checkVersion(stored, call);
        const now = await databaseNow(tx);
        const hasLeft = await departuresSince(tx, rules, version);
        const change = decide(stored.matter, { ...contextOf(rules, now, call.actor), hasLeft });
        const saved = await this.matters.save(tx, stored, change, { rules, now });
        const orderId = change.orders.at(-1)?.next.id ?? stored.matter.orders.find(isWorkingLead)?.id;
        const about = { by: call.actor.id, at: now };
        if (note?.words !== undefined && orderId !== undefined)
          await this.notes.add(tx, { ...about, ...note, orderId, words: note.words });
        return ticketViewOf(saved, rules);
      });
    });
  }
}

/** Under which the reason of a mark is written; the reporter of a private matter reads it. */
export const MARK_NOTE = 'ticket-mark';

function known(locked: ReadonlyMap<string, Stored>, id: string, field?: string): Stored {
  const stored = locked.get(id);
  if (stored) return stored;
  const details = field === undefined ? [] : [{ field, message: 'names no ticket' }];
  throw new DomainError('ticket.unknown', 'there is no such ticket', details);
}

function checkExplained(as: MarkTicket['as'], reason: string | undefined): void {
  if (reason !== undefined || as === 'government' || as === 'shared') return;
  throw new DomainError('input.invalid', 'the reporter is told why: give the reason', [
    { field: 'reason', message: `is needed to mark a matter as ${as}` },
  ]);
}

/** Verification is the holder's; an objection goes to the dispatching unit. */
const markingSubjectOf = (matter: Matter, rules: Profile): Subject => ({
  ...ticketSubjectOf(matter, rules),
  dispatcher: rulerOfObjection(matter),
});

/** Whose ticket it is: what `may` looks at. */
export function ticketSubjectOf({ ticket, orders }: Matter, rules: Profile): Subject {
  return {
    holders: orders.filter(isOpen).map(({ unit }) => unit),
    dispatcher: ticket.dispatcher,
    centre: centreOf(ticket.area, rules),
    area: ticket.grid,
  };
}

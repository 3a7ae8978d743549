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
import { require, type Subject } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { TicketView } from './answers.js';
import { assign } from './domain/assigning.js';
import { claim, claimantOf } from './domain/claiming.js';
import { informedOf } from './domain/informing.js';
import type { Change, Matter } from './domain/matter.js';
import { joinedBy, merge } from './domain/ending.js';
import { mark, rulerOfObjection } from './domain/marking.js';
import { isOpen, isWorkingLead } from './domain/order.js';
import { redoByDispatcher, reopen } from './domain/redo.js';
import type { Context } from './domain/rules.js';
import { split } from './domain/splitting.js';
import type { Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { NoteStore, type Note } from './note.store.js';
import { centreOf, type Call } from './call.js';
import { known, TicketEntrance, type Entrance } from './ticket.entrance.js';
import { ticketViewOf } from './views.js';

/** An act: who may, what follows, and the words that go with it. */
interface TicketAct extends Entrance {
  readonly decide: (matter: Matter, context: Context) => Change;
  /** A note beside the order that the change names last; undefined where nothing was written. */
  readonly note?: Pick<Note, 'act' | 'outcome'> & { readonly words: string | undefined };
}

/** What a dispatching unit or a holder may do to a ticket, over HTTP and over the bus alike; each answers the ticket after the act. */
@Injectable()
export class TicketCommands {
  constructor(
    private readonly entrance: TicketEntrance,
    private readonly matters: MatterStore,
    private readonly notes: NoteStore,
  ) {}

  assign(call: Call, command: AssignTicket): Promise<TicketView> {
    const decide = (matter: Matter, context: Context): Change => assign(matter, command, context);
    const duties = [command.duty];
    return this.perform(call, { act: () => 'ticket.assign', subject: ticketSubjectOf, decide, duties });
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
    const entrance: Entrance = { act: () => 'ticket.merge', subject: ticketSubjectOf, also: into };
    return this.entrance.enter(call, entrance, async ({ tx, stored, locked, context, moment }) => {
      const other = known(locked, into, 'into');
      require(call.actor, 'ticket.merge', ticketSubjectOf(other.matter, moment.rules));
      const change = merge(stored.matter, other.matter.ticket, context);
      const kept = { stored: other, change: joinedBy(other.matter.ticket, stored.matter.ticket) };
      const [merged] = await this.matters.saveMany(tx, [{ stored, change }, kept], moment);
      return ticketViewOf(merged as Stored, moment.rules);
    });
  }

  /** The parts are tickets of their own, assigned at once; the reason is written beside the first one's order. */
  split(call: Call, { parts, reason }: SplitTicket): Promise<TicketView> {
    const duties = parts.map(({ duty }) => duty);
    const entrance: Entrance = { act: () => 'ticket.split', subject: ticketSubjectOf, duties };
    return this.entrance.enter(call, entrance, async ({ tx, stored, context, moment }) => {
      const made = split(stored.matter, parts, context);
      const decisions = [
        { stored, change: made.whole },
        ...made.parts.map((change) => ({ stored: undefined, change })),
      ];
      const [whole, ...saved] = await this.matters.saveMany(tx, decisions, moment);
      const orderId = saved[0]?.matter.orders[0]?.id;
      const note = { act: 'ticket-split', words: reason, by: call.actor.id, at: moment.now };
      if (orderId !== undefined) await this.notes.add(tx, { ...note, orderId });
      return ticketViewOf(whole as Stored, moment.rules);
    });
  }

  private perform(call: Call, { decide, note, ...entrance }: TicketAct): Promise<TicketView> {
    return this.entrance.enter(call, entrance, async ({ tx, stored, context, moment }) => {
      const change = decide(stored.matter, context);
      const saved = await this.matters.save(tx, stored, change, moment);
      const orderId = change.orders.at(-1)?.next.id ?? stored.matter.orders.find(isWorkingLead)?.id;
      const about = { by: call.actor.id, at: moment.now };
      if (note?.words !== undefined && orderId !== undefined)
        await this.notes.add(tx, { ...about, ...note, orderId, words: note.words });
      return ticketViewOf(saved, moment.rules);
    });
  }
}

/** Under which the reason of a mark is written; the reporter of a private matter reads it. */
export const MARK_NOTE = 'ticket-mark';

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
export function ticketSubjectOf(matter: Matter, rules: Profile): Subject {
  const { ticket, orders } = matter;
  return {
    holders: orders.filter(isOpen).map(({ unit }) => unit),
    informed: informedOf(ticket),
    claimant: claimantOf(matter, rules) ?? null,
    dispatcher: ticket.dispatcher,
    centre: centreOf(ticket.area, rules),
    area: ticket.grid,
  };
}

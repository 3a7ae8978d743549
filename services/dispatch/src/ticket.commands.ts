import type { AssignTicket, RedoTicket } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, inTicketSpan, require, type Subject } from '@gridwhistle/platform';
import { Registry, type Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { TicketView } from './answers.js';
import { assign } from './domain/assigning.js';
import type { Change, Matter } from './domain/matter.js';
import { isOpen } from './domain/order.js';
import { redoByDispatcher } from './domain/redo.js';
import type { Context } from './domain/rules.js';
import { MatterStore } from './matter.store.js';
import { NoteStore } from './note.store.js';
import { centreOf, checkVersion, contextOf, type Call } from './call.js';
import { ticketViewOf } from './views.js';

type Decide = (matter: Matter, context: Context) => Change;

/** What a dispatching unit may do to a ticket, over HTTP and over the bus alike; each answers the ticket after the act. */
@Injectable()
export class TicketCommands {
  constructor(
    private readonly database: Database,
    private readonly matters: MatterStore,
    private readonly notes: NoteStore,
    private readonly registry: Registry,
  ) {}

  assign(call: Call, command: AssignTicket): Promise<TicketView> {
    return this.perform(call, 'assign', (matter, context) => assign(matter, command, context));
  }

  redo(call: Call, { reason }: RedoTicket): Promise<TicketView> {
    return this.perform(call, 'redo', redoByDispatcher, reason);
  }

  private perform(call: Call, act: 'assign' | 'redo', decide: Decide, reason?: string): Promise<TicketView> {
    const rules = this.registry.current();
    return this.database.transaction(async (tx) => {
      const stored = await this.matters.lock(tx, call.id);
      if (!stored) throw new DomainError('ticket.unknown', 'there is no such ticket');
      const { dispatcher: unit } = stored.matter.ticket;
      return inTicketSpan(`ticket ${act}`, { ticketId: call.id, unit }, async () => {
        require(call.actor, `ticket.${act}`, ticketSubjectOf(stored.matter, rules));
        checkVersion(stored, call);
        const now = await databaseNow(tx);
        const change = decide(stored.matter, contextOf(rules, now, call.actor));
        const saved = await this.matters.save(tx, stored, change, { rules, now });
        const orderId = change.orders.at(-1)?.next.id;
        const about = { act: `ticket-${act}`, by: call.actor.id, at: now };
        if (reason !== undefined && orderId !== undefined)
          await this.notes.add(tx, { ...about, orderId, words: reason });
        return ticketViewOf(saved, rules);
      });
    });
  }
}

/** Whose ticket it is: what `may` looks at. */
export function ticketSubjectOf({ ticket, orders }: Matter, rules: Profile): Subject {
  return {
    holders: orders.filter(isOpen).map(({ unit }) => unit),
    dispatcher: ticket.dispatcher,
    centre: centreOf(ticket.area, rules),
    area: ticket.grid,
  };
}

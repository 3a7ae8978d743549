import type { OrderIssued } from '@gridwhistle/contracts';
import { SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ConsoleSettings } from '../config.js';
import type { Fact } from '../domain/fact.js';
import { issuedOrder, orderAfter, type LedgerOrder } from '../domain/ledger-order.js';
import { ticketAfter, unknownTicket, type LedgerTicket } from '../domain/ledger-ticket.js';
import { areaScope, scopesOfTicket, unitScope } from '../domain/scope.js';
import { addScopes, dropScopes, keepClaims, lockLedger, rowsOf, type TicketScope } from './ledger.store.js';

/** An event as the ledger hears it. */
export interface Heard {
  readonly fact: Fact;
  readonly eventId: string;
  readonly ticketId: string | null;
  /** The unit that held the aggregate, `none` where there was none. */
  readonly unit: string;
}

type OfTicket = Heard & { readonly ticketId: string };

/** Writes what events tell into the ledger: the lines as they are after all of them, in one statement a table. */
@Injectable()
export class LedgerWriter {
  constructor(@Inject(SETTINGS) private readonly settings: ConsoleSettings) {}

  async write(tx: EntityManager, all: readonly Heard[]): Promise<void> {
    await lockLedger(tx);
    const heard = all.filter((each): each is OfTicket => each.ticketId !== null);
    await this.writeTickets(tx, heard);
    const orders = await writeOrders(
      tx,
      heard.filter(({ fact }) => fact.entity === 'order'),
    );
    await rowsOf.events.add(
      tx,
      all.map(({ fact, ...where }) => ({ ...fact, ...where })),
    );
    const raised = orders.filter(({ tier, origin }) => tier === 'township' && origin === 'raise');
    await keepClaims(tx, [...new Set(raised.map(({ ticketId }) => ticketId))]);
  }

  private async writeTickets(tx: EntityManager, heard: readonly OfTicket[]): Promise<void> {
    const known = await rowsOf.tickets.find(tx, distinct(heard.map(({ ticketId }) => ticketId)));
    const tickets = new Map(known.map((ticket) => [ticket.id, ticket]));
    const before = new Map(known.map((ticket) => [ticket.id, this.scopesOf(ticket)]));
    const meanwhile: TicketScope[] = [];
    for (const { ticketId, fact } of heard) {
      const ticket = ticketAfter(tickets.get(ticketId) ?? unknownTicket(ticketId, fact.at), fact);
      tickets.set(ticketId, ticket);
      if (ticket.dispatcher) meanwhile.push({ ticketId, scope: unitScope(ticket.dispatcher) });
    }
    await rowsOf.tickets.save(tx, [...tickets.values()]);
    const after = [...tickets.values()].flatMap((ticket) => this.scopesOf(ticket));
    await changeScopes(tx, [...before.values()].flat(), [...after, ...meanwhile]);
  }

  private scopesOf(ticket: LedgerTicket): TicketScope[] {
    return scopesOfTicket(ticket, this.settings.GW_DISTRICT).map((scope) => ({ ticketId: ticket.id, scope }));
  }
}

/** Units that had to do with a ticket go on seeing it; areas that it does not lie in do not. */
async function changeScopes(
  tx: EntityManager,
  before: readonly TicketScope[],
  after: readonly TicketScope[],
): Promise<void> {
  const [old, now] = [byText(before), byText(after)];
  await addScopes(
    tx,
    [...now].flatMap(([text, scope]) => (old.has(text) ? [] : [scope])),
  );
  const gone = [...old].flatMap(([text, scope]) => (now.has(text) ? [] : [scope]));
  await dropScopes(
    tx,
    gone.filter(({ scope }) => scope.startsWith(areaScope(''))),
  );
}

const byText = (scopes: readonly TicketScope[]): Map<string, TicketScope> =>
  new Map(scopes.map((each) => [`${each.ticketId} ${each.scope}`, each]));

async function writeOrders(tx: EntityManager, heard: readonly OfTicket[]): Promise<LedgerOrder[]> {
  const known = await rowsOf.orders.find(tx, distinct(heard.map(({ fact }) => fact.aggregateId)));
  const orders = new Map(known.map((order) => [order.id, order]));
  for (const { fact } of heard) {
    const order = orders.get(fact.aggregateId);
    if (fact.event === 'order.issued') orders.set(fact.aggregateId, issuedOrder(fact.data as OrderIssued, fact));
    else if (order) orders.set(order.id, orderAfter(order, fact));
  }
  await rowsOf.orders.save(tx, [...orders.values()]);
  const told = heard.filter(({ fact }) => TELLS_UNITS.includes(fact.event));
  await addScopes(
    tx,
    told.flatMap(({ fact }) => scopesOfOrder(orders.get(fact.aggregateId))),
  );
  return [...orders.values()];
}

/** Who holds an order and who verifies it may change: whoever was told of it goes on seeing it. */
const TELLS_UNITS: readonly string[] = ['order.issued', 'order.moved'];

function scopesOfOrder(order: LedgerOrder | undefined): TicketScope[] {
  if (!order) return [];
  return [order.unit, order.verifier].map((unit) => ({ ticketId: order.ticketId, scope: unitScope(unit) }));
}

const distinct = (ids: readonly string[]): { id: string }[] => [...new Set(ids)].map((id) => ({ id }));

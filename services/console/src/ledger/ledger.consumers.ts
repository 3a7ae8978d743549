import { allEvents, contractOf, type OrderIssued } from '@gridwhistle/contracts';
import { On, type Delivery } from '@gridwhistle/messaging';
import { afterCommit, SETTINGS } from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ConsoleSettings } from '../config.js';
import type { Fact } from '../domain/fact.js';
import { issuedOrder, orderAfter } from '../domain/ledger-order.js';
import { ticketAfter, unknownTicket } from '../domain/ledger-ticket.js';
import { areaScope, scopesOfTicket, unitScope, type Scope } from '../domain/scope.js';
import { Feed } from '../feed/feed.js';
import { addScopes, dropScopes, LedgerEvents, LedgerOrders, LedgerTickets, lockLedger } from './ledger.store.js';

/** The ledger's place in the stream; the name is for ever. */
const DURABLE = 'console-ledger';

type Record = (event: object, delivery: Delivery) => Promise<void>;

/** Marks a method as the handler of every event that any service publishes. */
function OnEverything(durable: string) {
  return (target: object, key: string, method: TypedPropertyDescriptor<Record>): void => {
    for (const { cls } of allEvents()) On(cls, durable)(target, key, method);
  };
}

/** Builds the ledger (台账) from everybody's events; it holds no people's data, since no event does. */
@Injectable()
export class LedgerConsumers {
  constructor(
    private readonly feed: Feed,
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  @OnEverything(DURABLE)
  async record(event: object, delivery: Delivery): Promise<void> {
    const { tx, ticketId, unit, eventId } = delivery;
    const fact = factOf(event, delivery);
    await lockLedger(tx);
    if (ticketId !== null) await this.recordTicket(tx, ticketId, fact);
    if (ticketId !== null && fact.entity === 'order') await recordOrder(tx, ticketId, fact);
    await tx.getRepository(LedgerEvents).insert({ ...fact, eventId, ticketId, unit });
    afterCommit(tx, () => this.feed.wake());
  }

  private async recordTicket(tx: EntityManager, id: string, fact: Fact): Promise<void> {
    const tickets = tx.getRepository(LedgerTickets);
    const before = await tickets.findOneBy({ id });
    const after = ticketAfter(before ?? unknownTicket(id, fact.at), fact);
    await tickets.upsert(after, ['id']);
    const old = before ? scopesOfTicket(before, this.settings.GW_DISTRICT) : [];
    await changeScopes(tx, id, old, scopesOfTicket(after, this.settings.GW_DISTRICT));
  }
}

async function recordOrder(tx: EntityManager, ticketId: string, fact: Fact): Promise<void> {
  const orders = tx.getRepository(LedgerOrders);
  if (fact.event === 'order.issued') {
    const order = issuedOrder(fact.data as OrderIssued, fact);
    await orders.upsert(order, ['id']);
    await addScopes(tx, ticketId, [unitScope(order.unit), unitScope(order.verifier)]);
    return;
  }
  const before = await orders.findOneBy({ id: fact.aggregateId });
  if (before) await orders.upsert(orderAfter(before, fact), ['id']);
}

/** Units that had to do with a ticket go on seeing it; areas that it does not lie in do not. */
async function changeScopes(tx: EntityManager, id: string, before: Scope[], after: Scope[]): Promise<void> {
  const gone = before.filter((scope) => scope.startsWith(areaScope('')) && !after.includes(scope));
  const added = after.filter((scope) => !before.includes(scope));
  if (added.length > 0) await addScopes(tx, id, added);
  await dropScopes(tx, id, gone);
}

function factOf(event: object, { entity, aggregateId, sequence, at }: Delivery): Fact {
  return { event: contractOf(event).name, entity, aggregateId, sequence, at, data: { ...event } };
}

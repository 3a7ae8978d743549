import { publishRungs, Rungs, type FiredRungs, type ToldRungs } from '@gridwhistle/messaging';
import { run } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { closeUnrated } from './domain/closing.js';
import { dispatchDue } from './domain/dispatch-clock.js';
import type { Change, Matter } from './domain/matter.js';
import type { Context } from './domain/rules.js';
import { rungFact, type RungOrder } from './domain/rung.js';
import { endSuspension } from './domain/suspending.js';
import { eventOf } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { contextOf } from './call.js';

interface OrderVersion extends RungOrder {
  readonly sequence: number;
}

const VERSIONS = {
  name: 'gw_order_versions',
  text: 'select id, ticket_id as "ticketId", unit, severity, sequence from orders where id = any($1::uuid[])',
};

const MOVE = {
  name: 'gw_order_move',
  text: `update orders o set sequence = u.sequence, updated_at = $3
    from unnest($1::uuid[], $2::int[]) u (id, sequence) where o.id = u.id`,
};

/** The rungs of orders' clocks: each is an event, told once. */
@Injectable()
export class OrderTimers {
  /** The ticket's row is the lock of its orders. */
  async lock(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      `select o.id from orders o join ticket t on t.id = o.ticket_id
       where o.id = any($1::uuid[]) order by t.id, o.id for update of t skip locked`,
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  @Rungs('order')
  async fire(tx: EntityManager, fired: readonly FiredRungs[], now: Date): Promise<void> {
    const ids = fired.map(({ aggregateId }) => aggregateId);
    const orders = new Map((await run<OrderVersion>(tx, VERSIONS, [ids])).map((order) => [order.id, order]));
    const publications = fired.flatMap((each) => {
      const order = orders.get(each.aggregateId);
      return order ? [publicationOf(order, each, now)] : [];
    });
    await publishRungs(tx, publications, now);
    const versions = publications.map(({ aggregate, events }) => aggregate.sequence + events.length);
    const moved = publications.map(({ aggregate }) => aggregate.id);
    await run(tx, MOVE, [moved, versions, now]);
  }
}

function publicationOf(order: OrderVersion, { rungs, step }: FiredRungs, now: Date): ToldRungs {
  const facts = rungs.map(({ name, clock }) => rungFact(order, name, clock.clock.kind, clock.dueAt ?? now));
  return { aggregate: { entity: 'order', ...order }, events: facts.map(eventOf), rungs, traceparent: step.traceparent };
}

/** A ticket is in one state only: of these clocks one runs at a time. */
const DECISIONS: Readonly<Record<string, (matter: Matter, context: Context) => Change>> = {
  review: endSuspension,
  'rating-window': closeUnrated,
  dispatch: dispatchDue,
};

/** A ticket's review date, rating window and time to be dispatched: it goes on; nobody is asked any more; somebody is late. */
@Injectable()
export class TicketTimers {
  constructor(
    private readonly matters: MatterStore,
    private readonly registry: Registry,
  ) {}

  async lock(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'select id from ticket where id = any($1::uuid[]) order by id for update skip locked',
      [ids],
    );
    return rows.map(({ id }) => id);
  }

  @Rungs('ticket')
  async fire(tx: EntityManager, fired: readonly FiredRungs[], now: Date): Promise<void> {
    const rules = this.registry.current();
    const context = contextOf(rules, now, undefined);
    const matters = await this.matters.lockMany(
      tx,
      fired.map(({ aggregateId }) => aggregateId),
    );
    const decisions = fired.flatMap(({ aggregateId, rungs, step }) => {
      const stored = matters.get(aggregateId);
      const decide = DECISIONS[rungs[0]?.clock.clock.kind ?? ''] ?? closeUnrated;
      return stored ? [{ stored, change: decide(stored.matter, context), traceparent: step.traceparent }] : [];
    });
    await this.matters.saveMany(tx, decisions, { rules, now });
  }
}

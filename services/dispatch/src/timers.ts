import { ClockStore, publish, Rungs, takeDue, type ClockRow } from '@gridwhistle/messaging';
import { Registry } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { closeUnrated } from './domain/closing.js';
import { rungFact } from './domain/rung.js';
import { eventOf } from './matter.changes.js';
import { OrderEntity } from './matter.rows.js';
import { MatterStore } from './matter.store.js';
import { contextOf } from './order.acts.js';

/** The rungs of orders' clocks: each is an event, told once. */
@Injectable()
export class OrderTimers {
  constructor(private readonly clocks: ClockStore) {}

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
  async fire(tx: EntityManager, id: string, due: ClockRow[], now: Date): Promise<void> {
    const taken = due.map((row) => takeDue(row, now));
    await this.clocks.save(
      tx,
      taken.map(({ row }) => row),
    );
    const order = await tx.findOneByOrFail(OrderEntity, { id });
    const facts = taken.flatMap(({ names, row }) =>
      names.map((name) => rungFact(order, name, row.clock.kind, row.dueAt ?? now)),
    );
    const aggregate = { entity: 'order', id, sequence: order.sequence, ticketId: order.ticketId, unit: order.unit };
    const sequence = await publish(tx, aggregate, facts.map(eventOf), now);
    await tx.update(OrderEntity, { id }, { sequence, updatedAt: now });
  }
}

/** The rating window of a ticket: when it ends, nobody is asked any more. */
@Injectable()
export class TicketTimers {
  constructor(
    private readonly clocks: ClockStore,
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
  async fire(tx: EntityManager, id: string, due: ClockRow[], now: Date): Promise<void> {
    await this.clocks.save(
      tx,
      due.map((row) => takeDue(row, now).row),
    );
    const stored = await this.matters.lock(tx, id);
    if (!stored) return;
    const rules = this.registry.current();
    await this.matters.save(tx, stored, closeUnrated(stored.matter, contextOf(rules, now, undefined)), { rules, now });
  }
}

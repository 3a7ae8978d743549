import type { HotlineMessageKind, HotlineMessageState } from '@gridwhistle/contracts';
import { ManyRows } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, MoreThan, type EntityManager } from 'typeorm';
import type { Owed } from './domain/owed.js';

/** A message to the hotline; its id is the message's id at every attempt. */
export interface OutgoingRow {
  id: string;
  /** Counts up as messages are noted; given by the database. */
  position?: string;
  ticketId: string;
  message: HotlineMessageKind;
  round: number;
  ref: string;
  facts: Owed['facts'];
  /** When it happened; messages of a ticket go out in this order. */
  happenedAt: Date;
  traceparent: string | null;
  state: HotlineMessageState;
  attempts: number;
  nextAttemptAt: Date;
  /** Why it is parked or was not delivered yet. */
  reason: string | null;
  deliveredAt: Date | null;
  /** Who freed or gave up a message that was parked. */
  settledBy: string | null;
}

export const OutgoingEntity = new EntitySchema<OutgoingRow>({
  name: 'outgoing',
  columns: {
    id: { type: 'uuid', primary: true },
    position: { type: 'bigint', insert: false, update: false },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    message: { type: 'text' },
    round: { type: 'smallint' },
    ref: { type: 'text' },
    facts: { type: 'jsonb' },
    happenedAt: { type: 'timestamptz', name: 'happened_at' },
    traceparent: { type: 'text', nullable: true },
    state: { type: 'text' },
    attempts: { type: 'int' },
    nextAttemptAt: { type: 'timestamptz', name: 'next_attempt_at' },
    reason: { type: 'text', nullable: true },
    deliveredAt: { type: 'timestamptz', name: 'delivered_at', nullable: true },
    settledBy: { type: 'text', name: 'settled_by', nullable: true },
  },
});

/** Which round an order of a hotline's ticket belongs to. */
export interface OrderRoundRow {
  orderId: string;
  round: number;
}

export const OrderRoundEntity = new EntitySchema<OrderRoundRow>({
  name: 'order_round',
  columns: { orderId: { type: 'uuid', name: 'order_id', primary: true }, round: { type: 'smallint' } },
});

const orderRounds = new ManyRows(OrderRoundEntity);

/**
 * Takes, for half a minute, the first owed message of each ticket that is due: one that is being sent stays the first,
 * so nothing overtakes it, and one whose sender died comes up again. Steps of units wait until the ticket's acceptance,
 * which another durable tells of, was sent; so the acceptance itself waits for none of them. A merge is told by the
 * acceptance's own durable, also of a ticket that nobody was assigned.
 */
const TAKE = `
  update outgoing set attempts = attempts + 1, next_attempt_at = gw_now() + interval '30 seconds'
  where id in (
    select o.id from outgoing o
    where o.state = 'owed' and o.next_attempt_at <= gw_now()
      and (o.message = 'accepted' and o.round = 1 or not exists (
        select from outgoing e where e.ticket_id = o.ticket_id and e.state = 'owed'
          and (e.happened_at, e.position) < (o.happened_at, o.position)))
      and (o.message not in ('progress', 'returned', 'extension-asked') or o.facts->>'act' = 'merged' or exists (
        select from outgoing a where a.ticket_id = o.ticket_id and a.message = 'accepted' and a.state <> 'owed'))
    order by o.next_attempt_at limit $1 for update of o skip locked)
  returning id`;
const LATER = `
  update outgoing set next_attempt_at = gw_now() + $2 * interval '1 millisecond', reason = $3
  where id = $1 and state = 'owed'`;
const SUMMARY = `
  select count(*) filter (where state = 'owed')::int as owed, count(*) filter (where state = 'parked')::int as parked
  from outgoing where state in ('owed', 'parked')`;

@Injectable()
export class OutgoingStore {
  /** Notes an owed message once. */
  async insert(tx: EntityManager, row: OutgoingRow): Promise<void> {
    await tx.createQueryBuilder().insert().into(OutgoingEntity).values(row).orIgnore().execute();
  }

  async take(tx: EntityManager, limit: number): Promise<OutgoingRow[]> {
    // A raw update answers [rows, count].
    const [taken] = await tx.query<[{ id: string }[], number]>(TAKE, [limit]);
    return taken.length === 0 ? [] : tx.findBy(OutgoingEntity, taken);
  }

  async later(tx: EntityManager, id: string, milliseconds: number, reason: string): Promise<void> {
    await tx.query(LATER, [id, milliseconds, reason]);
  }

  /** Ends an owed message; false when another instance ended it. */
  async settle(tx: EntityManager, id: string, change: Partial<OutgoingRow>): Promise<boolean> {
    const result = await tx.update(OutgoingEntity, { id, state: 'owed' }, change);
    return (result.affected ?? 0) > 0;
  }

  lock(tx: EntityManager, id: string): Promise<OutgoingRow | null> {
    return tx.findOne(OutgoingEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  async save(tx: EntityManager, { position: _, ...row }: OutgoingRow): Promise<void> {
    await tx.update(OutgoingEntity, { id: row.id }, row);
  }

  parked(tx: EntityManager, limit: number, after?: string): Promise<OutgoingRow[]> {
    const where = { state: 'parked' as const, ...(after === undefined ? {} : { id: MoreThan(after) }) };
    return tx.find(OutgoingEntity, { where, order: { id: 'asc' }, take: limit });
  }

  ofTicket(tx: EntityManager, ticketId: string): Promise<OutgoingRow[]> {
    return tx.find(OutgoingEntity, { where: { ticketId }, order: { happenedAt: 'asc', position: 'asc' }, take: 500 });
  }

  async summary(tx: EntityManager): Promise<{ owed: number; parked: number }> {
    const [row] = await tx.query<{ owed: number; parked: number }[]>(SUMMARY);
    return row ?? { owed: 0, parked: 0 };
  }

  async setRounds(tx: EntityManager, rows: readonly OrderRoundRow[]): Promise<void> {
    await orderRounds.save(tx, rows);
  }

  /** The rounds of those orders that are the hotline's. */
  async roundsOf(tx: EntityManager, orderIds: readonly string[]): Promise<Map<string, number>> {
    const ids = [...new Set(orderIds)].map((orderId) => ({ orderId }));
    return new Map((await orderRounds.find(tx, ids)).map(({ orderId, round }) => [orderId, round]));
  }
}

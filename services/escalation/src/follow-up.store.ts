import type { OrderRung } from '@gridwhistle/contracts';
import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** Of an order. */
export type OrderClock = OrderRung['clock'];

/** A reminder, a supervision or a demand to raise: made by a rung (`cause` is its event) or by hand, with the words of who made it. */
export interface FollowUpRow {
  id: string;
  kind: 'reminder' | 'supervision' | 'raise';
  /** An order's; null for one about a receipt. */
  ticketId: string | null;
  orderId: string | null;
  whistleId: string | null;
  /** A directive's; null for one about an order. */
  receiptId: string | null;
  directiveId: string | null;
  unit: string;
  supervisor: string | null;
  cause: string;
  /** Of an order's rung; null for any other cause, and where it was not known yet. */
  clock: OrderClock | null;
  reason: string | null;
  madeBy: string | null;
  at: Date;
  /** What had led to it turned out not to be so. */
  voidedAt: Date | null;
  /** The end of the quiet hours, for which it waits; null once it was told. */
  waitsUntil: Date | null;
}

export const FollowUpEntity = new EntitySchema<FollowUpRow>({
  name: 'follow_up',
  columns: {
    id: { type: 'uuid', primary: true },
    kind: { type: 'text' },
    ticketId: { type: 'uuid', name: 'ticket_id', nullable: true },
    orderId: { type: 'uuid', name: 'order_id', nullable: true },
    whistleId: { type: 'uuid', name: 'whistle_id', nullable: true },
    receiptId: { type: 'uuid', name: 'receipt_id', nullable: true },
    directiveId: { type: 'uuid', name: 'directive_id', nullable: true },
    unit: { type: 'text' },
    supervisor: { type: 'text', nullable: true },
    cause: { type: 'text' },
    clock: { type: 'text', nullable: true },
    reason: { type: 'text', nullable: true },
    madeBy: { type: 'text', name: 'made_by', nullable: true },
    at: { type: 'timestamptz' },
    voidedAt: { type: 'timestamptz', name: 'voided_at', nullable: true },
    waitsUntil: { type: 'timestamptz', name: 'waits_until', nullable: true },
  },
});

/** Follow-ups that rungs led to which fired too early. */
export interface LedTo {
  orderId: string;
  unit: string;
  causes: readonly string[];
  /** Of an order; absent of a whistle's. */
  clock?: OrderClock;
  /** The moment from which the clock stood. */
  since: Date;
}

// Late with a verification is not the holder, whose order it is.
const VOID = {
  name: 'gw_follow_up_void',
  text: `update follow_up set voided_at = $5
    where order_id = $1 and (unit = $2 or clock = 'verification') and cause = any($3::text[]) and at > $4 and voided_at is null
      and coalesce(clock = $6, true)
    returning id, kind, ticket_id as "ticketId", order_id as "orderId", unit, waits_until as "waitsUntil"`,
};

const DROP = {
  name: 'gw_follow_up_drop',
  text: `update follow_up set voided_at = $2
    where receipt_id = any($1::uuid[]) and waits_until is not null and voided_at is null`,
};

const FOLLOWED_SINCE = {
  name: 'gw_followed_since',
  text: 'select since from followed_since where entity = $1',
};

// A rung that blames another unit than the holder blames the verifier.
const DROP_VERIFIERS = {
  name: 'gw_follow_up_drop_verifiers',
  text: `update follow_up f set voided_at = $2 from known_order o
    where f.order_id = any($1::uuid[]) and f.order_id = o.order_id and f.unit <> o.unit
      and f.waits_until is not null and f.voided_at is null`,
};

const DROP_CALL_BACKS = {
  name: 'gw_follow_up_drop_call_backs',
  text: `update follow_up set voided_at = $2
    where ticket_id = any($1::uuid[]) and cause = 'ticket.call-back-due' and waits_until is not null and voided_at is null`,
};

const LOCK_FREE = {
  name: 'gw_follow_up_lock_free',
  text: 'select id from follow_up where id = any($1::uuid[]) order by id for update skip locked',
};

const WAIT_ON = {
  name: 'gw_follow_up_wait_on',
  text: 'update follow_up set waits_until = $2 where id = any($1::uuid[]) and waits_until is not null',
};

// What is not owed any more is not told: the order has ended, or the clock beside the whistle has. A call-back is owed after it.
const SEND = {
  name: 'gw_follow_up_send',
  text: `update follow_up f set waits_until = null, voided_at = coalesce(f.voided_at, case
      when f.cause <> 'ticket.call-back-due'
        and exists (select from known_order o where o.order_id = f.order_id and o.ended) then $2::timestamptz
      when f.whistle_id is not null and not exists (select from clock c
        where c.aggregate_id = f.whistle_id and c.unit = f.unit and c.state <> 'ended') then $2::timestamptz end)
    where f.id = any($1::uuid[]) and f.waits_until is not null
    returning f.id, f.kind, f.ticket_id as "ticketId", f.order_id as "orderId", f.whistle_id as "whistleId",
      f.receipt_id as "receiptId", f.directive_id as "directiveId", f.unit, f.supervisor, f.cause, f.clock, f.reason,
      f.made_by as "madeBy", f.at, f.voided_at as "voidedAt", f.waits_until as "waitsUntil"`,
};

/** What says which follow-up of an order it is. */
export interface VoidedFollowUp extends Pick<FollowUpRow, 'id' | 'kind' | 'unit' | 'waitsUntil'> {
  ticketId: string;
  orderId: string;
}

const followUps = new ManyRows(FollowUpEntity);

@Injectable()
export class FollowUpStore {
  async insert(tx: EntityManager, rows: readonly FollowUpRow[]): Promise<void> {
    await followUps.add(tx, rows);
  }

  void(tx: EntityManager, { orderId, unit, causes, clock, since }: LedTo, now: Date): Promise<VoidedFollowUp[]> {
    return run(tx, VOID, [orderId, unit, causes, since, now, clock ?? null]);
  }

  /** From when on an entity's rungs lead to something; undefined: from the beginning. */
  async followedSince(tx: EntityManager, entity: string): Promise<Date | undefined> {
    return (await run<{ since: Date }>(tx, FOLLOWED_SINCE, [entity]))[0]?.since;
  }

  /** Voids what waits about receipts. */
  async drop(tx: EntityManager, receiptIds: readonly string[], now: Date): Promise<void> {
    await run(tx, DROP, [receiptIds, now]);
  }

  /** Voids what waits for whoever had to verify the results of orders. */
  async dropVerifiers(tx: EntityManager, orderIds: readonly string[], now: Date): Promise<void> {
    await run(tx, DROP_VERIFIERS, [orderIds, now]);
  }

  /** Voids what waits for whoever had to call the reporters of tickets back. */
  async dropCallBacks(tx: EntityManager, ticketIds: readonly string[], now: Date): Promise<void> {
    await run(tx, DROP_CALL_BACKS, [ticketIds, now]);
  }

  async lockFree(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
    return (await run<{ id: string }>(tx, LOCK_FREE, [ids])).map(({ id }) => id);
  }

  /** Puts off until when they wait. */
  async waitOn(tx: EntityManager, ids: readonly string[], until: Date): Promise<void> {
    await run(tx, WAIT_ON, [ids, until]);
  }

  /** Ends the wait; gives what is to be told now, in id order. */
  async send(tx: EntityManager, ids: readonly string[], now: Date): Promise<FollowUpRow[]> {
    const rows = await run<FollowUpRow>(tx, SEND, [ids, now]);
    return rows.filter(({ voidedAt }) => voidedAt === null).sort((a, b) => (a.id < b.id ? -1 : 1));
  }
}

import type { OrderRole, Severity } from '@gridwhistle/kernel';
import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** What dispatch's events told of an order. */
export interface KnownOrderRow {
  orderId: string;
  ticketId: string;
  whistleId: string | null;
  unit: string;
  role: OrderRole;
  verifier: string;
  area: string;
  ended: boolean;
  /** Its result was forwarded, and not sent back. */
  forwarded: boolean;
  /** Null where it was known here before this was. */
  severity: Severity | null;
}

export const KnownOrderEntity = new EntitySchema<KnownOrderRow>({
  name: 'known_order',
  columns: {
    orderId: { type: 'uuid', name: 'order_id', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    whistleId: { type: 'uuid', name: 'whistle_id', nullable: true },
    unit: { type: 'text' },
    role: { type: 'text' },
    verifier: { type: 'text' },
    area: { type: 'text' },
    ended: { type: 'boolean' },
    forwarded: { type: 'boolean' },
    severity: { type: 'text', nullable: true },
  },
});

const knownOrders = new ManyRows(KnownOrderEntity);

const END = {
  name: 'gw_known_order_end',
  text: `update known_order set ended = true where order_id = any($1::uuid[])
    returning order_id as "orderId", whistle_id as "whistleId"`,
};

const FORWARD = {
  name: 'gw_known_order_forward',
  text: 'update known_order set forwarded = $2 where order_id = any($1::uuid[])',
};

const END_WITH_TICKETS = {
  name: 'gw_known_order_end_with_tickets',
  text: 'update known_order set ended = true where ticket_id = any($1::uuid[]) and not ended',
};

const SEVERITIES = {
  name: 'gw_known_order_severities',
  text: 'select order_id as "orderId", severity from known_order where order_id = any($1::uuid[])',
};

@Injectable()
export class KnownOrderStore {
  find(tx: EntityManager, orderId: string): Promise<KnownOrderRow | null> {
    return tx.findOne(KnownOrderEntity, { where: { orderId } });
  }

  /** The same, kept as it is until the transaction ends. */
  hold(tx: EntityManager, orderId: string): Promise<KnownOrderRow | null> {
    return tx.findOne(KnownOrderEntity, { where: { orderId }, lock: { mode: 'pessimistic_read' } });
  }

  /** How urgent orders are, as far as it is known. */
  async severities(tx: EntityManager, orderIds: readonly string[]): Promise<ReadonlyMap<string, Severity | null>> {
    const rows = await run<Pick<KnownOrderRow, 'orderId' | 'severity'>>(tx, SEVERITIES, [orderIds]);
    return new Map(rows.map(({ orderId, severity }) => [orderId, severity]));
  }

  /** The open orders of a ticket, which nobody asks a whistle for until the transaction ends. */
  async holdOpen(tx: EntityManager, ticketId: string): Promise<void> {
    const where = { ticketId, ended: false };
    await tx.find(KnownOrderEntity, { where, order: { orderId: 'asc' }, lock: { mode: 'pessimistic_write' } });
  }

  /** The lead orders of a ticket that are still open. */
  openLeads(tx: EntityManager, ticketId: string): Promise<KnownOrderRow[]> {
    return tx.find(KnownOrderEntity, { where: { ticketId, role: 'lead', ended: false }, order: { orderId: 'asc' } });
  }

  async issued(tx: EntityManager, rows: readonly KnownOrderRow[]): Promise<void> {
    await knownOrders.save(tx, rows);
  }

  async moved(tx: EntityManager, orderId: string, now: Pick<KnownOrderRow, 'verifier' | 'area'>): Promise<void> {
    await tx.update(KnownOrderEntity, { orderId }, now);
  }

  /** Marks orders as ended; tells which of them are known, and of which whistle they are. */
  ended(tx: EntityManager, orderIds: readonly string[]): Promise<Pick<KnownOrderRow, 'orderId' | 'whistleId'>[]> {
    return run(tx, END, [orderIds]);
  }

  /** Notes that their results were forwarded, or sent back. */
  async forwarded(tx: EntityManager, orderIds: readonly string[], forwarded: boolean): Promise<void> {
    await run(tx, FORWARD, [orderIds, forwarded]);
  }

  /** Tickets that are closed have no open order, also where the event that ended it is still on its way. */
  async endedWith(tx: EntityManager, ticketIds: readonly string[]): Promise<void> {
    await run(tx, END_WITH_TICKETS, [ticketIds]);
  }
}

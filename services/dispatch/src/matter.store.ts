import { DomainError } from '@gridwhistle/kernel';
import { ClockStore, groupBy, publishAll, type ClockRow } from '@gridwhistle/messaging';
import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { applied, type Change } from './domain/matter.js';
import { changesOf, type Moment, type Stored } from './matter.changes.js';
import { OrderEntity, orderOf, TicketEntity, ticketOf, type OrderRow, type TicketRow } from './matter.rows.js';

/** A decision about a matter as it was stored; undefined for a new one. */
export interface Decision {
  readonly stored: Stored | undefined;
  readonly change: Change;
  /** What caused it, where several are saved together; the active span when left out. */
  readonly traceparent?: string | undefined;
}

const tickets = new ManyRows(TicketEntity);
const orders = new ManyRows(OrderEntity);
const ordersOfTickets = new ManyRows(OrderEntity, 'ticketId');

const LOCK_OF_ORDERS = tickets.where(
  'gw_ticket_lock_of_orders',
  'id = any(array(select ticket_id from orders where id = any($1::uuid[]))) order by id for update',
);

/** Tickets with their orders and clocks. The ticket's row is the lock of all of them. */
@Injectable()
export class MatterStore {
  constructor(private readonly clocks: ClockStore) {}

  /** The matter with its row locked until the transaction ends; undefined when there is no such ticket. */
  async lock(tx: EntityManager, ticketId: string): Promise<Stored | undefined> {
    return (await this.lockMany(tx, [ticketId])).get(ticketId);
  }

  /** The matters of these orders, by the order's id; those of unknown orders are left out. */
  async lockOfOrders(tx: EntityManager, orderIds: readonly string[]): Promise<Map<string, Stored>> {
    const stored = await this.load(tx, await run<TicketRow>(tx, LOCK_OF_ORDERS, [orderIds]));
    return new Map([...stored.values()].flatMap((each) => each.matter.orders.map(({ id }) => [id, each] as const)));
  }

  /** The matters that there are, by the ticket's id, their rows locked in id order: three statements for any number. */
  async lockMany(tx: EntityManager, ticketIds: readonly string[]): Promise<Map<string, Stored>> {
    return this.load(tx, await tickets.lock(tx, ticketIds.map(byId)));
  }

  /** Which of these tickets there are, their rows locked in id order. */
  async known(tx: EntityManager, ticketIds: readonly string[]): Promise<Set<string>> {
    return new Set((await tickets.lock(tx, ticketIds.map(byId))).map(({ id }) => id));
  }

  async read(tx: EntityManager, ticketId: string): Promise<Stored | undefined> {
    return (await this.load(tx, await tickets.find(tx, [{ id: ticketId }]))).get(ticketId);
  }

  /** The ticket of an order, or `order.unknown`. */
  async ticketOfOrder(tx: EntityManager, orderId: string): Promise<string> {
    const [row] = await tx.query<{ id: string }[]>('select ticket_id as id from orders where id = $1', [orderId]);
    if (!row) throw new DomainError('order.unknown', 'there is no such order');
    return row.id;
  }

  /** Saves what a decision changed and publishes what happened. */
  async save(tx: EntityManager, stored: Stored | undefined, change: Change, at: Moment): Promise<Stored> {
    const [saved] = await this.saveMany(tx, [{ stored, change }], at);
    if (!saved) throw new Error('what is saved comes back');
    return saved;
  }

  /** The same for decisions about different matters: four statements, whatever their number. */
  async saveMany(tx: EntityManager, decisions: readonly Decision[], { rules, now }: Moment): Promise<Stored[]> {
    const written = decisions.map((decision) => {
      const changes = changesOf(decision.stored, decision.change);
      const rows = changes.map(({ row }) => row(now));
      const publications = changes.map(({ publication }) => ({ ...publication, traceparent: decision.traceparent }));
      return { ...decision, rows, clocks: changes.flatMap(({ clocks }) => clocks(rules)), publications };
    });
    const rows = written.flatMap((each) => each.rows);
    await tickets.save(tx, rows.filter(isTicket));
    // Whoever stops working comes first: the index that allows one working lead is checked row by row.
    await orders.save(tx, rows.filter(isOrder));
    const clocks = written.flatMap((each) => each.clocks);
    await this.clocks.save(tx, clocks);
    const publications = written.flatMap((each) => each.publications);
    await publishAll(tx, publications, now);
    return written.map((each) => after(each.stored, each.change, each.rows, each.clocks));
  }

  private async load(tx: EntityManager, rows: readonly TicketRow[]): Promise<Map<string, Stored>> {
    if (rows.length === 0) return new Map();
    const found = await ordersOfTickets.find(
      tx,
      rows.map(({ id }) => ({ ticketId: id })),
    );
    const clocks = await this.clocks.loadMany(
      tx,
      [...rows, ...found].map(({ id }) => id),
    );
    const [ordersOf, clocksOf] = [
      groupBy(found, ({ ticketId }) => ticketId),
      groupBy(clocks, ({ aggregateId }) => aggregateId),
    ];
    return new Map(rows.map((row) => [row.id, storedOf(row, (ordersOf.get(row.id) ?? []).sort(byOrderId), clocksOf)]));
  }
}

const byId = (id: string): Pick<TicketRow, 'id'> => ({ id });
const isTicket = (row: TicketRow | OrderRow): row is TicketRow => !('ticketId' in row);
const isOrder = (row: TicketRow | OrderRow): row is OrderRow => 'ticketId' in row;
const byOrderId = (one: OrderRow, other: OrderRow): number => (one.id < other.id ? -1 : 1);

function storedOf(ticket: TicketRow, found: readonly OrderRow[], clocksOf: ReadonlyMap<string, ClockRow[]>): Stored {
  const of = (id: string) => new Map((clocksOf.get(id) ?? []).map((row) => [row.clock.kind, row]));
  const matter = { ticket: ticketOf(ticket, of(ticket.id)), orders: found.map((row) => orderOf(row, of(row.id))) };
  const aggregates = [ticket, ...found];
  return {
    matter,
    versions: new Map(aggregates.map((row) => [row.id, row])),
    clocks: aggregates.flatMap(({ id }) => clocksOf.get(id) ?? []),
  };
}

function after(
  stored: Stored | undefined,
  change: Change,
  rows: readonly (TicketRow | OrderRow)[],
  clocks: ClockRow[],
): Stored {
  const ticket = change.ticket?.next ?? stored?.matter.ticket;
  if (!ticket) throw new Error('a new matter begins with its ticket');
  const matter = applied(stored?.matter ?? { ticket, orders: [] }, change);
  const versions = new Map([...(stored?.versions ?? []), ...rows.map((row) => [row.id, row] as const)]);
  const renewed = new Set(clocks.map(({ id }) => id));
  return { matter, versions, clocks: [...(stored?.clocks ?? []).filter(({ id }) => !renewed.has(id)), ...clocks] };
}

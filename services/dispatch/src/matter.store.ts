import { DomainError } from '@gridwhistle/kernel';
import { ClockStore, publishAll, type ClockRow } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { applied, type Change } from './domain/matter.js';
import { changesOf, type Moment, type Stored } from './matter.changes.js';
import { OrderEntity, orderOf, TicketEntity, ticketOf, type OrderRow, type TicketRow } from './matter.rows.js';

/** Tickets with their orders and clocks. The ticket's row is the lock of all of them. */
@Injectable()
export class MatterStore {
  constructor(private readonly clocks: ClockStore) {}

  /** The matter with its row locked until the transaction ends; undefined when there is no such ticket. */
  async lock(tx: EntityManager, ticketId: string): Promise<Stored | undefined> {
    const ticket = await tx.findOne(TicketEntity, { where: { id: ticketId }, lock: { mode: 'pessimistic_write' } });
    return ticket ? this.load(tx, ticket) : undefined;
  }

  async read(tx: EntityManager, ticketId: string): Promise<Stored | undefined> {
    const ticket = await tx.findOne(TicketEntity, { where: { id: ticketId } });
    return ticket ? this.load(tx, ticket) : undefined;
  }

  /** The ticket of an order, or `order.unknown`. */
  async ticketOfOrder(tx: EntityManager, orderId: string): Promise<string> {
    const row = await tx.findOne(OrderEntity, { where: { id: orderId }, select: { id: true, ticketId: true } });
    if (!row) throw new DomainError('order.unknown', 'there is no such order');
    return row.ticketId;
  }

  /** Saves what a decision changed and publishes what happened: three statements, whatever the number of orders. */
  async save(tx: EntityManager, stored: Stored | undefined, change: Change, at: Moment): Promise<Stored> {
    const changes = changesOf(stored, change);
    const rows = changes.map(({ row }) => row(at.now));
    const tickets = rows.filter((row): row is TicketRow => !('ticketId' in row));
    const orders = rows.filter((row): row is OrderRow => 'ticketId' in row);
    if (tickets.length > 0) await tx.upsert(TicketEntity, tickets, ['id']);
    // Whoever stops working comes first: the index that allows one working lead is checked row by row.
    if (orders.length > 0) await tx.upsert(OrderEntity, orders, ['id']);
    const clocks = changes.flatMap(({ clocks }) => clocks(at.rules));
    await this.clocks.save(tx, clocks);
    await publishAll(
      tx,
      changes.map(({ publication }) => publication),
      at.now,
    );
    return after(stored, change, rows, clocks);
  }

  private async load(tx: EntityManager, ticket: TicketRow): Promise<Stored> {
    const orders = await tx.find(OrderEntity, { where: { ticketId: ticket.id }, order: { id: 'ASC' } });
    const clocks = await this.clocks.loadMany(tx, [ticket.id, ...orders.map(({ id }) => id)]);
    const of = (id: string) =>
      new Map(clocks.filter((row) => row.aggregateId === id).map((row) => [row.clock.kind, row]));
    const matter = { ticket: ticketOf(ticket, of(ticket.id)), orders: orders.map((row) => orderOf(row, of(row.id))) };
    return { matter, versions: new Map([ticket, ...orders].map((row) => [row.id, row])), clocks };
  }
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

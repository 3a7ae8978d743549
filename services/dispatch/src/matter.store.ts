import { rungPolicy, type Clock, type RungPolicy } from '@gridwhistle/clocks';
import { eventOfType, make } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { clockRow, ClockStore, publishAll, type ClockRow, type Publication } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Fact } from './domain/fact.js';
import { applied, ticketComesFirst, type Change, type Matter } from './domain/matter.js';
import type { Order } from './domain/order.js';
import type { Ticket } from './domain/ticket.js';
import {
  OrderEntity,
  orderOf,
  orderRowOf,
  TicketEntity,
  ticketOf,
  ticketRowOf,
  type OrderRow,
  type TicketRow,
} from './matter.rows.js';

/** A ticket's version and last change, or an order's. */
export interface Version {
  readonly sequence: number;
  readonly updatedAt: Date;
}

/** A matter as it is stored. */
export interface Stored {
  readonly matter: Matter;
  /** By the id of the ticket or order. */
  readonly versions: ReadonlyMap<string, Version>;
  readonly clocks: readonly ClockRow[];
}

const NEW: Version = { sequence: 0, updatedAt: new Date(0) };

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

/** The profile in force and the database's time of the transaction. */
export interface Moment {
  readonly rules: Profile;
  readonly now: Date;
}

/** What one changed aggregate writes. */
interface AggregateChange {
  readonly row: (now: Date) => TicketRow | OrderRow;
  readonly clocks: (rules: Profile) => ClockRow[];
  readonly publication: Publication;
}

/** In the order in which their events are told. */
function changesOf(stored: Stored | undefined, change: Change): AggregateChange[] {
  const { ticket, orders } = change;
  const version = (id: string): Version => stored?.versions.get(id) ?? NEW;
  const ticketChange = ticket ? [ofTicket(stored, ticket.next, ticket.events, version(ticket.next.id))] : [];
  const orderChanges = orders.map(({ next, events }) => ofOrder(stored, next, events, version(next.id)));
  return ticketComesFirst(change) ? [...ticketChange, ...orderChanges] : [...orderChanges, ...ticketChange];
}

function ofTicket(
  stored: Stored | undefined,
  next: Ticket,
  events: readonly Fact[],
  { sequence }: Version,
): AggregateChange {
  const policies = { handling: () => [], 'rating-window': () => rungPolicy() };
  const clocks = { handling: next.clock, 'rating-window': next.ratingClock };
  const aggregate = { entity: 'ticket', id: next.id, sequence, ticketId: next.id, unit: null };
  return {
    row: (updatedAt) => ticketRowOf(next, { sequence: sequence + events.length, updatedAt }),
    clocks: (rules) => clockRows(stored, { ...aggregate, unit: next.dispatcher }, clocks, policies, rules),
    publication: { aggregate, events: events.map(eventOf) },
  };
}

function ofOrder(
  stored: Stored | undefined,
  next: Order,
  events: readonly Fact[],
  { sequence }: Version,
): AggregateChange {
  const { id, ticketId, unit, severity } = next;
  const policies = {
    accept: () => rungPolicy(),
    handling: (rules: Profile) => rules.stageClock('handling', severity).rungs,
  };
  const clocks = { accept: next.acceptClock, handling: next.handlingClock };
  const aggregate = { entity: 'order', id, sequence, ticketId, unit };
  return {
    row: (updatedAt) => orderRowOf(next, { sequence: sequence + events.length, updatedAt }),
    clocks: (rules) => clockRows(stored, aggregate, clocks, policies, rules),
    publication: { aggregate, events: events.map(eventOf) },
  };
}

interface Place {
  readonly entity: string;
  readonly id: string;
  readonly ticketId: string;
  readonly unit: string | null;
}

/** The rows of those clocks that a decision changed. */
function clockRows<Kind extends string>(
  stored: Stored | undefined,
  { entity, id: aggregateId, ticketId, unit }: Place,
  clocks: Record<Kind, Clock | null>,
  policies: Record<Kind, (rules: Profile) => RungPolicy>,
  rules: Profile,
): ClockRow[] {
  return (Object.keys(clocks) as Kind[]).flatMap((kind) => {
    const clock = clocks[kind];
    const before = stored?.clocks.find((row) => row.aggregateId === aggregateId && row.clock.kind === kind);
    if (clock === null || clock === before?.clock) return [];
    const id = before?.id ?? v7({ msecs: clock.startedAt.getTime() });
    return [clockRow({ id, entity, aggregateId, ticketId, unit }, clock, policies[kind](rules), rules.calendar)];
  });
}

/** The contract's event of a fact, made and checked. */
export function eventOf({ name, data }: Fact): object {
  const contract = eventOfType(`${name}.v1`);
  if (!contract) throw new Error(`no contract for ${name}`);
  return make(contract.cls, data);
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

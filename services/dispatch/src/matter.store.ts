import { DomainError } from '@gridwhistle/kernel';
import { ClockStore, groupBy, publishAll, type ClockRow } from '@gridwhistle/messaging';
import { ManyRows, run, type Statement } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { contextOf } from './call.js';
import { withConsequences } from './domain/consequences.js';
import { applied, type Change } from './domain/matter.js';
import { changesOf, toPartsOf, type Moment, type Row, type Stored } from './matter.changes.js';
import {
  ExtensionEntity,
  extensionOf,
  OrderEntity,
  orderOf,
  SuspensionEntity,
  suspensionOf,
  TicketEntity,
  ticketOf,
  type ExtensionRow,
  type OrderRow,
  type SuspensionRow,
  type TicketRow,
} from './matter.rows.js';

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
const extensions = new ManyRows(ExtensionEntity);
const extensionsOfTickets = new ManyRows(ExtensionEntity, 'ticketId');
const suspensions = new ManyRows(SuspensionEntity);
const suspensionsOfTickets = new ManyRows(SuspensionEntity, 'ticketId');

const OF_EXTENSION = tickets.where('gw_ticket_of_extension', 'id = (select ticket_id from extension where id = $1)');
const LOCK_OF_EXTENSION = tickets.where(
  'gw_ticket_lock_of_extension',
  'id = (select ticket_id from extension where id = $1) for update',
);
const OF_SUSPENSION = tickets.where('gw_ticket_of_suspension', 'id = (select ticket_id from suspension where id = $1)');
const LOCK_OF_SUSPENSION = tickets.where(
  'gw_ticket_lock_of_suspension',
  'id = (select ticket_id from suspension where id = $1) for update',
);
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

  /** The matter of an extension, to change it with its row locked; undefined when there is no such extension. */
  ofExtension(tx: EntityManager, id: string, { lock = false } = {}): Promise<Stored | undefined> {
    return this.only(tx, lock ? LOCK_OF_EXTENSION : OF_EXTENSION, id);
  }

  /** The same of a suspension. */
  ofSuspension(tx: EntityManager, id: string, { lock = false } = {}): Promise<Stored | undefined> {
    return this.only(tx, lock ? LOCK_OF_SUSPENSION : OF_SUSPENSION, id);
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

  /** Saves what a decision changed, and what follows from it, and publishes what happened. */
  async save(tx: EntityManager, stored: Stored | undefined, change: Change, at: Moment): Promise<Stored> {
    const [saved] = await this.saveMany(tx, [{ stored, change }], at);
    if (!saved) throw new Error('what is saved comes back');
    return saved;
  }

  /** The same for decisions about different matters: a statement for each table, whatever their number. */
  async saveMany(tx: EntityManager, decisions: readonly Decision[], { rules, now }: Moment): Promise<Stored[]> {
    const written = decisions.map(({ change: decided, ...decision }) => {
      const { stored } = decision;
      const change = stored ? withConsequences(stored.matter, decided, contextOf(rules, now, undefined)) : decided;
      const changes = changesOf(stored, change);
      const rows = changes.map(({ row }) => row(now));
      const told = [...changes.map(({ publication }) => publication), ...toPartsOf(change)];
      const publications = told.map((publication) => ({ ...publication, traceparent: decision.traceparent }));
      return { ...decision, change, rows, clocks: changes.flatMap(({ clocks }) => clocks(rules)), publications };
    });
    const rows = written.flatMap((each) => each.rows);
    await tickets.save(tx, rowsOf(rows, 'ticket'));
    // Whoever stops working comes first: the index that allows one working lead is checked row by row.
    await orders.save(tx, rowsOf(rows, 'orders'));
    await extensions.save(tx, rowsOf(rows, 'extension'));
    await suspensions.save(tx, rowsOf(rows, 'suspension'));
    const clocks = written.flatMap((each) => each.clocks);
    await this.clocks.save(tx, clocks);
    const publications = written.flatMap((each) => each.publications);
    await publishAll(tx, publications, now);
    return written.map((each) => after(each.stored, each.change, each.rows, each.clocks));
  }

  private async only(tx: EntityManager, statement: Statement, id: string): Promise<Stored | undefined> {
    return [...(await this.load(tx, await run<TicketRow>(tx, statement, [id]))).values()][0];
  }

  private async load(tx: EntityManager, rows: readonly TicketRow[]): Promise<Map<string, Stored>> {
    if (rows.length === 0) return new Map();
    const keys = rows.map(({ id }) => ({ ticketId: id }));
    const found = await ordersOfTickets.find(tx, keys);
    const more = await extensionsOfTickets.find(tx, keys);
    const off = await suspensionsOfTickets.find(tx, keys);
    const clocks = await this.clocks.loadMany(
      tx,
      [...rows, ...found].map(({ id }) => id),
    );
    const [ordersOf, moreOf, offOf] = [ofTickets(found), ofTickets(more), ofTickets(off)];
    const clocksOf = groupBy(clocks, ({ aggregateId }) => aggregateId);
    const partsOf = (id: string): Parts => ({ orders: ordersOf(id), extensions: moreOf(id), suspensions: offOf(id) });
    return new Map(rows.map((row) => [row.id, storedOf(row, partsOf(row.id), clocksOf)]));
  }
}

const byId = (id: string): Pick<TicketRow, 'id'> => ({ id });
type RowOf<Table extends Row['table']> = Extract<Row, { table: Table }>['row'];
const rowsOf = <Table extends Row['table']>(rows: readonly Row[], table: Table): RowOf<Table>[] =>
  rows.filter((each) => each.table === table).map(({ row }) => row as RowOf<Table>);
const byAge = (one: { id: string }, other: { id: string }): number => (one.id < other.id ? -1 : 1);

/** What belongs to a ticket, oldest first. */
interface Parts {
  readonly orders: readonly OrderRow[];
  readonly extensions: readonly ExtensionRow[];
  readonly suspensions: readonly SuspensionRow[];
}

function ofTickets<Of extends { id: string; ticketId: string }>(rows: readonly Of[]): (ticketId: string) => Of[] {
  const groups = groupBy(rows, ({ ticketId }) => ticketId);
  return (ticketId) => (groups.get(ticketId) ?? []).sort(byAge);
}

function storedOf(ticket: TicketRow, parts: Parts, clocksOf: ReadonlyMap<string, ClockRow[]>): Stored {
  const of = (id: string) => new Map((clocksOf.get(id) ?? []).map((row) => [row.clock.kind, row]));
  const matter = {
    ticket: ticketOf(ticket, of(ticket.id)),
    orders: parts.orders.map((row) => orderOf(row, of(row.id))),
    extensions: parts.extensions.map(extensionOf),
    suspensions: parts.suspensions.map(suspensionOf),
  };
  const aggregates = [ticket, ...parts.orders, ...parts.extensions, ...parts.suspensions];
  return {
    matter,
    versions: new Map(aggregates.map((row) => [row.id, row])),
    clocks: aggregates.flatMap(({ id }) => clocksOf.get(id) ?? []),
  };
}

function after(stored: Stored | undefined, change: Change, rows: readonly Row[], clocks: ClockRow[]): Stored {
  const ticket = change.ticket?.next ?? stored?.matter.ticket;
  if (!ticket) throw new Error('a new matter begins with its ticket');
  const matter = applied(stored?.matter ?? { ticket, orders: [], extensions: [], suspensions: [] }, change);
  const versions = new Map([...(stored?.versions ?? []), ...rows.map(({ row }) => [row.id, row] as const)]);
  const renewed = new Set(clocks.map(({ id }) => id));
  return { matter, versions, clocks: [...(stored?.clocks ?? []).filter(({ id }) => !renewed.has(id)), ...clocks] };
}

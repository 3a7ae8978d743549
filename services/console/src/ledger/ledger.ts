import { DomainError } from '@gridwhistle/kernel';
import {
  Database,
  limitOf,
  pageOf,
  SETTINGS,
  decodeCursor,
  type Actor,
  type Page,
  type PageQuery,
} from '@gridwhistle/platform';
import { Inject, Injectable } from '@nestjs/common';
import { In, type EntitySchema, type ObjectLiteral, type Repository } from 'typeorm';
import type { ConsoleSettings } from '../config.js';
import type { LedgerTicket } from '../domain/ledger-ticket.js';
import type { OrderQuery, TicketQuery } from './ledger.query.js';
import { LedgerEvents, LedgerOrders, LedgerTickets, type LedgerEvent } from './ledger.store.js';
import type { LedgerCaseView, LedgerOrderView, TicketPage, TimelineEntry } from './ledger.views.js';
import { orderSearch } from './order-search.js';
import { sightOf, wordSightOf, type Sight } from './sight.js';
import { COUNTED, ticketCount, ticketSearch, type Sql } from './ticket-search.js';
import { TicketsByWords, type CountedPage } from './tickets-by-words.js';
import { caseView, entryOf, orderView, ticketView } from './views-of.js';

/** Hardly any ticket has more events: without a limit one page shows its whole way. */
const WHOLE_TIMELINE = 200;

/** Search and case files over the ledger; everything shows only what the caller may see. */
@Injectable()
export class Ledger {
  constructor(
    private readonly database: Database,
    private readonly byWords: TicketsByWords,
    @Inject(SETTINGS) private readonly settings: ConsoleSettings,
  ) {}

  sightOf(actor: Actor): Sight {
    return sightOf(actor, this.settings.GW_DISTRICT);
  }

  async tickets(actor: Actor, query: TicketQuery): Promise<TicketPage> {
    const page = query.words === undefined ? await this.filtered(actor, query) : await this.spoken(actor, query);
    const [tickets, leads] = await Promise.all([
      this.tables(LedgerTickets).findBy({ id: In(page.items) }),
      this.tables(LedgerOrders).findBy({ ticketId: In(page.items), role: 'lead' }),
    ]);
    const items = tickets.sort(newestFirst).map((ticket) => ticketView(ticket, leads));
    return { ...page, items };
  }

  async orders(actor: Actor, query: OrderQuery): Promise<Page<LedgerOrderView>> {
    const sight = this.sightOf(actor);
    const page = await this.page(query, (limit, before) => orderSearch(query, sight, limit, before));
    const orders = await this.tables(LedgerOrders).findBy({ id: In(page.items) });
    return { ...page, items: orders.sort(newestFirst).map(orderView) };
  }

  /** A ticket's events, oldest first. */
  async timeline(actor: Actor, id: string, query: PageQuery): Promise<Page<TimelineEntry>> {
    await this.visibleTicket(actor, id);
    const [at, after] = decodeCursor(query.cursor, ['instant', 'text']) ?? [new Date(0).toISOString(), '0'];
    const limit = query.limit ?? WHOLE_TIMELINE;
    const events = this.tables(LedgerEvents).createQueryBuilder('e').where('e.ticketId = :id', { id });
    const rows = await events
      .andWhere('(e.at, e.id) > (:at, cast(:after as bigint))', { at, after })
      .orderBy({ 'e.at': 'ASC', 'e.id': 'ASC' })
      .limit(limit + 1)
      .getMany();
    const page = pageOf(rows, limit, (row: LedgerEvent) => [row.at.toISOString(), row.id]);
    return { ...page, items: page.items.map(entryOf) };
  }

  /** A ticket's copy; `ticket.unknown` when the ledger has not heard of it, `auth.forbidden` when it is not theirs. */
  async case(actor: Actor, id: string): Promise<LedgerCaseView> {
    const ticket = await this.visibleTicket(actor, id);
    const orders = await this.tables(LedgerOrders).find({ where: { ticketId: id }, order: { id: 'ASC' } });
    return caseView(ticket, orders);
  }

  /** An order's copy, like `case`. */
  async order(actor: Actor, id: string): Promise<LedgerOrderView> {
    const order = await this.tables(LedgerOrders).findOneBy({ id });
    if (!order) throw new DomainError('order.unknown', `the ledger knows no order ${id}`);
    await this.visibleTicket(actor, order.ticketId);
    return orderView(order);
  }

  /** When the newest event that the ledger has applied happened; undefined while there is none. */
  async asOf(): Promise<Date | undefined> {
    const [newest] = await this.tables(LedgerEvents).find({ order: { id: 'DESC' }, take: 1 });
    return newest?.at;
  }

  private async filtered(actor: Actor, query: TicketQuery): Promise<CountedPage> {
    const sight = this.sightOf(actor);
    const page = await this.page(query, (limit, before) => ticketSearch(query, sight, limit, before));
    const count = await this.count(ticketCount(query, sight));
    return { ...page, count: Math.min(count, COUNTED), countIsExact: count <= COUNTED };
  }

  private spoken(actor: Actor, query: TicketQuery): Promise<CountedPage> {
    const reads = wordSightOf(actor, this.settings.GW_DISTRICT);
    return this.byWords.find({ query, sight: this.sightOf(actor), reads });
  }

  private async visibleTicket(actor: Actor, id: string): Promise<LedgerTicket> {
    const ticket = await this.tables(LedgerTickets).findOneBy({ id });
    if (!ticket) throw new DomainError('ticket.unknown', `the ledger knows no ticket ${id}`);
    const { everything, scopes } = this.sightOf(actor);
    if (everything) return ticket;
    const seen = await this.database.source.query<unknown[]>(
      'select from ledger_scope where ticket_id = $1 and scope = any($2) limit 1',
      [id, scopes],
    );
    if (seen.length === 0)
      throw new DomainError('auth.forbidden', 'this ticket is neither in your area nor held by your unit');
    return ticket;
  }

  private async page(query: PageQuery, search: (limit: number, before?: string) => Sql): Promise<Page<string>> {
    const [before] = decodeCursor(query.cursor, ['id']) ?? [];
    const limit = limitOf(query);
    const { text, values } = search(limit + 1, before as string | undefined);
    const rows = await this.database.source.query<{ id: string }[]>(text, values);
    const { items, ...next } = pageOf(rows, limit, ({ id }) => [id]);
    return { ...next, items: items.map(({ id }) => id) };
  }

  private async count({ text, values }: Sql): Promise<number> {
    const rows = await this.database.source.query<{ count: number }[]>(text, values);
    return rows[0]?.count ?? 0;
  }

  private tables<T extends ObjectLiteral>(schema: EntitySchema<T>): Repository<T> {
    return this.database.source.getRepository(schema);
  }
}

const newestFirst = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? 1 : -1);

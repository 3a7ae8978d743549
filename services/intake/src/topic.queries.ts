import { AreaCode, Optional, QueryContract, type TopicTicketView, type TopicView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  Database,
  databaseNow,
  decodeCursor,
  limitOf,
  pageOf,
  PageQuery,
  require,
  type Actor,
  type Page,
} from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import { MONTH, monthOf } from './domain/month.js';
import { TopicFinding } from './topic.finding.js';
import { TopicStore, type MonthRow, type TopicRow } from './topic.store.js';

/** Topics of an area and of all below it; of the whole district when left out. */
@QueryContract()
export class TopicQuery extends PageQuery {
  @Optional() @AreaCode() area?: string;
}

@QueryContract()
export class TopicTicketQuery extends PageQuery {}

/** Matters that come again and again, and asking for a month of them. */
@Injectable()
export class TopicQueries {
  constructor(
    private readonly database: Database,
    private readonly topics: TopicStore,
    private readonly finding: TopicFinding,
    private readonly registry: Registry,
  ) {}

  /**
   * The largest first.
   * @throws area.unknown, auth.forbidden, topic.month-not-looked-through
   */
  async list(code: string, query: TopicQuery, actor: Actor): Promise<Page<TopicView>> {
    const tx = this.database.source.manager;
    const area = query.area ?? this.registry.current().district;
    this.allow(actor, area);
    const { month } = await this.looked(code);
    const [limit, after] = [limitOf(query), decodeCursor(query.cursor, ['number', 'id'])];
    const place = after && ([Number(after[0]), String(after[1])] as const);
    const rows = await this.topics.list(tx, { month, area, after: place, limit: limit + 1 });
    const page = pageOf(rows, limit, ({ tickets, id }) => [tickets, id]);
    return { ...page, items: page.items.map(viewOf) };
  }

  /**
   * The tickets behind a topic, the oldest first.
   * @throws topic.unknown, auth.forbidden, topic.month-not-looked-through
   */
  async tickets(code: string, id: string, query: TopicTicketQuery, actor: Actor): Promise<Page<TopicTicketView>> {
    const tx = this.database.source.manager;
    const { month } = await this.looked(code);
    const topic = await this.topics.find(tx, month, id);
    if (!topic) throw new DomainError('topic.unknown', `there is no topic ${id} in ${month}`);
    this.allow(actor, topic.area);
    const [limit, after] = [limitOf(query), decodeCursor(query.cursor, ['id'])?.[0]];
    const of = { month, id, after: after === undefined ? undefined : String(after), limit: limit + 1 };
    const page = pageOf(await this.topics.ticketsBehind(tx, of), limit, ({ ticketId }) => [ticketId]);
    return {
      ...page,
      items: page.items.map(({ ticketId, receivedAt }) => ({ ticketId, receivedAt: receivedAt.toISOString() })),
    };
  }

  /** Has a month looked through, once more if it was before. @throws topic.month-to-come for one that has not begun */
  async want(code: string): Promise<MonthRow> {
    const month = checked(code);
    await this.database.transaction(async (tx) => {
      if (monthOf(month).from > (await databaseNow(tx)))
        throw new DomainError('topic.month-to-come', `${month} is to come`);
      await this.topics.want(tx, month);
    });
    this.finding.wake();
    return this.state(month);
  }

  /** @throws topic.month-not-looked-through where nobody has asked for it */
  async state(code: string): Promise<MonthRow> {
    const month = checked(code);
    const row = await this.topics.month(this.database.source.manager, month);
    if (!row) throw new DomainError('topic.month-not-looked-through', `${month} has not been looked through`);
    return row;
  }

  private async looked(code: string): Promise<MonthRow> {
    const row = await this.state(code);
    if (row.state === 'ready') return row;
    throw new DomainError('topic.month-not-looked-through', `${code} is being looked through`);
  }

  private allow(actor: Actor, area: string): void {
    const profile = this.registry.current();
    if (!profile.area(area)) throw new DomainError('area.unknown', `no area ${area} in this district`);
    require(actor, 'topic.read', { area, centre: profile.centre(area).code });
  }
}

function checked(month: string): string {
  if (MONTH.test(month)) return month;
  const message = 'must be a month such as 2026-03';
  throw new DomainError('input.invalid', '1 problem(s) in the input', [{ field: 'month', message }]);
}

const viewOf = ({ firstAt, lastAt, ...row }: TopicRow): TopicView => ({
  ...row,
  firstAt: firstAt.toISOString(),
  lastAt: lastAt.toISOString(),
});

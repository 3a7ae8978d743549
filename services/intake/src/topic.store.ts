import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { lowestIdAt, type Month } from './domain/month.js';
import type { Topic } from './domain/topic.js';

/** A report as topics need it. */
export interface SpokenRow {
  id: string;
  /** Sealed. */
  words: string;
  grid: string | null;
  category: string;
}

export interface TopicRow {
  id: string;
  month: string;
  area: string;
  category: string;
  tickets: number;
  firstAt: Date;
  lastAt: Date;
}

export interface MonthRow {
  month: string;
  state: 'wanted' | 'ready';
  askedAt: Date;
  /** Reports that were looked through. */
  reports: number;
}

/** A page of topics after a row, the largest first. */
export interface TopicsAsked {
  readonly month: string;
  readonly area: string;
  readonly after: readonly [tickets: number, id: string] | undefined;
  readonly limit: number;
}

const MONTH = `select month, state, asked_at as "askedAt", reports from topic_month`;
/** Asked for once more, it is looked through again: more may have been said meanwhile. */
const WANT = `
  insert into topic_month (month, state, asked_at, reports) values ($1, 'wanted', date_trunc('milliseconds', gw_now()), 0)
  on conflict (month) do update set state = 'wanted', asked_at = excluded.asked_at`;
const WANT_ONCE = `
  insert into topic_month (month, state, asked_at, reports)
  select $1, 'wanted', date_trunc('milliseconds', gw_now()), 0 where exists (select from report where id >= $2 and id < $3)
  on conflict (month) do update set state = 'wanted', asked_at = excluded.asked_at where topic_month.asked_at < $4`;
/** What was withdrawn or is no matter at all comes again in no topic. */
const PAGE = `
  select r.id, r.words, r.grid, coalesce(t.category, r.category) as category
  from report r left join ticket_standing t on t.ticket_id = r.id
  where r.id > $1 and r.id < $2 and coalesce(t.category, r.category) is not null
    and coalesce(t.outcome, '') not in ('invalid', 'withdrawn')
  order by r.id limit $3`;
const REPLACE = `
  with given as (select area, category, ids from json_to_recordset($2) as g (area text, category text, ids uuid[])),
  made as (
    insert into topic (month, id, area, category, tickets, first_at, last_at)
    select $1, ids[1], area, category, cardinality(ids), seen.first_at, seen.last_at from given
    cross join lateral (
      select min(received_at) as first_at, max(received_at) as last_at from report where id = any(ids)) seen)
  insert into topic_ticket (month, topic_id, ticket_id) select $1, ids[1], unnest(ids) from given`;
const LIST = `
  select id, month, area, category, tickets, first_at as "firstAt", last_at as "lastAt" from topic
  where month = $1 and starts_with(area, $2) and ($3::int is null or (tickets, id) < ($3, $4::uuid))
  order by tickets desc, id desc limit $5`;
const BEHIND = `
  select b.ticket_id as "ticketId", r.received_at as "receivedAt"
  from topic_ticket b join report r on r.id = b.ticket_id
  where b.month = $1 and b.topic_id = $2 and ($3::uuid is null or b.ticket_id > $3) order by b.ticket_id limit $4`;

/** Topics by month, with the tickets behind them. */
@Injectable()
export class TopicStore {
  async want(tx: EntityManager, month: string): Promise<void> {
    await tx.query(WANT, [month]);
  }

  /** Wants a month that is over, if anything was reported in it, unless somebody has asked for it since. */
  async wantOnce(tx: EntityManager, { code, from, to }: Month): Promise<void> {
    await tx.query(WANT_ONCE, [code, lowestIdAt(from), lowestIdAt(to), to]);
  }

  async wanted(tx: EntityManager): Promise<MonthRow | undefined> {
    return (await tx.query<MonthRow[]>(`${MONTH} where state = 'wanted' order by month limit 1`))[0];
  }

  async month(tx: EntityManager, month: string): Promise<MonthRow | undefined> {
    return (await tx.query<MonthRow[]>(`${MONTH} where month = $1`, [month]))[0];
  }

  /** The oldest reports with a category that came in a month, after an id. */
  page(tx: EntityManager, { from, to }: Month, after: string | undefined, limit: number): Promise<SpokenRow[]> {
    return tx.query(PAGE, [after ?? lowestIdAt(from), lowestIdAt(to), limit]);
  }

  /** Puts a month's topics in the place of those that there were; nothing where it has been asked for anew meanwhile. */
  async replace(
    tx: EntityManager,
    { month, askedAt }: MonthRow,
    reports: number,
    topics: readonly Topic[],
  ): Promise<void> {
    const done = `update topic_month set state = 'ready', reports = $3 where month = $1 and asked_at = $2`;
    const [, changed] = await tx.query<[unknown, number]>(done, [month, askedAt, reports]);
    if (changed === 0) return;
    await tx.query('delete from topic where month = $1', [month]);
    const rows = topics.map(({ area, category, ticketIds: ids }) => ({ area, category, ids }));
    await tx.query(REPLACE, [month, JSON.stringify(rows)]);
  }

  list(tx: EntityManager, { month, area, after, limit }: TopicsAsked): Promise<TopicRow[]> {
    return tx.query(LIST, [month, area, after?.[0] ?? null, after?.[1] ?? null, limit]);
  }

  async find(tx: EntityManager, month: string, id: string): Promise<Pick<TopicRow, 'area'> | undefined> {
    return (await tx.query<TopicRow[]>('select area from topic where month = $1 and id = $2', [month, id]))[0];
  }

  ticketsBehind(
    tx: EntityManager,
    of: { month: string; id: string; after: string | undefined; limit: number },
  ): Promise<{ ticketId: string; receivedAt: Date }[]> {
    return tx.query(BEHIND, [of.month, of.id, of.after ?? null, of.limit]);
  }
}

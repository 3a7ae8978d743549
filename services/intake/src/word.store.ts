import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

/** A report whose words are to be indexed. */
export interface Unindexed {
  id: string;
  /** Sealed; null when there is no such report. */
  words: string | null;
}

/** What a report is found by; tokens are 64-bit numbers in decimal. */
export interface IndexRow {
  id: string;
  tokens: readonly string[];
}

/** Tokens that a report must all have. */
export interface Wanted {
  readonly tokens: readonly string[];
}

/** Takes the newest: they are looked for most. Gone with the transaction that indexes them, or not at all. */
const TAKE = `
  with taken as (
    delete from word_wanted where ticket_id in (
      select ticket_id from word_wanted order by ticket_id desc limit $1 for update skip locked)
    returning ticket_id)
  select t.ticket_id as id, r.words from taken t left join report r on r.id = t.ticket_id`;

const BELOW = `select below from word_backfill for update skip locked`;
const OLDER = `
  select r.id, r.words from report r left join word_index w on w.ticket_id = r.id
  where r.id < $1 and w.ticket_id is null order by r.id desc limit $2`;

const ADD = `
  insert into word_index (ticket_id, tokens)
  select id, tokens from json_to_recordset($1) as r (id uuid, tokens bigint[]) on conflict do nothing`;

/** The newest and the oldest id; then plans read the tokens' index and nothing else until the transaction ends. */
const EXTENT = `
  select (select ticket_id from word_index order by ticket_id desc limit 1) as newest,
    (select ticket_id from word_index order by ticket_id limit 1) as oldest`;
/** What is searched for decides how: else intake's statements are planned once, whatever their values. */
const PLAN_FOR_VALUES = `select set_config('plan_cache_mode', 'auto', true)`;
const BY_TOKENS = `select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true)`;

/**
 * Each span by its tokens; `offset 0` keeps the order out of it, for which the planner would walk down all ids. A span's
 * ids are read whole: where it ends is the caller's business.
 */
const NEWEST = `
  select string_agg(id::text, ',' order by id desc) as ids from (
    select f.ticket_id as id from json_to_recordset($1) as span (tokens bigint[])
    cross join lateral (select w.ticket_id from word_index w where w.tokens @> span.tokens offset 0) f
    where f.ticket_id < $2 order by f.ticket_id desc limit $3) newest`;

const AMONG = `
  select string_agg(w.ticket_id::text, ',' order by w.ticket_id desc) as ids
  from json_to_recordset($1) as span (tokens bigint[], ids uuid[])
  cross join lateral unnest(span.ids) as asked (id)
  cross join lateral (
    select ticket_id from word_index where ticket_id = asked.id and tokens @> span.tokens offset 0) w`;

/** The index of words: which reports have which tokens. */
@Injectable()
export class WordStore {
  /** Comes first in a transaction that searches or fills the index. */
  async begin(tx: EntityManager): Promise<void> {
    await tx.query(PLAN_FOR_VALUES);
  }

  async take(tx: EntityManager, limit: number): Promise<Unindexed[]> {
    return tx.query<Unindexed[]>(TAKE, [limit]);
  }

  /** The newest reports from before the index that are not in it; undefined when there are none left, or another looks. */
  async takeOlder(tx: EntityManager, limit: number): Promise<Unindexed[] | undefined> {
    const [backfill] = await tx.query<{ below: string }[]>(BELOW);
    if (!backfill) return undefined;
    const older = await tx.query<Unindexed[]>(OLDER, [backfill.below, limit]);
    const last = older.at(-1);
    if (last) await tx.query('update word_backfill set below = $1', [last.id]);
    else await tx.query('delete from word_backfill');
    return older;
  }

  async add(tx: EntityManager, rows: readonly IndexRow[]): Promise<void> {
    if (rows.length > 0) await tx.query(ADD, [JSON.stringify(rows)]);
  }

  /** From the newest id to the oldest; undefined while the index is empty. What follows in `tx` reads by tokens. */
  async extent(tx: EntityManager): Promise<{ newest: string; oldest: string } | undefined> {
    const [extent] = await tx.query<{ newest: string | null; oldest: string | null }[]>(EXTENT);
    await tx.query(BY_TOKENS);
    if (!extent || extent.newest === null || extent.oldest === null) return undefined;
    return { newest: extent.newest, oldest: extent.oldest };
  }

  /** Ids below `before` with all tokens of one of the spans, newest first. */
  async newest(tx: EntityManager, spans: readonly Wanted[], before: string, limit: number): Promise<string[]> {
    return idsOf(await tx.query(NEWEST, [JSON.stringify(spans), before, limit]));
  }

  /** Those of the asked ids that have all tokens of their span, newest first. */
  async among(tx: EntityManager, spans: readonly (Wanted & { ids: readonly string[] })[]): Promise<string[]> {
    return idsOf(await tx.query(AMONG, [JSON.stringify(spans)]));
  }
}

const idsOf = ([row]: { ids: string | null }[]): string[] => row?.ids?.split(',') ?? [];

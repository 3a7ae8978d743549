import { run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { cellsAround, mostSimilar, type Candidate, type Place, type SimilarCase } from './domain/similar-case.js';

/** What a matter is compared by, under the rule of the profile in force. */
export interface Matter {
  wordsKey: Buffer;
  category: string | undefined;
  place: Place | undefined;
  rule: SimilarCase;
}

/**
 * For each matter the oldest of the recent open reports with its words, and the nearest few of its category in the
 * cells around it; one row at least. The distance only chooses whom the rule sees: it is measured on a plane.
 *
 * Locks of this transaction are waited for briefly from here on: who is stuck must not hold up its group.
 */
const SIMILAR = {
  name: 'intake_similar',
  text: `
    with moment as materialized (
      select coalesce($7, gw_now()) as now, set_config('lock_timeout', '300ms', true) as brief)
    select m.now, u.n::int as n, c.id, c.lon, c.lat, c.same
    from moment m
    cross join unnest($1::bytea[], $2::text[], $3::text[], $4::float8[], $5::float8[], $6::float8[])
      with ordinality u (words_key, category, cells, lon, lat, hours, n)
    left join lateral (
      (select r.id, r.lon, r.lat, true as same
       from (select id, lon, lat, received_at from report
             where words_key = u.words_key and received_at > m.now - u.hours * interval '1 hour'
             order by received_at desc limit 20) r
       left join ticket_standing t on t.ticket_id = r.id
       where t.state is distinct from 'closed'
       order by r.received_at limit 1)
      union all
      (select r.id, r.lon, r.lat, false
       from (select id, lon, lat, power((lon - u.lon) * cosd(u.lat), 2) + power(lat - u.lat, 2) as distance
             from (select id, lon, lat from report
                   where category = u.category and cell = any(u.cells::bigint[])
                     and received_at > m.now - u.hours * interval '1 hour'
                   order by received_at desc limit 200) recent
             order by distance) r
       left join ticket_standing t on t.ticket_id = r.id
       where t.state is distinct from 'closed'
       order by r.distance limit 3)) c on true
    where m.brief is not null`,
};

interface SimilarRow {
  now: Date;
  /** Counts the matters from 1. */
  n: number;
  id: string | null;
  lon: number | null;
  lat: number | null;
  same: boolean;
}

/** Recent reports of open tickets that might be the same matter. */
@Injectable()
export class SimilarStore {
  /**
   * The most similar ticket of each matter, if any, and the moment of looking: `at` when it is given, else now. A report
   * whose transaction runs at the same time is not seen.
   */
  async look(
    tx: EntityManager,
    matters: readonly Matter[],
    at?: Date,
  ): Promise<{ now: Date; similarTo: (string | undefined)[] }> {
    const rows = await run<SimilarRow>(tx, SIMILAR, [
      matters.map(({ wordsKey }) => wordsKey),
      matters.map(({ category }) => category ?? null),
      matters.map(({ place, rule }) => (place ? `{${cellsAround(place, rule.metres).join(',')}}` : '{}')),
      matters.map(({ place }) => place?.[0] ?? null),
      matters.map(({ place }) => place?.[1] ?? null),
      matters.map(({ rule }) => rule.hours),
      at ?? null,
    ]);
    const [first] = rows;
    if (!first) throw new Error('there is nothing to look for');
    const candidates = candidatesOf(rows, matters.length);
    const similarTo = matters.map(({ place, rule }, index) => mostSimilar(place, candidates[index] ?? [], rule.metres));
    return { now: first.now, similarTo };
  }
}

function candidatesOf(rows: readonly SimilarRow[], matters: number): Candidate[][] {
  const candidates: Candidate[][] = Array.from({ length: matters }, () => []);
  for (const { n, id, lon, lat, same } of rows) {
    const place = lon === null || lat === null ? undefined : ([lon, lat] as const);
    if (id !== null) candidates[n - 1]?.push({ id, place, sameWords: same });
  }
  return candidates;
}

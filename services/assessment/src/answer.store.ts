import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import { aboutOf, placed, reportOf, type Answer } from './domain/answer-fact.js';
import { latestBy } from './domain/latest.js';
import { roundKey, unknownRound, type Round } from './domain/round.js';
import { leadsTo, unknownWay, wayKey, type Way } from './domain/way.js';
import { FACT_COLUMNS } from './fact.store.js';

const answers = new ManyRows(new EntitySchema<Answer>({ name: 'fact', columns: FACT_COLUMNS }));

const ABOUT = answers.where(
  'gw_answers_about',
  `kind in ('rating', 'call-back') and ticket_id = any($1::uuid[]) order by kind, id for update`,
);

// Each row is locked, also one of which nothing new is told: an answer, its result and a merge that are handled at the
// same time wait for each other, so that none of them misses the others.
const NOTE_ROUNDS = {
  name: 'gw_round_note',
  text: `insert into ticket_result as r (ticket_id, round, area, unit, resolved_at)
    select * from unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::timestamptz[]) order by 1, 2
    on conflict (ticket_id, round) do update set area = coalesce(excluded.area, r.area),
      unit = coalesce(excluded.unit, r.unit), resolved_at = coalesce(excluded.resolved_at, r.resolved_at)
    returning r.ticket_id as "ticketId", r.round, r.area, r.unit, r.resolved_at as "resolvedAt"`,
};

const NOTE_WAYS = {
  name: 'gw_way_note',
  text: `insert into ticket_way as w (ticket_id, part_of, merged_into, left_at)
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[]) order by 1
    on conflict (ticket_id) do update set part_of = coalesce(excluded.part_of, w.part_of),
      merged_into = coalesce(excluded.merged_into, w.merged_into), left_at = coalesce(excluded.left_at, w.left_at)
    returning w.ticket_id as "ticketId", w.part_of as "partOf", w.merged_into as "mergedInto", w.left_at as "leftAt"`,
};

// A row that was only locked by is no round that anybody told of.
const FORGET_ROUNDS = {
  name: 'gw_round_forget',
  text: `delete from ticket_result r using unnest($1::uuid[], $2::int[]) u (ticket_id, round)
    where r.ticket_id = u.ticket_id and r.round = u.round and r.area is null and r.unit is null`,
};

/** What citizens said of results, and whose results these were; only consumers write here. */
@Injectable()
export class AnswerStore {
  /** Keeps answers, each beside the result that it is about; each may stand in it once. */
  async put(tx: EntityManager, given: readonly Answer[]): Promise<void> {
    if (given.length === 0) return;
    const ways = await lockWays(tx, given.map(reportOf));
    const about = given.map((answer) => ({ answer, round: aboutOf(answer, ways) }));
    const rounds = await noted(
      tx,
      about.map(({ round }) => unknownRound(round)),
    );
    await answers.save(
      tx,
      about.map(({ answer, round }) => placed(answer, round, rounds.get(roundKey(round)))),
    );
    const untold = [...rounds.values()].filter(({ area, unit }) => area === null && unit === null);
    if (untold.length > 0) await run(tx, FORGET_ROUNDS, keysOf(untold));
  }

  /** What is told of tickets: answers that came before learn whose result they are about. */
  async noteWays(tx: EntityManager, told: readonly Way[]): Promise<void> {
    if (told.length === 0) return;
    const ways = await notedWays(tx, told);
    await this.put(tx, await answersAbout(tx, [...ways.values()].flatMap(standings)));
  }

  /** What is told of rounds: answers that came before their result learn it. */
  async noteRounds(tx: EntityManager, told: readonly Round[]): Promise<void> {
    if (told.length === 0) return;
    const rounds = await noted(tx, told);
    const resolved = told.filter(({ resolvedAt }) => resolvedAt !== null).map(({ ticketId }) => ticketId);
    const early = (await answersAbout(tx, resolved)).flatMap((answer) => {
      const round = rounds.get(roundKey({ ticketId: answer.ticketId, round: Number(answer.fields['round']) }));
      return round ? [placed(answer, round, round)] : [];
    });
    await answers.save(tx, early);
  }
}

/** Where answers stand that a change of the ticket's way may move: at itself, or at the whole that it is a part of. */
const standings = ({ ticketId, partOf }: Way): string[] => (partOf === null ? [ticketId] : [ticketId, partOf]);

async function answersAbout(tx: EntityManager, tickets: readonly string[]): Promise<Answer[]> {
  if (tickets.length === 0) return [];
  return run<Answer>(tx, ABOUT, [tickets]);
}

/** Notes what is told of rounds, and tells all that is known of them. */
async function noted(tx: EntityManager, told: readonly Round[]): Promise<Map<string, Round>> {
  const rounds = [...latestBy(told, roundKey).values()];
  return latestBy(await run<Round>(tx, NOTE_ROUNDS, columnsOf(rounds)), roundKey);
}

const keysOf = (rounds: readonly Round[]): unknown[] => [
  rounds.map(({ ticketId }) => ticketId),
  rounds.map(({ round }) => round),
];

const columnsOf = (rounds: readonly Round[]): unknown[] => [
  ...keysOf(rounds),
  rounds.map(({ area }) => area),
  rounds.map(({ unit }) => unit),
  rounds.map(({ resolvedAt }) => resolvedAt),
];

/** Notes what is told of tickets' ways, and tells all that is known of them. */
async function notedWays(tx: EntityManager, told: readonly Way[]): Promise<Map<string, Way>> {
  const ways = [...latestBy(told, wayKey).values()];
  const columns = [
    ways.map(({ ticketId }) => ticketId),
    ways.map(({ partOf }) => partOf),
    ways.map(({ mergedInto }) => mergedInto),
    ways.map(({ leftAt }) => leftAt),
  ];
  return latestBy(await run<Way>(tx, NOTE_WAYS, columns), wayKey);
}

/** The ways of tickets and of all that they lead to. */
async function lockWays(tx: EntityManager, tickets: readonly string[]): Promise<Map<string, Way>> {
  const ways = new Map<string, Way>();
  for (let next = tickets; next.length > 0;) {
    for (const [ticketId, way] of await notedWays(tx, next.map(unknownWay))) ways.set(ticketId, way);
    next = [...ways.values()].flatMap(leadsTo).filter((ticketId) => !ways.has(ticketId));
  }
  return ways;
}

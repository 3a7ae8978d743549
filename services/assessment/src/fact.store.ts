import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import { keyOf, type Fact } from './domain/fact.js';
import { mergeRounds, roundKey, type Round, type RoundKey } from './domain/round.js';
import { applyTold, type Told } from './told.js';

/** The columns of a fact, live or frozen. */
export const FACT_COLUMNS = {
  kind: { type: 'text', primary: true },
  id: { type: 'text', primary: true },
  ticketId: { type: 'uuid', name: 'ticket_id' },
  unit: { type: 'text', nullable: true },
  person: { type: 'text', nullable: true },
  area: { type: 'text', nullable: true },
  countsAt: { type: 'timestamptz', name: 'counts_at', nullable: true },
  settledAt: { type: 'timestamptz', name: 'settled_at', nullable: true },
  fields: { type: 'jsonb' },
} as const;

export const FactEntity = new EntitySchema<Fact>({ name: 'fact', columns: FACT_COLUMNS });

const facts = new ManyRows(FactEntity);

// Of a report two aggregates tell: the row is made before it is locked, so that neither misses what the other said.
const MAKE_REPORTS = {
  name: 'gw_fact_reports',
  text: `insert into fact (kind, id, ticket_id, fields)
    select distinct 'report', id, id::uuid, '{}'::jsonb from unnest($1::text[]) id order by 2
    on conflict (kind, id) do nothing`,
};

// Locks each round: an answer and a result that are handled at the same time wait for each other, so that none of them
// misses the other.
const LOCK_ROUNDS = {
  name: 'gw_round_lock',
  text: `insert into ticket_result as r (ticket_id, round)
    select distinct ticket_id, round from unnest($1::uuid[], $2::int[]) u (ticket_id, round) order by 1, 2
    on conflict (ticket_id, round) do update set round = excluded.round
    returning r.ticket_id as "ticketId", r.round, r.area, r.unit`,
};

const NOTE_ROUNDS = {
  name: 'gw_round_note',
  text: `update ticket_result r set area = coalesce(u.area, r.area), unit = coalesce(u.unit, r.unit)
    from unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) u (ticket_id, round, area, unit)
    where r.ticket_id = u.ticket_id and r.round = u.round`,
};

const NAME_ANSWERS = {
  name: 'gw_round_answers',
  text: `update fact f set area = coalesce(u.area, f.area), unit = coalesce(u.unit, f.unit)
    from unnest($1::uuid[], $2::int[], $3::text[], $4::text[]) u (ticket_id, round, area, unit)
    where f.kind = 'call-back' and f.ticket_id = u.ticket_id and (f.fields->>'round')::int = u.round`,
};

/** Facts as events tell them; only consumers write here. */
@Injectable()
export class FactStore {
  /** Applies what events say, in their order; a fact is made by the first that speaks of it. */
  async change(tx: EntityManager, told: readonly Told[]): Promise<void> {
    const unknown = new Map(told.map(({ unknown }) => [keyOf(unknown), unknown]));
    const reports = [...unknown.values()].filter(({ kind }) => kind === 'report');
    if (reports.length > 0) await run(tx, MAKE_REPORTS, [reports.map(({ id }) => id)]);
    const known = await facts.lock(tx, [...unknown.values()]);
    const changed = new Map(known.map((fact) => [keyOf(fact), fact]));
    applyTold(changed, told);
    await facts.save(tx, [...changed.values()]);
  }

  /** Replaces facts; each may stand in it once. */
  async put(tx: EntityManager, all: readonly Fact[]): Promise<void> {
    await facts.save(tx, all);
  }

  /** Tells what is known of rounds. Locks them. */
  async knownRounds(
    tx: EntityManager,
    rounds: readonly RoundKey[],
  ): Promise<(round: RoundKey) => Pick<Round, 'area' | 'unit'>> {
    const rows = await run<Round>(tx, LOCK_ROUNDS, columnsOf(rounds));
    const known = new Map(rows.map(({ area, unit, ...key }) => [roundKey(key), { area, unit }]));
    return (round) => known.get(roundKey(round)) ?? { area: null, unit: null };
  }

  /** What is told of rounds: answers that came before learn it. */
  async noteRounds(tx: EntityManager, told: readonly Round[]): Promise<void> {
    if (told.length === 0) return;
    await run(tx, LOCK_ROUNDS, columnsOf(told));
    const rounds = mergeRounds(told);
    const values = [...columnsOf(rounds), rounds.map(({ area }) => area), rounds.map(({ unit }) => unit)];
    await run(tx, NOTE_ROUNDS, values);
    await run(tx, NAME_ANSWERS, values);
  }
}

const columnsOf = (rounds: readonly RoundKey[]): unknown[] => [
  rounds.map(({ ticketId }) => ticketId),
  rounds.map(({ round }) => round),
];

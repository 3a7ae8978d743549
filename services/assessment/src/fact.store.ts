import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import type { Fact } from './domain/fact.js';

export const FactEntity = new EntitySchema<Fact>({
  name: 'fact',
  columns: {
    kind: { type: 'text', primary: true },
    id: { type: 'text', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    unit: { type: 'text', nullable: true },
    countsAt: { type: 'timestamptz', name: 'counts_at', nullable: true },
    settledAt: { type: 'timestamptz', name: 'settled_at', nullable: true },
    fields: { type: 'jsonb' },
  },
});

/** What an event says of a fact; `unknown` is the fact when the event is the first to speak of it. */
export interface Told {
  readonly unknown: Fact;
  readonly change: (fact: Fact) => Fact;
}

/** The result of a round of a ticket. */
export interface Round {
  readonly ticketId: string;
  readonly round: number;
}

const facts = new ManyRows(FactEntity);

// Locks each round: an answer and a result that are handled at the same time wait for each other, so that none of them
// misses the other.
const LOCK_RESULTS = {
  name: 'gw_result_lock',
  text: `insert into ticket_result as r (ticket_id, round)
    select distinct ticket_id, round from unnest($1::uuid[], $2::int[]) u (ticket_id, round) order by 1, 2
    on conflict (ticket_id, round) do update set round = excluded.round
    returning r.ticket_id as "ticketId", r.round, r.unit`,
};

const NOTE_RESULTS = {
  name: 'gw_result_note',
  text: `update ticket_result r set unit = u.unit
    from unnest($1::uuid[], $2::int[], $3::text[]) u (ticket_id, round, unit)
    where r.ticket_id = u.ticket_id and r.round = u.round`,
};

const NAME_ANSWERS = {
  name: 'gw_result_answers',
  text: `update fact f set unit = u.unit
    from unnest($1::uuid[], $2::int[], $3::text[]) u (ticket_id, round, unit)
    where f.kind = 'call-back' and f.ticket_id = u.ticket_id and (f.fields->>'round')::int = u.round`,
};

/** Facts as events tell them; only consumers write here. */
@Injectable()
export class FactStore {
  /** Applies what events say, in their order; a fact is made by the first that speaks of it. */
  async change(tx: EntityManager, told: readonly Told[]): Promise<void> {
    const unknown = new Map(told.map(({ unknown }) => [keyOf(unknown), unknown]));
    const known = await facts.lock(tx, [...unknown.values()]);
    const changed = new Map(known.map((fact) => [keyOf(fact), fact]));
    for (const { unknown, change } of told) {
      const key = keyOf(unknown);
      changed.set(key, change(changed.get(key) ?? unknown));
    }
    await facts.save(tx, [...changed.values()]);
  }

  /** Replaces facts; each may stand in it once. */
  async put(tx: EntityManager, all: readonly Fact[]): Promise<void> {
    await facts.save(tx, all);
  }

  /** Tells the unit whose result a round was, null while dispatch has not said. Locks the rounds. */
  async unitsOfResults(tx: EntityManager, rounds: readonly Round[]): Promise<(round: Round) => string | null> {
    const rows = await run<Round & { unit: string | null }>(tx, LOCK_RESULTS, columnsOf(rounds));
    const units = new Map(rows.map((row) => [`${row.ticketId} ${row.round}`, row.unit]));
    return ({ ticketId, round }) => units.get(`${ticketId} ${round}`) ?? null;
  }

  /** Whose results rounds were: answers that came before learn their unit. */
  async noteResults(tx: EntityManager, results: readonly (Round & { unit: string })[]): Promise<void> {
    await run(tx, LOCK_RESULTS, columnsOf(results));
    const last = [...new Map(results.map((result) => [`${result.ticketId} ${result.round}`, result])).values()];
    const values = [...columnsOf(last), last.map(({ unit }) => unit)];
    await run(tx, NOTE_RESULTS, values);
    await run(tx, NAME_ANSWERS, values);
  }
}

const keyOf = ({ kind, id }: Fact): string => `${kind} ${id}`;

const columnsOf = (rounds: readonly Round[]): unknown[] => [
  rounds.map(({ ticketId }) => ticketId),
  rounds.map(({ round }) => round),
];

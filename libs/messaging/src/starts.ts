import type { Database } from '@gridwhistle/platform';
import type { EntityManager } from 'typeorm';
import type { Arrival } from './arrival.js';
import { run } from './statement.js';
import { storableReason } from './storable.js';

/** So many starts of one event park it. */
export const MAX_STARTS = 5;

// Counts only what the gate lets in: waiting never counts. Committed before the handler runs, so that a crash counts.
const BEGIN = {
  name: 'gw_start_begin',
  text: `with gate as (
      select last_sequence, parked from consumer_gate
      where consumer = $1 and owner = $3 and entity = $4 and aggregate_id = $5)
    insert into consumer_start as s (consumer, event_id, starts)
    select $1, $2, 1
    where coalesce((select last_sequence from gate), 0) = $6::int - 1
      and not coalesce((select parked from gate), false)
    on conflict (consumer, event_id) do update set starts = s.starts + 1
    returning starts, error`,
};

const FAIL = {
  name: 'gw_start_fail',
  text: `insert into consumer_start as s (consumer, event_id, starts, error) values ($1, $2, 1, $3)
    on conflict (consumer, event_id) do update set error = excluded.error
    returning starts, error`,
};

const FORGET = {
  name: 'gw_start_forget',
  text: 'delete from consumer_start where consumer = $1 and event_id = any($2)',
};

export interface Start {
  /** This one included. */
  starts: number;
  /** What the last one failed with; null when it did not live to say. */
  error: string | null;
}

/** Counts the starts of events that run alone, in PostgreSQL: the bus's own count also counts waiting and lost acks. */
export class Starts {
  constructor(
    private readonly database: Database,
    private readonly consumer: string,
  ) {}

  /** Counts a start; undefined when the gate does not let the event in now. */
  async begin({ id, place }: Arrival): Promise<Start | undefined> {
    if (!place) return undefined;
    const { owner, entity, aggregateId, sequence } = place;
    const values = [this.consumer, id, owner, entity, aggregateId, sequence];
    return (await this.database.transaction((tx) => run<Start>(tx, BEGIN, values)))[0];
  }

  /** Records a failure; a first delivery that failed counts as one start. */
  async fail({ id }: Arrival, error: string): Promise<Start> {
    const [start] = await this.database.transaction((tx) =>
      run<Start>(tx, FAIL, [this.consumer, id, storableReason(error)]),
    );
    return start ?? { starts: 1, error };
  }

  /** In the transaction that settles the events. */
  async forget(tx: EntityManager, arrivals: readonly Arrival[]): Promise<void> {
    const ids = arrivals.filter(({ again }) => again).map(({ id }) => id);
    if (ids.length > 0) await run(tx, FORGET, [this.consumer, ids]);
  }
}

import type { EntityManager } from 'typeorm';
import type { Place } from './arrival.js';
import { run } from './statement.js';

/** How far a consumer has come with one aggregate. Its row is locked by the transaction that holds it. */
export interface Gate {
  owner: string;
  entity: string;
  aggregate_id: string;
  last_sequence: number;
  /** An event is parked: all later ones of the aggregate go behind it. */
  parked: boolean;
}

/** What is to be done with an event at its gate. */
export type Verdict = 'repeated' | 'next' | 'behind' | 'early';

/** Pure: the rule of architecture §3.4. */
export function judge(gate: Pick<Gate, 'last_sequence' | 'parked'>, sequence: number): Verdict {
  if (sequence <= gate.last_sequence) return 'repeated';
  if (sequence > gate.last_sequence + 1) return 'early';
  return gate.parked ? 'behind' : 'next';
}

// Sorted, so that all instances lock in one order. The update changes nothing but locks the row that is there.
const LOCK = {
  name: 'gw_gate_lock',
  text: `insert into consumer_gate as g (consumer, owner, entity, aggregate_id, last_sequence)
    select $1, owner, entity, aggregate_id, 0
    from unnest($2::text[], $3::text[], $4::uuid[]) u (owner, entity, aggregate_id)
    order by owner, entity, aggregate_id
    on conflict (consumer, owner, entity, aggregate_id) do update set last_sequence = g.last_sequence
    returning owner, entity, aggregate_id, last_sequence, parked`,
};

// The rows are there: as an insert their index is always used, whatever the planner believes of a table that grows.
const MOVE = {
  name: 'gw_gate_move',
  text: `insert into consumer_gate (consumer, owner, entity, aggregate_id, last_sequence, parked)
    select $1, owner, entity, aggregate_id, last_sequence, parked
    from unnest($2::text[], $3::text[], $4::uuid[], $5::int[], $6::bool[])
      u (owner, entity, aggregate_id, last_sequence, parked)
    on conflict (consumer, owner, entity, aggregate_id)
      do update set last_sequence = excluded.last_sequence, parked = excluded.parked`,
};

/** Locks the gates of all these places in one statement; by key. */
export async function lockGates(
  tx: EntityManager,
  consumer: string,
  places: readonly Place[],
): Promise<Map<string, Gate>> {
  const distinct = [...new Map(places.map((place) => [place.key, place])).values()];
  if (distinct.length === 0) return new Map();
  const gates = await run<Gate>(tx, LOCK, [
    consumer,
    distinct.map(({ owner }) => owner),
    distinct.map(({ entity }) => entity),
    distinct.map(({ aggregateId }) => aggregateId),
  ]);
  return new Map(gates.map((gate) => [`${gate.owner}/${gate.entity}/${gate.aggregate_id}`, gate]));
}

/** Stores how far gates have come. */
export async function moveGates(tx: EntityManager, consumer: string, gates: readonly Gate[]): Promise<void> {
  if (gates.length === 0) return;
  await run(tx, MOVE, [
    consumer,
    gates.map(({ owner }) => owner),
    gates.map(({ entity }) => entity),
    gates.map(({ aggregate_id }) => aggregate_id),
    gates.map(({ last_sequence }) => last_sequence),
    gates.map(({ parked }) => parked),
  ]);
}

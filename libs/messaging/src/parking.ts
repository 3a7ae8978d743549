import type { EntityManager } from 'typeorm';
import type { Arrival } from './arrival.js';
import { run } from './statement.js';
import { storable, storableReason } from './storable.js';

/** An event that is taken out of the way, and why. */
export interface Parked {
  arrival: Arrival;
  reason: string;
  /** Nothing is wrong with it: an earlier event of its aggregate is parked. */
  behind: boolean;
}

const PARK = {
  name: 'gw_park',
  text: `insert into dead_letter (consumer, owner, entity, aggregate_id, sequence, event_id, type, subject, payload, reason, behind, at)
    select $1, owner, entity, aggregate_id, sequence, event_id, type, subject, payload, reason, behind, gw_now()
    from unnest($2::text[], $3::text[], $4::uuid[], $5::int[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::bool[])
      with ordinality u (owner, entity, aggregate_id, sequence, event_id, type, subject, payload, reason, behind, position)
    order by position`,
};

/** Writes dead letters; the caller moves the gates in the same transaction and acknowledges afterwards. */
export async function park(tx: EntityManager, consumer: string, parked: readonly Parked[]): Promise<void> {
  if (parked.length === 0) return;
  await run(tx, PARK, [
    consumer,
    parked.map(({ arrival }) => arrival.place?.owner ?? null),
    parked.map(({ arrival }) => arrival.place?.entity ?? null),
    parked.map(({ arrival }) => arrival.place?.aggregateId ?? null),
    parked.map(({ arrival }) => arrival.place?.sequence ?? null),
    parked.map(({ arrival }) => arrival.id || null),
    parked.map(({ arrival }) => storable(arrival.type)),
    parked.map(({ arrival }) => storable(arrival.subject)),
    parked.map(({ arrival }) => storable(arrival.payload)),
    parked.map(({ reason }) => storableReason(reason)),
    parked.map(({ behind }) => behind),
  ]);
}

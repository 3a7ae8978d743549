/** Partitions of a service's outbox; each has one active relay. */
export const PARTITIONS = 4;

/** All events of a ticket share a partition (else those of the aggregate). The last digits of a UUIDv7 are random. */
export function partitionOf(ticketOrAggregateId: string): number {
  return parseInt(ticketOrAggregateId.slice(-8), 16) % PARTITIONS;
}

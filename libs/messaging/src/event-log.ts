import { ContractError, contractOf, envelopeOf, subjectOf } from '@gridwhistle/contracts';
import { currentTraceparent } from '@gridwhistle/platform';
import type { EntityManager } from 'typeorm';
import { eventIdAt } from './event-id.js';
import { homeOf, wakeAfterCommit, type Home } from './home.js';
import { partitionOf } from './partition.js';
import { fromLines, run, toLines } from './statement.js';

/** The thing that events are about, as it was before them. */
export interface Aggregate {
  entity: string;
  /** UUID. */
  id: string;
  /** Sequence of its last event; 0 before the first. The caller holds its row locked. */
  sequence: number;
  /** The ticket it belongs to: orders its events with the ticket's others and gives them its trace. */
  ticketId: string | null;
  /** The unit that holds it when the events commit. */
  unit: string | null;
}

/** Events of one aggregate, made with `make(…)`, in order. */
export interface Publication {
  aggregate: Aggregate;
  events: readonly object[];
  /** What caused them, where several tickets share a statement; the active span of a ticket when left out. */
  traceparent?: string | undefined;
}

/** An event must stay far below what the bus takes in one message (1 MB), else it would block its partition. */
const MAX_ENVELOPE = 256 * 1024;

const LOG = {
  name: 'gw_log',
  text: `with logged as (
    insert into event_log (part, ticket_id, entity, aggregate_id, sequence, event_id, type, subject, envelope, at)
    select part, ticket_id, entity, aggregate_id, sequence, event_id, type, subject, envelope, $10
    from unnest(${['smallint', 'uuid', 'text', 'uuid', 'int', 'uuid', 'text', 'text', 'text'].map((type, n) => fromLines(n + 1, type)).join(', ')})
      with ordinality u (part, ticket_id, entity, aggregate_id, sequence, event_id, type, subject, envelope, position)
    order by position
    returning part, id)
  insert into outbox (part, log_id) select part, id from logged`,
};

/**
 * Writes events to the log and the outbox of the transaction that changes the state, and nowhere else. They reach the
 * bus after the commit. Returns the aggregate's new sequence, which the caller stores as its version.
 *
 * @throws ContractError for data that breaks its contract, or an entity that this service does not own.
 */
export async function publish(
  tx: EntityManager,
  aggregate: Aggregate,
  events: readonly object[],
  at: Date,
): Promise<number> {
  await publishAll(tx, [{ aggregate, events }], at);
  return aggregate.sequence + events.length;
}

/** The same for many aggregates in one statement; one that stands in it twice has come on by then. */
export async function publishAll(tx: EntityManager, publications: readonly Publication[], at: Date): Promise<void> {
  await publishPrepared(tx, prepare(tx, publications, at), at);
}

/** Events that are checked and ready for the log. */
export type Prepared = readonly LogRow[];

/** The part of `publishAll` that asks no database: for whoever prepares some events while others are being written. */
export function prepare(tx: EntityManager, publications: readonly Publication[], at: Date): Prepared {
  const home = homeOf(tx);
  return publications.flatMap((publication) => rowsOf(home, publication, at));
}

/** The rest of it. */
export async function publishPrepared(tx: EntityManager, rows: Prepared, at: Date): Promise<void> {
  if (rows.length === 0) return;
  const column = (key: keyof LogRow): string => toLines(rows.map((row) => row[key]));
  await run(tx, LOG, [
    column('part'),
    column('ticketId'),
    column('entity'),
    column('aggregateId'),
    column('sequence'),
    column('eventId'),
    column('type'),
    column('subject'),
    column('envelope'),
    at,
  ]);
  wakeAfterCommit(tx, homeOf(tx));
}

type LogRow = ReturnType<typeof rowOf>;

function rowsOf(home: Home, { aggregate, events, traceparent }: Publication, at: Date): LogRow[] {
  const cause = traceparent ?? (aggregate.ticketId === null ? undefined : currentTraceparent());
  return events.map((event, index) => rowOf(home, aggregate, event, { index, at, cause }));
}

interface Happening {
  /** Counts the aggregate's events in this publication from 0. */
  index: number;
  at: Date;
  cause: string | undefined;
}

function rowOf(home: Home, aggregate: Aggregate, event: object, { index, at, cause }: Happening) {
  const sequence = aggregate.sequence + 1 + index;
  const contract = contractOf(event);
  if (contract.owner !== home.service) throw new ContractError(`${contract.name} belongs to ${contract.owner}`);
  if (contract.entity !== aggregate.entity)
    throw new ContractError(`${contract.name} is no event of ${aggregate.entity}`);
  const problem = contract.check(event) ? undefined : JSON.stringify(contract.check.errors);
  if (problem) throw new ContractError(`${contract.name}: ${problem}`);
  const eventId = eventIdAt(at);
  const about = { ...aggregate, aggregateId: aggregate.id, sequence };
  const envelope = envelopeOf(contract, event, {
    ...about,
    id: eventId,
    district: home.district,
    time: at,
    traceparent: cause,
  });
  return {
    part: partitionOf(aggregate.ticketId ?? aggregate.id),
    ticketId: aggregate.ticketId,
    entity: aggregate.entity,
    aggregateId: aggregate.id,
    sequence,
    eventId,
    type: envelope.type,
    subject: subjectOf(home.district, contract.name, aggregate.unit),
    envelope: bounded(JSON.stringify(envelope), contract.name),
  };
}

function bounded(envelope: string, name: string): string {
  if (envelope.length > MAX_ENVELOPE) throw new ContractError(`${name} is larger than ${MAX_ENVELOPE} characters`);
  return envelope;
}

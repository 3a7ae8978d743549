import type { Client } from 'pg';
import { SERVICE_SCHEMAS, withClient } from '@gridwhistle/testing/servers';
import type { Crew } from '../load/crew.js';
import type { Notes } from '../nemeses/nemesis.js';
import type { World } from '../world/world.js';
import type {
  ClockEvidence,
  Evidence,
  GateRow,
  LedgerRow,
  LogEvent,
  SeenOrder,
  SeenTicket,
  Standing,
} from './evidence.js';
import { readScores } from './read-scores.js';
import { digestOf, readConsumers, readStream } from './read-stream.js';

/** Collects what the outside saw and what the databases hold; the system is at rest. */
export async function collect(
  world: World,
  crew: Crew,
  notes: Notes,
  consumers: Evidence['consumers'],
): Promise<Evidence> {
  const { profile } = world.data;
  const [databases, scores, stream, durables] = await Promise.all([
    withClient(world.adminUrl, (client) => readDatabases(client)),
    readScores(world, crew),
    readStream(world),
    readConsumers(world),
  ]);
  const { hotline } = world;
  return {
    ...databases,
    stream,
    consumers,
    durables: Object.keys(durables),
    scores,
    acknowledged: crew.journal.read(),
    tried: [...crew.journal.tried],
    desks: crew.desks.map(({ unit, events }) => ({ unit, events })),
    escalations: profile.escalations,
    officeHours: profile.calendar.officeHours,
    hotline: { inbox: hotline.inbox(), ...hotline.counts(), outgoing: databases.outgoing },
    poisoned: [...notes.poisoned],
    forged: [...notes.forged].map(([eventId, reason]) => ({ eventId, reason })),
    beginningLost: notes.beginningLost,
  };
}

async function readDatabases(client: Client) {
  const rows = async <T extends object>(sql: string): Promise<T[]> => (await client.query<T>(sql)).rows;
  const everywhere = async <T extends object>(sql: (schema: string, service: string) => string): Promise<T[]> => {
    const all: T[] = [];
    for (const [service, schema] of Object.entries(SERVICE_SCHEMAS)) all.push(...(await rows<T>(sql(schema, service))));
    return all;
  };
  const log = await everywhere<LoggedRow>(
    (
      schema,
      service,
    ) => `select '${service}' as service, id::float8 as "logId", part, entity, aggregate_id as "aggregateId",
      sequence, event_id as "eventId", type, subject, ticket_id as "ticketId", envelope from ${schema}.event_log`,
  );
  const unsent = await everywhere<{ service: string; n: number }>(
    (schema, service) => `select '${service}' as service, count(*)::int as n from ${schema}.outbox`,
  );
  const [time] = await rows<{ now: Date }>('select gw.gw_now() as now');
  return {
    log: log.map(logEvent),
    unsent: Object.fromEntries(unsent.map(({ service, n }) => [service, n])),
    reports: (await rows<{ id: string }>('select id from intake.report')).map(({ id }) => id),
    keys: await rows<Evidence['keys'][number]>(KEYS),
    seen: { tickets: await rows<SeenTicket>(SEEN_TICKETS), orders: await rows<SeenOrder>(SEEN_ORDERS) },
    owned: await rows<Standing>(OWNED),
    gates: await everywhere<GateRow>(
      (schema) => `select consumer, entity, aggregate_id as "aggregateId", last_sequence as sequence, parked
        from ${schema}.consumer_gate`,
    ),
    parked: await everywhere<Evidence['parked'][number]>(
      (schema) =>
        `select consumer, event_id as "eventId", aggregate_id as "aggregateId", reason from ${schema}.dead_letter`,
    ),
    ledger: await rows<LedgerRow>(
      `select event_id as "eventId", entity, aggregate_id as "aggregateId", sequence from console.ledger_event order by id`,
    ),
    copies: await rows<Standing>(COPIES),
    clocks: await everywhere<ClockEvidence>(
      (schema) => `select entity, aggregate_id as "aggregateId", kind, unit, amount, measure, state,
        due_at as "dueAt", met, next_rung_at as "nextRungAt" from ${schema}.clock`,
    ),
    outgoing: await rows<Evidence['hotline']['outgoing'][number]>(
      'select id, ticket_id as "ticketId", state from hotline.outgoing',
    ),
    now: time?.now ?? new Date(),
  };
}

const OWNED = `select 'ticket' as entity, id, sequence, state from dispatch.ticket
  union all select 'order', id, sequence, state from dispatch.orders
  union all select 'whistle', id, sequence, state from escalation.whistle
  union all select 'report', id, sequence, '' from intake.report
  union all select 'hotline-order', ticket_id, sequence, state from hotline.hotline_order`;

const KEYS = `select key, answer->>'id' as id from intake.idempotency_key
    where act = 'ticket.report' and answer->>'id' is not null
  union all select number, ticket_id::text from hotline.hotline_order`;

const SEEN_TICKETS = `select ticket_id as "ticketId", state, round, outcome from intake.ticket_standing`;
const SEEN_ORDERS = `select order_id as "orderId", ticket_id as "ticketId", unit, verifier, state
  from intake.order_holder`;

const COPIES = `select 'ticket' as entity, id, sequence, state from console.ledger_ticket
  union all select 'order', id, sequence, state from console.ledger_order`;

interface LoggedRow extends Omit<LogEvent, 'name' | 'unit' | 'at' | 'data' | 'digest'> {
  type: string;
  subject: string;
  envelope: string;
}

function logEvent({ type, subject, envelope, ...row }: LoggedRow): LogEvent {
  const { time, data } = JSON.parse(envelope) as { time: string; data: Record<string, unknown> };
  const unit = subject.slice(subject.lastIndexOf('.') + 1);
  const name = type.replace(/\.v\d+$/, '');
  return { ...row, name, unit, at: new Date(time), data, digest: digestOf(envelope) };
}

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
    answers: crew.shortage.answers,
    desks: crew.desks.map(({ unit, events }) => ({ unit, events })),
    escalations: profile.escalations,
    quietHours: profile.quietHours,
    emergencies: emergenciesOf(profile),
    officeHours: profile.calendar.officeHours,
    hotline: { inbox: hotline.inbox(), ...hotline.counts(), outgoing: databases.outgoing },
    poisoned: [...notes.poisoned],
    forged: [...notes.forged].map(([eventId, reason]) => ({ eventId, reason })),
    beginningLost: notes.beginningLost,
  };
}

/** Kinds of whistle that are for emergencies. */
export const emergenciesOf = ({ whistles }: World['data']['profile']): string[] =>
  whistles.filter(({ nature }) => nature === 'emergency').map(({ code }) => code);

/**
 * What the databases hold, of these tickets alone where they are named. Reports, outboxes and what was parked are always
 * read whole.
 */
export async function readDatabases(client: Client, tickets?: readonly string[]) {
  const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    (await client.query<T>(sql, values)).rows;
  const everywhere = async <T extends object>(sql: SqlOf, values: unknown[] = []): Promise<T[]> => {
    const all: T[] = [];
    for (const [service, schema] of Object.entries(SERVICE_SCHEMAS))
      all.push(...(await rows<T>(sql(schema, service), values)));
    return all;
  };
  const [ofThem, them] = tickets ? ['where ticket_id = any($1::uuid[])', [tickets]] : ['', []];
  const log = await everywhere<LoggedRow>((schema, service) => `${logOf(schema, service)} ${ofThem}`, them);
  const [ofTheirs, theirs] = tickets
    ? ['where aggregate_id = any($1::uuid[])', [[...new Set(log.map(({ aggregateId }) => aggregateId))]]]
    : ['', []];
  const [time] = await rows<{ now: Date }>('select gw.gw_now() as now');
  const unsent = await everywhere<{ service: string; n: number }>(
    (schema, service) => `select '${service}' as service, count(*)::int as n from ${schema}.outbox`,
  );
  return {
    log: log.map(logEvent),
    unsent: Object.fromEntries(unsent.map(({ service, n }) => [service, n])),
    reports: (await rows<{ id: string }>('select id from intake.report')).map(({ id }) => id),
    keys: await rows<Evidence['keys'][number]>(KEYS),
    seen: {
      tickets: await rows<SeenTicket>(`${SEEN_TICKETS} ${ofThem}`, them),
      orders: await rows<SeenOrder>(`${SEEN_ORDERS} ${ofThem}`, them),
    },
    owned: await rows<Standing>(`${standings(OWNED)} ${ofThem}`, them),
    gates: await everywhere<GateRow>((schema) => `${gatesOf(schema)} ${ofTheirs}`, theirs),
    parked: await everywhere<Evidence['parked'][number]>(
      (schema) =>
        `select consumer, event_id as "eventId", aggregate_id as "aggregateId", reason from ${schema}.dead_letter`,
    ),
    ledger: await rows<LedgerRow>(
      `select event_id as "eventId", entity, aggregate_id as "aggregateId", sequence from console.ledger_event
        ${ofThem} order by id`,
      them,
    ),
    copies: await rows<Standing>(`${standings(COPIES)} ${ofThem}`, them),
    clocks: await everywhere<ClockEvidence>((schema) => `${clocksOf(schema)} ${ofThem}`, them),
    outgoing: await rows<Evidence['hotline']['outgoing'][number]>(
      `select id, ticket_id as "ticketId", state from hotline.outgoing ${ofThem}`,
      them,
    ),
    now: time?.now ?? new Date(),
  };
}

type SqlOf = (schema: string, service: string) => string;

const logOf: SqlOf = (schema, service) =>
  `select '${service}' as service, id::float8 as "logId", part, entity, aggregate_id as "aggregateId", sequence,
    event_id as "eventId", type, subject, ticket_id as "ticketId", envelope from ${schema}.event_log`;

const gatesOf = (schema: string): string =>
  `select consumer, entity, aggregate_id as "aggregateId", last_sequence as sequence, parked from ${schema}.consumer_gate`;

const clocksOf = (schema: string): string =>
  `select entity, aggregate_id as "aggregateId", kind, unit, amount, measure, state, due_at as "dueAt", met,
    next_rung_at as "nextRungAt" from ${schema}.clock`;

const OWNED = `select 'ticket' as entity, id, sequence, state, id as ticket_id from dispatch.ticket
  union all select 'order', id, sequence, state, ticket_id from dispatch.orders
  union all select 'extension', id, sequence, state, ticket_id from dispatch.extension
  union all select 'suspension', id, sequence, state, ticket_id from dispatch.suspension
  union all select 'whistle', id, sequence, state, ticket_id from escalation.whistle
  union all select 'report', id, sequence, '', id from intake.report
  union all select 'hotline-order', ticket_id, sequence, state, ticket_id from hotline.hotline_order`;

const KEYS = `select key, answer->>'id' as id from intake.idempotency_key
    where act = 'ticket.report' and answer->>'id' is not null
  union all select number, ticket_id::text from hotline.hotline_order`;

const SEEN_TICKETS = `select ticket_id as "ticketId", state, round, outcome from intake.ticket_standing`;
const SEEN_ORDERS = `select order_id as "orderId", ticket_id as "ticketId", unit, verifier, state
  from intake.order_holder`;

const COPIES = `select 'ticket' as entity, id, sequence, state, id as ticket_id from console.ledger_ticket
  union all select 'order', id, sequence, state, ticket_id from console.ledger_order`;

const standings = (rows: string): string => `select entity, id, sequence, state from (${rows}) standing`;

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

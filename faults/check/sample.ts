import type { HotlineMessageKind } from '@gridwhistle/contracts';
import type { Answered } from '../load/shortage.js';
import type { ClockEvidence, Evidence, LogEvent } from './evidence.js';

/** A small run in which everything is right: one report, settled by a department that was given it, and rated. */
const START = Date.parse('2026-03-02T01:00:00Z');
export const minute = (n: number): Date => new Date(START + n * 60_000);

export const TICKET = '019cabf0-0000-7000-8000-000000000001';
export const ORDER = '019cabf0-0000-7000-8000-000000000002';
const CENTRE = '522730-centre';
export const UNIT = '522730-water';

/** How a request was answered while the database took no connections. */
export const told = (more: Partial<Answered> = {}): Answered => ({
  request: 'POST /api/v1/tickets',
  fault: 'connections exhausted',
  status: 503,
  retryAfter: '2',
  ms: 1_600,
  ownMs: 0,
  ...more,
});

let events = 0;

export function event(
  entity: string,
  aggregateId: string,
  sequence: number,
  name: string,
  at: Date,
  data: object = {},
  unit = 'none',
): LogEvent {
  events += 1;
  const service = { report: 'intake', 'hotline-order': 'hotline-bridge', whistle: 'escalation' }[entity] ?? 'dispatch';
  const known = {
    service,
    logId: events,
    part: 0,
    entity,
    aggregateId,
    sequence,
    eventId: `event-${events}`,
    name,
    unit,
    at,
  };
  return { ...known, ticketId: TICKET, data: { ...data }, digest: `digest-${events}` };
}

/** A rung that fired, and once more. */
export const dueTwice = (): LogEvent[] =>
  [5, 6].map((n) =>
    event('order', ORDER, n, 'order.due', minute(n), { ticketId: TICKET, clock: 'accept', unit: UNIT }, UNIT),
  );

function logOf(): LogEvent[] {
  const due = minute(8 * 60 + 60).toISOString();
  const ids = { ticketId: TICKET, orderId: ORDER, unit: UNIT };
  const order = (n: number, name: string, at: Date, data: object) =>
    event('order', ORDER, n, name, at, { ...ids, ...data }, UNIT);
  const issued = {
    origin: 'route',
    round: 1,
    role: 'lead',
    verifier: CENTRE,
    acceptDueAt: minute(120).toISOString(),
    dueAt: due,
  };
  return [
    event('report', TICKET, 1, 'report.received', minute(0), { ticketId: TICKET }),
    event('ticket', TICKET, 1, 'ticket.opened', minute(0), { ticketId: TICKET }),
    event('ticket', TICKET, 2, 'ticket.assigned', minute(0), { ticketId: TICKET, round: 1, dueAt: due }),
    order(1, 'order.issued', minute(0), issued),
    order(2, 'order.accepted', minute(10), { onTime: true }),
    order(3, 'order.resolved', minute(60), { onTime: true }),
    order(4, 'order.confirmed', minute(90), { onTime: true }),
    event('ticket', TICKET, 3, 'ticket.resolved', minute(90), {
      ...ids,
      round: 1,
      onTime: true,
      outcome: 'solved',
    }),
    event('report', TICKET, 2, 'report.rated', minute(95), {
      ticketId: TICKET,
      round: 1,
      solved: true,
      satisfaction: 'satisfied',
    }),
    event('hotline-order', TICKET, 1, 'hotline-order.received', minute(0), { ticketId: TICKET }),
  ];
}

/** What 12345 was told of the ticket, in this order. */
const inbox = ['accepted', 'progress', 'result'].map((message, index) => ({
  id: `m${index + 1}`,
  number: 'N1',
  ticketId: TICKET,
  message: message as HotlineMessageKind,
  round: 1,
  at: minute(0).toISOString(),
  ...(message === 'progress' ? { act: 'accepted' } : {}),
}));

const clock = (kind: string, entity: string, aggregateId: string, amount: number, measure: string, due: Date) =>
  ({
    kind,
    entity,
    aggregateId,
    amount,
    measure,
    dueAt: due,
    unit: UNIT,
    state: 'ended',
    met: true,
    nextRungAt: null,
  }) satisfies ClockEvidence;

const PLAN = {
  code: 'monthly',
  indicators: [
    {
      code: 'on-time',
      weight: 60,
      numerator: { facts: 'order', where: { resolvedOnTime: true } },
      denominator: { facts: 'order', where: { resolvedOnTime: [true, false] } },
      better: 'high' as const,
    },
    {
      code: 'solved',
      weight: 40,
      numerator: { facts: 'rating', where: { solved: true } },
      denominator: { facts: 'rating' },
      better: 'high' as const,
    },
  ],
};

export function sample(change: (good: Evidence) => Partial<Evidence> = () => ({})): Evidence {
  const log = logOf();
  const consumer = 'console-ledger';
  const standing = [
    { entity: 'ticket', id: TICKET, sequence: 3, state: 'resolved' },
    { entity: 'order', id: ORDER, sequence: 4, state: 'confirmed' },
  ];
  const figure = { numerator: 1, denominator: 1 };
  const good: Evidence = {
    acknowledged: [
      { what: 'report', key: 'key-1', id: TICKET },
      { what: 'act', via: 'bus', entity: 'order', id: ORDER, act: 'accept', sequence: 2 },
      { what: 'rating', id: TICKET, round: 1 },
    ],
    tried: ['key-1'],
    answers: [told(), told({ status: 201, retryAfter: null, ms: 4_900, ownMs: 3_100 })],
    log,
    unsent: { intake: 0, dispatch: 0 },
    reports: [TICKET],
    keys: [{ key: 'key-1', id: TICKET }],
    seen: {
      tickets: [{ ticketId: TICKET, state: 'resolved', round: 1, outcome: 'solved' }],
      orders: [{ orderId: ORDER, ticketId: TICKET, unit: UNIT, verifier: CENTRE, state: 'confirmed' }],
    },
    owned: [
      ...standing,
      { entity: 'report', id: TICKET, sequence: 2, state: '' },
      { entity: 'hotline-order', id: TICKET, sequence: 1, state: '' },
    ],
    gates: [
      { consumer, entity: 'report', aggregateId: TICKET, sequence: 2, parked: false },
      { consumer, entity: 'ticket', aggregateId: TICKET, sequence: 3, parked: false },
      { consumer, entity: 'order', aggregateId: ORDER, sequence: 4, parked: false },
    ],
    consumers: { [consumer]: ['report', 'ticket', 'order'] },
    durables: [consumer],
    parked: [{ consumer: 'console-ledger', eventId: 'forged-event', aggregateId: null, reason: 'x' }],
    ledger: log.map(({ eventId, entity, aggregateId, sequence }) => ({ eventId, entity, aggregateId, sequence })),
    copies: standing,
    desks: [
      {
        unit: UNIT,
        events: log
          .filter(({ unit }) => unit === UNIT)
          .map(({ eventId, name, aggregateId, sequence }) => ({
            id: eventId,
            type: `${name}.v1`,
            subject: aggregateId,
            unit: UNIT,
            sequence: String(sequence),
          })),
      },
    ],
    stream: log.map(({ eventId, aggregateId, digest }) => ({ eventId, aggregateId, digest, original: true })),
    beginningLost: false,
    clocks: [
      clock('accept', 'order', ORDER, 2, 'work-hour', minute(120)),
      clock('handling', 'order', ORDER, 1, 'work-day', minute(24 * 60 + 30)),
      clock('verification', 'order', ORDER, 1, 'work-day', minute(25 * 60)),
      clock('handling', 'ticket', TICKET, 1, 'work-day', minute(9 * 60)),
    ],
    now: minute(100),
    escalations: [{ on: 'order.due', act: 'remind' }],
    quietHours: { from: '22:00', to: '07:00' },
    emergencies: ['flood'],
    officeHours: [
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '18:00' },
    ],
    scores: [
      {
        plan: PLAN,
        from: minute(0),
        to: minute(100_000),
        subjects: [UNIT],
        units: [
          {
            unit: UNIT,
            total: 100,
            indicators: [
              { code: 'on-time', ...figure, points: 60 },
              { code: 'solved', ...figure, points: 40 },
            ],
          },
        ],
      },
    ],
    hotline: {
      inbox,
      repeats: 0,
      refused: 0,
      outgoing: inbox.map(({ id, ticketId }) => ({ id, ticketId, state: 'delivered' })),
    },
    poisoned: [],
    forged: [{ eventId: 'forged-event', reason: 'x' }],
  };
  return { ...good, ...change(good) };
}

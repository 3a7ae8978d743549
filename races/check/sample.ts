import { minute, ORDER, sample as faultSample, TICKET } from '../../faults/check/sample.js';
import type { Pair } from '../pairs/pair.js';
import type { Application, OrderRow, Raced, RaceEvidence, TicketRow } from './evidence.js';

export { ORDER, TICKET };

/** What met. */
export const PAIR: Pair = {
  id: 'confirm-send-back',
  about: 'confirm × send-back',
  meet: () => Promise.reject(new Error('nobody meets here')),
  outcomes: { first: ['resolved solved: confirmed'], second: ['assigned: accepted'] },
};

export const RACED: Raced = {
  tickets: [TICKET],
  first: { status: 200 },
  second: { status: 412, code: 'precondition.stale' },
};

const OTHER_ORDER = '019cabf0-0000-7000-8000-000000000003';

export const order = (change: Partial<OrderRow> = {}): OrderRow => ({
  id: OTHER_ORDER,
  ticketId: TICKET,
  state: 'accepted',
  role: 'lead',
  waitsFor: null,
  whistleId: null,
  issuedAt: minute(5),
  ...change,
});

export const asked = (state: string, orderId = ORDER): Application => ({
  id: 'application',
  ticketId: TICKET,
  orderId,
  state,
});

const ticket: TicketRow = { id: TICKET, state: 'resolved', round: 1, outcome: 'solved', partOf: null, openParts: [] };

/** A small run in which everything is right: a result was confirmed while it was to be sent back. */
export function sample(change: (good: RaceEvidence) => Partial<RaceEvidence> = () => ({})): RaceEvidence {
  const {
    log,
    owned,
    gates,
    consumers,
    durables,
    unsent,
    ledger,
    copies,
    clocks,
    now,
    escalations,
    quietHours,
    emergencies,
  } = faultSample();
  const stopped = { nextRungAt: null, met: true, state: 'ended' };
  const good: RaceEvidence = {
    ...{ log, owned, gates, consumers, durables, unsent, ledger, copies, now, escalations, quietHours, emergencies },
    parked: [],
    poisoned: [],
    clocks: clocks.map((clock) => ({ ...clock, ...stopped })),
    tickets: [ticket],
    orders: [order({ id: ORDER, state: 'confirmed', issuedAt: minute(0) })],
    extensions: [],
    suspensions: [],
    whistles: [],
    told: [{ service: 'intake', what: 'order', id: ORDER, owned: 'confirmed', told: 'confirmed' }],
  };
  return { ...good, ...change(good) };
}

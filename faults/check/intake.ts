import type { Evidence, LogEvent, SeenOrder, SeenTicket } from './evidence.js';
import { grouped, wrong, type Finding, type Violation } from './finding.js';

/** What the reporter sees of a ticket, and who may read its words, is what the events of dispatch lead to. */
export function checkIntake({ log, seen, poisoned }: Evidence): Finding {
  const of = (entity: string): Map<string, LogEvent[]> =>
    grouped(
      log.filter((event) => event.entity === entity).sort((a, b) => a.sequence - b.sequence),
      ({ aggregateId }) => aggregateId,
    );
  const tickets = [...of('ticket')].map(([id, events]) => ticketAfter(id, events));
  const orders = [...of('order')].flatMap(([id, events]) => orderAfter(id, events));
  const own = seen.orders.filter(({ orderId }) => !poisoned.includes(orderId));
  return {
    rule: 'the reporter sees what happened, and who holds it may read it',
    looked: tickets.length + orders.length,
    violations: [
      ...differences(tickets, seen.tickets, ({ ticketId }) => `the standing of ${ticketId}`),
      ...differences(orders, own, ({ orderId }) => `the holder of ${orderId}`),
    ],
  };
}

function ticketAfter(ticketId: string, events: readonly LogEvent[]): SeenTicket {
  let seen: SeenTicket = { ticketId, state: 'reported', round: 0, outcome: null };
  for (const { name, data } of events) {
    const round = Number(data['round'] ?? seen.round);
    if (name === 'ticket.assigned') seen = { ...seen, state: 'assigned', round };
    if (name === 'ticket.reopened') seen = { ...seen, state: 'assigned', round, outcome: null };
    if (name === 'ticket.resolved') seen = { ...seen, state: 'resolved', round, outcome: String(data['outcome']) };
    if (name === 'ticket.closed') seen = { ...seen, state: 'closed', outcome: String(data['outcome']) };
  }
  return seen;
}

/** What an order is after these events; of others it stays what it was. */
const STATES: Readonly<Record<string, string>> = {
  'order.issued': 'issued',
  'order.accepted': 'accepted',
  'order.returned': 'returned',
  'order.return-overruled': 'issued',
  'order.resolved': 'resolved',
  'order.sent-back': 'accepted',
  'order.confirmed': 'confirmed',
  'order.raised': 'raised',
  'order.cancelled': 'cancelled',
};

function orderAfter(orderId: string, events: readonly LogEvent[]): SeenOrder[] {
  const issued = events.find(({ name }) => name === 'order.issued')?.data;
  if (!issued) return [];
  const state = events.reduce((before, { name }) => STATES[name] ?? before, '');
  const ticketId = String(issued['partOf'] ?? issued['ticketId']);
  return [{ orderId, ticketId, unit: String(issued['unit']), verifier: String(issued['verifier']), state }];
}

/** Both ways: a row that no event led to is as wrong as one that is not there. */
function differences<T extends object>(
  due: readonly T[],
  found: readonly T[],
  nameOf: (one: T) => string,
): Violation[] {
  const rows = new Map(found.map((one) => [nameOf(one), one]));
  const names = new Set([...due, ...found].map(nameOf));
  const wanted = new Map(due.map((one) => [nameOf(one), one]));
  return [...names].flatMap((name) => {
    const [has, wants] = [told(rows.get(name)), told(wanted.get(name))];
    return has === wants ? [] : [wrong(`${name} is ${has}, by the events ${wants}`)];
  });
}

const told = (one: object | undefined): string =>
  one ? JSON.stringify(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : 'missing';

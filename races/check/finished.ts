import type { ClockEvidence } from '../../faults/check/evidence.js';
import { wrong, type Finding } from '../../faults/check/finding.js';
import { isOver, type OrderRow, type RaceEvidence } from './evidence.js';

/** Clocks of an order or ticket that may run in each of its states; none in any other one, and none once it is over. */
const RUNNING: Readonly<Record<string, readonly string[]>> = {
  'order issued': ['accept', 'handling'],
  'order accepted': ['handling'],
  'order resolved': ['verification'],
  'ticket reported': ['dispatch'],
  'ticket assigned': ['handling', 'dispatch'],
  'ticket suspended': ['review'],
  'ticket resolved': ['rating-window', 'call-back'],
  'whistle requested': ['approval'],
  'whistle summoned': ['report-in'],
  'whistle assembled': ['report-in'],
};

/** No clock runs on what is over, or in a state that is not its own; what is over has ended its clocks. */
export function checkClocks({ clocks, owned, orders, tickets }: RaceEvidence): Finding {
  const states = new Map(owned.map(({ entity, id, state }) => [`${entity} ${id}`, state]));
  const still = new Set([
    ...tickets.flatMap(({ id, state }) => (state === 'suspended' ? [id] : [])),
    ...orders.flatMap(({ id, waitsFor }) => (waitsForWhistle(waitsFor, orders) ? [id] : [])),
  ]);
  const ticketOf = new Map(orders.map(({ id, ticketId }) => [id, ticketId]));
  const stands = ({ entity, aggregateId }: ClockEvidence): boolean =>
    entity === 'order' && (still.has(aggregateId) || still.has(ticketOf.get(aggregateId) ?? ''));
  const violations = clocks.flatMap((clock) => {
    const { entity, aggregateId, kind } = clock;
    const state = states.get(`${entity} ${aggregateId}`) ?? 'not there';
    const name = `the clock ${kind} of ${entity} ${aggregateId}, which is ${state},`;
    if (isOver({ state })) return clock.state === 'ended' ? [] : [wrong(`${name} is ${clock.state}`)];
    if (clock.state !== 'running') return [];
    if (stands(clock)) return [wrong(`${name} runs while it must stand`)];
    return RUNNING[`${entity} ${state}`]?.includes(kind) ? [] : [wrong(`${name} runs`)];
  });
  return { rule: 'no clock runs on what is over', looked: clocks.length, violations };
}

const waitsForWhistle = (waitsFor: string | null, orders: readonly OrderRow[]): boolean =>
  waitsFor !== null && !orders.some(({ id }) => id === waitsFor);

/** At most one lead order of a ticket is working. */
export function checkLeads({ orders, tickets }: RaceEvidence): Finding {
  const isWorking = ({ role, state, waitsFor }: OrderRow): boolean =>
    role === 'lead' && ['issued', 'accepted'].includes(state) && waitsFor === null;
  const violations = tickets.flatMap(({ id, state }) => {
    const working = orders.filter((order) => order.ticketId === id && isWorking(order));
    if (working.length > 1) return [wrong(`ticket ${id} has ${working.length} working lead orders`)];
    const open = orders.filter((order) => order.ticketId === id && !isOver(order));
    return state === 'closed' && open.length > 0 ? [wrong(`ticket ${id} is closed, and an order of it is open`)] : [];
  });
  return { rule: 'at most one lead works, none of a closed ticket', looked: tickets.length, violations };
}

/** Nobody waits for what is over; nothing is asked for by an order that has ended; no whistle blows for a closed ticket. */
export function checkWaiting({ tickets, orders, extensions, suspensions, whistles }: RaceEvidence): Finding {
  const over = new Set([...orders, ...whistles, ...tickets].filter(isOver).map(({ id }) => id));
  const done = new Set(orders.filter((order) => isOver(order) || order.state === 'resolved').map(({ id }) => id));
  const asked = [...extensions, ...suspensions, ...whistles].filter(
    ({ state }) => state === 'requested' || state === 'endorsed',
  );
  const suspended = new Set(tickets.filter(({ state }) => state === 'suspended').map(({ id }) => id));
  const waiting = [
    ...orders.flatMap(({ id, waitsFor }) => (waitsFor === null ? [] : [{ id, waitsFor }])),
    ...tickets.flatMap(({ id, openParts }) => openParts.map((waitsFor) => ({ id, waitsFor }))),
  ];
  const violations = [
    ...waiting
      .filter(({ waitsFor }) => over.has(waitsFor))
      .map(({ id, waitsFor }) => wrong(`${id} waits for ${waitsFor}, which is over`)),
    ...asked.filter(({ orderId }) => done.has(orderId)).map(({ id }) => wrong(`${id} is asked for by an ended order`)),
    ...suspensions
      .filter(({ state, ticketId }) => state === 'approved' && !suspended.has(ticketId))
      .map(({ id }) => wrong(`suspension ${id} goes on, and its ticket too`)),
    ...whistles
      .filter((whistle) => !isOver(whistle) && over.has(whistle.ticketId))
      .map(({ id, state }) => wrong(`whistle ${id} is ${state}, and its ticket closed`)),
  ];
  return { rule: 'nobody waits for what is over', looked: waiting.length + asked.length + whistles.length, violations };
}

import { dueAt, endClock, resumeClock, startClock, stopClock, type Clock, type Limit } from '@gridwhistle/clocks';
import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import { othersOf, type Change, type Matter } from './matter.js';
import { isOpen, waitsForAWhistle, type Order } from './order.js';
import type { Context, Rules } from './rules.js';
import { decided, named, resumed, stopped } from './step.js';
import { isAskedFor, suspensionLifecycle, type Suspension, type SuspensionAct } from './suspension.js';
import { ticketLifecycle } from './ticket.js';

const HOUR_MS = 3_600_000;

/** The holder of the working lead asks to put the matter off. */
export function requestSuspension(matter: Matter, order: Order, until: Date, context: Context): Change {
  const { id: orderId, ticketId, unit } = order;
  const asked = {
    id: context.newId(),
    ticketId,
    orderId,
    unit,
    until,
    askedAt: context.now,
    state: 'requested',
  } as const;
  const state = next(matter, asked, null, 'request', context);
  const event = fact('suspension.requested', { ...ids(asked), until: until.toISOString() });
  return { orders: [], suspensions: [{ next: { ...asked, state }, events: [event] }] };
}

/** Ticket and orders stand still until the review date (rules 5 and 9). */
export function approveSuspension(matter: Matter, suspension: Suspension, context: Context): Change {
  const { ticket } = matter;
  const { now, rules } = context;
  const approved = moved(matter, suspension, 'approve', 'suspension.approved', context);
  const state = ticketLifecycle.next(ticket.state, 'suspend', matter);
  const clock = ticket.clock && stopClock(ticket.clock, now, rules.calendar);
  const reviewClock = startClock({ kind: 'review', limit: hoursUntil(suspension.until, now), at: now }, rules.calendar);
  const event = fact('ticket.suspended', { ticketId: ticket.id, until: suspension.until.toISOString() });
  return {
    ticket: { next: { ...ticket, state, clock, reviewClock }, events: [event] },
    orders: matter.orders.flatMap((order) => suspended(matter, order, context)),
    suspensions: [approved],
  };
}

export function refuseSuspension(matter: Matter, suspension: Suspension, context: Context): Change {
  return { orders: [], suspensions: [moved(matter, suspension, 'refuse', 'suspension.refused', context)] };
}

/** The review date has come: everything goes on with the time it had left. */
export function endSuspension(matter: Matter, context: Context): Change {
  const { ticket } = matter;
  if (ticket.state !== 'suspended') return { orders: [] };
  const state = ticketLifecycle.next(ticket.state, 'continue', matter);
  const clock = ticket.clock && resumeClock(ticket.clock, context.now);
  const reviewClock = ticket.reviewClock && endClock(ticket.reviewClock, context.now, context.rules.calendar);
  const events = clock ? [fact('ticket.continued', { ticketId: ticket.id, ...due(clock, context) })] : [];
  return {
    ticket: { next: { ...ticket, state, clock, reviewClock }, events },
    orders: matter.orders.flatMap((order) => continued(matter, order, context)),
    suspensions: approvedOf(matter).map((each) => moved(matter, each, 'end', 'suspension.ended', context)),
  };
}

/** What follows for suspensions from every other decision: an order that ends voids what was asked, a ticket ends it. */
export function settleSuspensions(matter: Matter, change: Change, context: Context): Change {
  const done = new Set(change.orders.filter(({ next: order }) => isDone(order)).map(({ next: order }) => order.id));
  const voided = matter.suspensions
    .filter((each) => isAskedFor(each) && done.has(each.orderId))
    .map((each) => moved(matter, each, 'void', 'suspension.voided', context));
  const isOver = change.ticket?.next.state === 'closed';
  const ended = isOver ? approvedOf(matter).map((each) => moved(matter, each, 'end', 'suspension.ended', context)) : [];
  if (voided.length + ended.length === 0) return change;
  return { ...change, suspensions: [...(change.suspensions ?? []), ...voided, ...ended] };
}

/** Who rules it: the ticket's dispatching unit; for a department, or where that unit is the holder, whoever verifies it. */
export function rulerOf({ ticket, orders }: Matter, { orderId, unit }: Suspension, rules: Rules): string {
  const order = orders.find(({ id }) => id === orderId);
  const isDepartment = rules.unit(unit)?.kind === 'department';
  if (isDepartment) return rules.verifierOf(unit).code;
  return ticket.dispatcher === unit ? (order?.verifier ?? ticket.dispatcher) : ticket.dispatcher;
}

type Told = 'suspension.approved' | 'suspension.refused' | 'suspension.ended' | 'suspension.voided';

function moved(
  matter: Matter,
  suspension: Suspension,
  act: SuspensionAct,
  name: Told,
  context: Context,
): Decided<Suspension> {
  const state = next(matter, suspension, suspension.state, act, context);
  return { next: { ...suspension, state }, events: [fact(name, ids(suspension))] };
}

function next(
  matter: Matter,
  suspension: Suspension,
  from: Suspension['state'] | null,
  act: SuspensionAct,
  { now }: Context,
) {
  const order = matter.orders.find(({ id }) => id === suspension.orderId);
  if (!order) throw new Error(`suspension of an order ${suspension.orderId} that is not there`);
  const others = matter.suspensions.filter(({ id }) => id !== suspension.id);
  return suspensionLifecycle.next(from, act, { suspension, ticket: matter.ticket, order, others, now });
}

const approvedOf = ({ suspensions }: Matter): Suspension[] => suspensions.filter(({ state }) => state === 'approved');
const isDone = (order: Order): boolean => order.state === 'resolved' || !isOpen(order);

/** Its clock runs, or ran until the suspension: what waits for a whistle, or for a ruling, stands anyway. */
const isWorkedOn = (order: Order, matter: Matter): boolean =>
  (order.state === 'issued' || order.state === 'accepted') &&
  order.objection !== 'raised' &&
  !waitsForAWhistle(order, othersOf(matter, order));

function suspended(matter: Matter, order: Order, context: Context): Decided<Order>[] {
  if (isWorkedOn(order, matter)) {
    return [decided({ ...order, ...stopped(order, context) }, fact('order.suspended', named(order)))];
  }
  return ofVerifier(order, (clock) => stopClock(clock, context.now, context.rules.calendar));
}

function continued(matter: Matter, order: Order, context: Context): Decided<Order>[] {
  if (!isWorkedOn(order, matter)) return ofVerifier(order, (clock) => resumeClock(clock, context.now));
  const next = { ...order, ...resumed(matter, order, context) };
  return [decided(next, fact('order.continued', { ...named(order), ...due(next.handlingClock, context) }))];
}

/** A result that waits for its verifier: nobody handles the order, so there is nothing to tell of it. */
function ofVerifier(order: Order, turn: (clock: Clock) => Clock): Decided<Order>[] {
  const { state, verificationClock: clock } = order;
  return state === 'resolved' && clock ? [decided({ ...order, verificationClock: turn(clock) })] : [];
}

const hoursUntil = (until: Date, now: Date): Limit => ({
  amount: (until.getTime() - now.getTime()) / HOUR_MS,
  unit: 'emergency-hour',
});

function due(clock: Clock, { rules }: Context): { dueAt: string; provisional: boolean } {
  return { dueAt: dueText(clock, rules.calendar), provisional: dueAt(clock, rules.calendar)?.provisional ?? false };
}

const ids = ({ id: suspensionId, orderId, ticketId, unit }: Suspension) => ({ suspensionId, orderId, ticketId, unit });

import { endClock, stopClock } from '@gridwhistle/clocks';
import type { Outcome } from '@gridwhistle/kernel';
import { fact, type Decided } from './fact.js';
import type { Change, Matter } from './matter.js';
import { assistsOf, type Order } from './order.js';
import { handedBack, outcomeOf } from './marking.js';
import { parentThatWaits } from './remainder.js';
import { isPart } from './ticket.js';
import { dismissTicket, finishPart, resolveTicket } from './resolution.js';
import type { Context } from './rules.js';
import { acted, decided, finish, named, only, step } from './step.js';
import { handedTo, raisedTo } from './lifting.js';
import { hangingOn, sentBack, withParent } from './waiting.js';

/** The holder takes the order: its first-response clock ends. */
export function accept(matter: Matter, order: Order, context: Context): Change {
  const acceptClock = endClock(order.acceptClock, context.now, context.rules.calendar);
  const next = { ...step(matter, order, 'accept', context), acceptClock };
  return only(next, fact('order.accepted', { ...acted(order, context), onTime: acceptClock.met }));
}

/** The holder says what it is doing. */
export function progress(matter: Matter, order: Order, context: Context): Change {
  return only(step(matter, order, 'progress', context), fact('order.progressed', named(order)));
}

export interface Result {
  /** Solved when left out, self-help for a private matter. */
  readonly outcome?: Outcome | undefined;
  readonly proofs: number;
}

/** The holder forwards its result: the clock stops, and whether it was in time is judged at this moment (rule 6). */
export function resolve(matter: Matter, order: Order, { outcome, proofs }: Result, context: Context): Change {
  const { now, rules } = context;
  const moved = step(matter, order, 'resolve', context, proofs);
  const handlingClock = stopClock(order.handlingClock, now, rules.calendar);
  const onTime = handlingClock.fellDueAt === null;
  const next = { ...moved, handlingClock, outcome: outcomeOf(matter.ticket, outcome), resolvedAt: now };
  return only(next, fact('order.resolved', { ...acted(order, context), onTime, proofs }));
}

/** What was settled on the spot and not drawn for a check nobody confirms. */
type ConfirmedBy = 'verifier' | 'nobody';

/**
 * The verifier accepts the result, and with it those of the assists that the holder had asked for. That of the ticket's
 * own lead order is the ticket's; that of a delegated one lets its parent go on.
 */
export function confirm(matter: Matter, order: Order, context: Context, by: ConfirmedBy = 'verifier'): Change {
  const ended = confirmed(matter, order, context, by);
  const helpers = assistsOf(order, matter.orders).filter(({ state }) => state === 'resolved');
  const assists = helpers.map((assist) => confirmed(matter, assist, context, by));
  const orders = withParent(matter, [ended, ...assists], order, context);
  const isTickets = order.role === 'lead' && order.parentId === null && order.round === matter.ticket.round;
  if (!isTickets) return { orders };
  if (isPart(matter.ticket)) return { orders, ...finishPart(matter, ended.next, context) };
  const end = ended.next.outcome === 'invalid' ? dismissTicket : resolveTicket;
  return { orders, ticket: end(matter, ended.next, context) };
}

function confirmed(matter: Matter, order: Order, context: Context, by: ConfirmedBy): Decided<Order> {
  const handlingClock = endClock(order.handlingClock, context.now, context.rules.calendar);
  const next = { ...step(matter, order, 'confirm', context), handlingClock };
  const unchecked = by === 'nobody' ? { unchecked: true } : {};
  return decided(next, fact('order.confirmed', { ...named(order), onTime: handlingClock.met, ...unchecked }));
}

/** The verifier does not accept the result. */
export const sendBack = (matter: Matter, order: Order, context: Context): Change => ({
  orders: [sentBack(matter, order, context)],
});

/**
 * The holder hands the ticket one tier up: its own clock ends, judged, and the next tier starts its own (rule 9). A
 * delegated job goes back to whoever delegated it.
 */
export function raise(matter: Matter, order: Order, context: Context): Change {
  const raised = finish(matter, order, 'raise', context);
  const parent = parentThatWaits(matter, order);
  const above = parent ? context.rules.unit(parent.unit) : context.rules.unitAbove(order.unit);
  if (!above) throw new Error('the guard lets nobody raise from the top');
  const ended = [raisedTo(above, order, raised, context), ...hangingOn(matter, order, context)];
  if (parent) return { ...handedBack(matter, order), orders: withParent(matter, ended, order, context) };
  return { orders: handedTo(matter, above, order, ended, context) };
}

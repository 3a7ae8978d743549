import { endClock, resumeClock, stopClock, type Clock } from '@gridwhistle/clocks';
import type { OrderState } from '@gridwhistle/kernel';
import type { Decided, Fact } from './fact.js';
import { othersOf, type Change, type Matter } from './matter.js';
import { orderLifecycle, type OrderAct } from './order-lifecycle.js';
import type { Order } from './order.js';
import { goingOn } from './remainder.js';
import type { Context } from './rules.js';
import { startStageClock } from './stage-clock.js';

/** The order in the state that an act leads to; throws the refusal of the table or of its guards. */
export function step(matter: Matter, order: Order, act: OrderAct, context: Context, proofs = 0): Order {
  const others = othersOf(matter, order);
  const seen = { order, others, ticket: matter.ticket, context, proofs };
  const state = orderLifecycle.next(order.state, act, seen);
  return { ...order, state, verificationClock: verification(order, state, context) };
}

/** Runs while a result waits for its verifier: each result has its own. */
function verification(
  { state: before, severity, verificationClock: clock }: Order,
  state: OrderState,
  context: Context,
) {
  if (state === before) return clock;
  if (state === 'resolved') return startStageClock('verification', severity, context);
  return clock && endClock(clock, context.now, context.rules.calendar);
}

/** The same for an act that ends the order: its holder's clocks end, and are judged. */
export function finish(matter: Matter, order: Order, act: OrderAct, context: Context) {
  const { now, rules } = context;
  return {
    ...step(matter, order, act, context),
    waitsFor: null,
    acceptClock: endClock(order.acceptClock, now, rules.calendar),
    handlingClock: endClock(order.handlingClock, now, rules.calendar),
  };
}

type BothClocks = Pick<Order, 'acceptClock' | 'handlingClock'>;

/** Both clocks of an order's holder stand still. */
export function stopped(
  { acceptClock, handlingClock }: BothClocks,
  { now, rules }: Context,
): Record<keyof BothClocks, Clock> {
  const stop = (clock: Clock): Clock => stopClock(clock, now, rules.calendar);
  return { acceptClock: stop(acceptClock), handlingClock: stop(handlingClock) };
}

/** Both go on with the time they had left, the handling clock within what it lies in. */
export function resumed(matter: Matter, order: Order, context: Context): Record<keyof BothClocks, Clock> {
  const { now } = context;
  return { acceptClock: resumeClock(order.acceptClock, now), handlingClock: goingOn(matter, order, now, context) };
}

/** What every order event names. */
export const named = ({ id, ticketId, unit }: Order) => ({ orderId: id, ticketId, unit });

/** What an event names that the holder brought about, with the person who acted. */
export const acted = (order: Order, { person }: Pick<Context, 'person'>) => ({
  ...named(order),
  ...(person === undefined ? {} : { by: person }),
});

export const decided = (next: Order, ...events: Fact[]): Decided<Order> => ({ next, events });

export const only = (next: Order, ...events: Fact[]): Change => ({ orders: [decided(next, ...events)] });

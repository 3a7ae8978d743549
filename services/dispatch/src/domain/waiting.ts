import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import { applied, type Matter } from './matter.js';
import { isOpen, type Order } from './order.js';
import { goingOn, parentThatWaits } from './remainder.js';
import type { Context } from './rules.js';
import { decided, finish, named, step } from './step.js';

/** The order goes on: from `at` on where its clock stood, with what has passed meanwhile where it ran; not before a suspension is over. */
export function resume(matter: Matter, order: Order, at: Date, context: Context): Decided<Order> {
  const resumed = goingOn(matter, order, at, context);
  const handlingClock = matter.ticket.state === 'suspended' ? order.handlingClock : resumed;
  const next = { ...step(matter, order, 'resume', context), waitsFor: null, handlingClock };
  const dueAt = dueText(resumed, context.rules.calendar);
  return decided(next, fact('order.resumed', { ...named(order), dueAt }));
}

/** The result is not accepted: the order goes on with what its clock had left, within what the ticket has. */
export function sentBack(matter: Matter, order: Order, context: Context): Decided<Order> {
  const handlingClock = goingOn(matter, order, context.now, context);
  const next = { ...step(matter, order, 'send-back', context), handlingClock };
  const dueAt = dueText(handlingClock, context.rules.calendar);
  return decided(next, fact('order.sent-back', { ...named(order), dueAt }));
}

/** An order after its end, and the one that had delegated it and now goes on itself. */
export function withParent(matter: Matter, ended: readonly Decided<Order>[], order: Order, context: Context) {
  const after = applied(matter, { orders: ended });
  const parent = parentThatWaits(after, order);
  return parent ? [...ended, resume(after, parent, context.now, context)] : [...ended];
}

export type VoidReason = 'whistle-cancelled' | 'withdrawn' | 'merged' | 'split' | 'parent-ended';

/** An order that ends because what it was for has ended, with all that hangs on it. */
export function voided(matter: Matter, order: Order, reason: VoidReason, context: Context): Decided<Order>[] {
  const event = fact('order.cancelled', { ...named(order), reason });
  return [decided(finish(matter, order, 'void', context), event), ...hangingOn(matter, order, context, reason)];
}

/** Rule 2: what was delegated or asked for by an order that ends without a result ends with it. */
export function hangingOn(matter: Matter, order: Order, context: Context, reason: VoidReason = 'parent-ended') {
  const hanging = matter.orders.filter((other) => other.parentId === order.id && isOpen(other));
  return hanging.flatMap((other): Decided<Order>[] => voided(matter, other, reason, context));
}

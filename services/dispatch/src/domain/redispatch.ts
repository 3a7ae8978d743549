import { DomainError } from '@gridwhistle/kernel';
import { checkAdmitted } from './admission.js';
import { checkNotHelping } from './assisting.js';
import { childOf, unitBelow, type Task } from './delegating.js';
import { fact, type Decided } from './fact.js';
import { dueText, issue, type Job } from './issue.js';
import { applied, type Change, type Matter } from './matter.js';
import { leadsOf, type Order } from './order.js';
import { parentThatWaits } from './remainder.js';
import { checkReceivedNoReturn } from './returning.js';
import type { Context, UnitFacts } from './rules.js';
import { decided, finish, named, only, resumed, step, stopped } from './step.js';
import { handlingUnit } from './unit.js';
import { returnsInARow } from './lifting.js';
import { hangingOn, withParent } from './waiting.js';

/** The holder refuses the order inside its return window: both clocks pause until the return is ruled (rule 3). */
export function giveBack(matter: Matter, order: Order, proofs: number, context: Context): Change {
  const next = {
    ...step(matter, order, 'return', context, proofs),
    returns: order.returns + 1,
    ...stopped(order, context),
  };
  const inARow = returnsInARow(applied(matter, { orders: [decided(next)] }).orders);
  return only(next, fact('order.returned', { ...named(order), ...(inARow > 0 ? { inARow } : {}) }));
}

/** The dispatching unit does not agree: the same unit has it again, with the time it had left (rule 3). */
export function overrule(matter: Matter, order: Order, context: Context): Change {
  const next = {
    ...step(matter, order, 'overrule-return', context),
    returnRuledBy: context.by,
    ...resumed(matter, order, context),
  };
  const dueAt = dueText(next.handlingClock, context.rules.calendar);
  return only(next, fact('order.return-overruled', { ...named(order), dueAt }));
}

/** The dispatching unit agrees and sends the matter elsewhere. */
export function uphold(matter: Matter, order: Order, task: Task, context: Context): Change {
  return elsewhere(matter, order, task, 'return-upheld', context);
}

/** The dispatching unit gives the job to another unit. */
export function reassign(matter: Matter, order: Order, task: Task, context: Context): Change {
  return elsewhere(matter, order, task, 'reassigned', context);
}

/** The dispatching unit ends the order, and what hangs on it: who delegated it goes on, else the ticket can be assigned again. */
export function cancel(matter: Matter, order: Order, context: Context): Change {
  const gone = decided(
    finish(matter, order, 'cancel', context),
    fact('order.cancelled', { ...named(order), reason: 'cancelled' }),
  );
  return { orders: withParent(matter, [gone, ...hangingOn(matter, order, context)], order, context) };
}

/** An order never changes its unit: it ends, and another begins with a clock of its own (rule 3). */
function elsewhere(
  matter: Matter,
  order: Order,
  { unit: code, duty }: Task,
  reason: 'return-upheld' | 'reassigned',
  context: Context,
): Change {
  checkReceivedNoReturn(sameJob(matter, order), order.dispatcher, code);
  const gone = finish(matter, order, reason === 'reassigned' ? 'reassign' : 'uphold-return', context);
  const { unit, ...place } = placeOf(matter, order, targetOf(order, code, context), context);
  if (order.role === 'assist') checkNotHelping(matter, order, unit);
  checkAdmitted(matter.ticket, unit, duty, context);
  const event = fact('order.cancelled', { ...named(order), reason, nextUnit: unit.code });
  return replaced(matter, order, decided(gone, event), { unit, ...place }, context);
}

/** The orders by which the same job was given; a lead's are those of its whole round. */
const sameJob = ({ orders }: Matter, order: Order): Order[] =>
  order.role === 'lead' ? leadsOf(orders, order.round) : [order];

type Place = Pick<Job, 'unit' | 'verifier' | 'dispatcher' | 'within'>;

/** An order that ended, what hung on it, and the one that stands in its place. */
export function replaced(
  matter: Matter,
  order: Order,
  gone: Decided<Order>,
  place: Place,
  context: Context,
): { readonly orders: readonly Decided<Order>[] } {
  const ended = [gone, ...hangingOn(matter, order, context)];
  const { orders } = applied(matter, { orders: ended });
  const { role, parentId, whistleId } = order;
  const next = issue(matter.ticket, orders, { role, parentId, whistleId, origin: 'reassign', ...place }, context);
  return { orders: [...ended, next, ...redirected(matter, order, next.next)] };
}

/** What the next order keeps of this one's place: a whistle's verifier, a parent's limit and its reach. */
function placeOf(matter: Matter, order: Order, unit: UnitFacts, context: Context): Place {
  if (order.whistleId !== null) return { unit, verifier: order.verifier };
  const parent = matter.orders.find(({ id }) => id === order.parentId);
  if (parent && order.dispatcher === parent.unit) unitBelow(parent.unit, unit.code, context);
  return placeBelow(parent, order, unit);
}

/** The limit that comes from a parent or a lead; of a delegated order also who verifies it. */
export function placeBelow(parent: Order | undefined, { dispatcher }: Order, unit: UnitFacts): Place {
  if (!parent) return { unit };
  return dispatcher === parent.unit ? { unit, ...childOf(parent) } : { unit, within: parent.handlingClock };
}

/** Who waited for the old order waits for the new one. */
function redirected(matter: Matter, old: Order, next: Order): Decided<Order>[] {
  const parent = parentThatWaits(matter, old);
  if (!parent) return [];
  const event = fact('order.delegated', { ...named(parent), childId: next.id, toUnit: next.unit });
  return [decided({ ...parent, waitsFor: next.id }, event)];
}

function targetOf(order: Order, unit: string, context: Context): UnitFacts {
  if (unit === order.unit) {
    throw new DomainError('input.invalid', 'the unit has the order already', [
      { field: 'unit', message: 'holds the order already' },
    ]);
  }
  return handlingUnit(unit, context);
}

import { resumeClock, stopClock } from '@gridwhistle/clocks';
import { DomainError } from '@gridwhistle/kernel';
import { fact } from './fact.js';
import { dueText, issue } from './issue.js';
import { othersOf, type Change, type Matter } from './matter.js';
import type { Order } from './order.js';
import type { Context, UnitFacts } from './rules.js';
import { decided, finish, named, only, step } from './step.js';

/** The holder refuses the order inside its return window: both clocks pause until the return is ruled (rule 3). */
export function giveBack(matter: Matter, order: Order, proofs: number, context: Context): Change {
  const { now, rules } = context;
  const next = {
    ...step(matter, order, 'return', context, proofs),
    returns: order.returns + 1,
    acceptClock: stopClock(order.acceptClock, now, rules.calendar),
    handlingClock: stopClock(order.handlingClock, now, rules.calendar),
  };
  return only(next, fact('order.returned', named(order)));
}

/** The dispatching unit does not agree: the same unit has it again, with the time it had left (rule 3). */
export function overrule(matter: Matter, order: Order, context: Context): Change {
  const { now, rules, by } = context;
  const next = {
    ...step(matter, order, 'overrule-return', context),
    returnRuledBy: by,
    acceptClock: resumeClock(order.acceptClock, now),
    handlingClock: resumeClock(order.handlingClock, now),
  };
  const dueAt = dueText(next.handlingClock, rules.calendar);
  return only(next, fact('order.return-overruled', { ...named(order), dueAt }));
}

/** The dispatching unit agrees and sends the matter elsewhere; never to itself, it received the return (rule 1). */
export function uphold(matter: Matter, order: Order, unit: string, context: Context): Change {
  const target = targetOf(order, unit, context);
  if (unit === order.dispatcher) {
    throw new DomainError('auth.forbidden', 'whoever receives a return re-dispatches it or passes it up', [
      { field: 'unit', message: 'received the return' },
    ]);
  }
  return elsewhere(matter, order, target, 'return-upheld', context);
}

/** The dispatching unit gives the job to another unit. */
export function reassign(matter: Matter, order: Order, unit: string, context: Context): Change {
  return elsewhere(matter, order, targetOf(order, unit, context), 'reassigned', context);
}

/** The dispatching unit ends the order; the ticket can be assigned again. */
export function cancel(matter: Matter, order: Order, context: Context): Change {
  const next = finish(matter, order, 'cancel', context);
  return only(next, fact('order.cancelled', { ...named(order), reason: 'cancelled' }));
}

/** An order never changes its unit: it ends, and another begins with a clock of its own (rule 3). */
function elsewhere(
  matter: Matter,
  order: Order,
  unit: UnitFacts,
  reason: 'return-upheld' | 'reassigned',
  context: Context,
): Change {
  const gone = finish(matter, order, reason === 'reassigned' ? 'reassign' : 'uphold-return', context);
  const event = fact('order.cancelled', { ...named(order), reason, nextUnit: unit.code });
  const { role, parentId, whistleId } = order;
  const verifier = whistleId === null ? {} : { verifier: order.verifier };
  const job = { unit, role, parentId, whistleId, origin: 'reassign', ...verifier } as const;
  return { orders: [decided(gone, event), issue(matter.ticket, [...othersOf(matter, order), gone], job, context)] };
}

function targetOf(order: Order, unit: string, context: Context): UnitFacts {
  if (unit === order.unit) {
    throw new DomainError('input.invalid', 'the unit has the order already', [
      { field: 'unit', message: 'holds the order already' },
    ]);
  }
  return handlingUnit(unit, context);
}

/** A unit that can hold a handling order: known to the profile, and not the centre, which holds none. */
export function handlingUnit(code: string, { rules }: Context): UnitFacts {
  const unit = rules.unit(code);
  if (!unit) {
    throw new DomainError('unit.unknown', `no unit ${code} in this district`, [
      { field: 'unit', message: 'is no unit of this district' },
    ]);
  }
  if (unit.kind === 'centre') {
    throw new DomainError('input.invalid', 'the centre holds no handling order', [
      { field: 'unit', message: 'is a centre, which holds no handling order' },
    ]);
  }
  return unit;
}

import { DomainError } from '@gridwhistle/kernel';
import { checkAdmitted } from './admission.js';
import { fact } from './fact.js';
import { issue } from './issue.js';
import { othersOf, type Change, type Matter } from './matter.js';
import type { Order } from './order.js';
import type { Context, UnitFacts } from './rules.js';
import { decided, named, step } from './step.js';
import { handlingUnit, isBelow } from './unit.js';

/** A unit that is to do a job, and the duty by which it may be given to a grid. */
export interface Task {
  readonly unit: string;
  readonly duty?: string | undefined;
}

/**
 * A unit below does the job (下派): a child order with its parent's role, verified and dispatched by the delegating unit,
 * never longer than its parent's remainder. The parent stays answerable: it waits, and its clock runs on.
 */
export function delegate(matter: Matter, order: Order, task: Task, context: Context): Change {
  const childId = context.newId();
  const parent = { ...step(matter, order, 'delegate', context), waitsFor: childId, hasWaited: true };
  const unit = unitBelow(order.unit, task.unit, context);
  checkAdmitted(matter.ticket, unit, task.duty, context);
  const job = { unit, role: order.role, origin: 'delegate', ...childOf(order) } as const;
  const child = issue(matter.ticket, [...othersOf(matter, order), parent], { ...job, id: childId }, context);
  const event = fact('order.delegated', { ...named(order), childId, toUnit: unit.code });
  return { orders: [decided(parent, event), child] };
}

/** What a child order has of its parent. */
export const childOf = (parent: Order) => ({
  parentId: parent.id,
  verifier: parent.unit,
  dispatcher: parent.unit,
  within: parent.handlingClock,
});

/** @throws order.not-below for a unit that does not stand below the holder */
export function unitBelow(holder: string, code: string, context: Context): UnitFacts {
  const unit = handlingUnit(code, context);
  if (isBelow(unit, holder, context.rules)) return unit;
  throw new DomainError('order.not-below', `${code} does not stand below ${holder}`, [
    { field: 'unit', message: 'stands below the holder, as its grids, desks and branches do' },
  ]);
}

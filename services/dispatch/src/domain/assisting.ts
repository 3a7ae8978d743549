import { DomainError } from '@gridwhistle/kernel';
import { checkAdmitted } from './admission.js';
import { childOf, type Task } from './delegating.js';
import { fact } from './fact.js';
import { issue } from './issue.js';
import { othersOf, type Change, type Matter } from './matter.js';
import { isOpen, type Order } from './order.js';
import type { Context, Rules, UnitFacts } from './rules.js';
import { decided, named, step } from './step.js';
import { handlingUnit, isBelow } from './unit.js';

/**
 * The holder of the lead asks another unit to help (协办): an order of its own, never longer than what its lead has left,
 * without which the lead is not resolved.
 */
export function requestAssist(matter: Matter, order: Order, task: Task, context: Context): Change {
  const { rules } = context;
  const next = step(matter, order, 'assist', context);
  const unit = handlingUnit(task.unit, context);
  checkWithinReach(order, unit, rules);
  checkNotHelping(matter, order, unit);
  checkAdmitted(matter.ticket, unit, task.duty, context);
  const job = { unit, role: 'assist', origin: 'assist', ...placeOf(order, unit, rules) } as const;
  const assist = issue(matter.ticket, [...othersOf(matter, order), next], job, context);
  const event = fact('order.assist-requested', { ...named(order), assistId: assist.next.id, toUnit: unit.code });
  return { orders: [decided(next, event), assist] };
}

/** Who stands below the asker reports to it; everybody else to their dispatching unit. */
function placeOf(order: Order, unit: UnitFacts, rules: Rules) {
  return isBelow(unit, order.unit, rules) ? childOf(order) : { parentId: order.id, within: order.handlingClock };
}

/**
 * The office above, and the units right under it: a grid's village, a desk's township, whoever dispatches there. Who has
 * no office above (a department, a township) asks the units below itself; beyond that, whistle.
 */
function checkWithinReach({ unit: holder }: Order, unit: UnitFacts, rules: Rules): void {
  const over = rules.unitAbove(holder)?.code;
  const beside = over !== undefined && (unit.code === over || rules.unitAbove(unit.code)?.code === over);
  if (unit.code !== holder && (beside || isBelow(unit, holder, rules))) return;
  throw new DomainError('order.assist-elsewhere', `${unit.code} is not under the dispatching unit of ${holder}`, [
    { field: 'unit', message: 'stands under the same dispatching unit as the holder' },
  ]);
}

/** One order of a ticket for each unit. */
export function checkNotHelping(matter: Matter, order: Order, { code }: UnitFacts): void {
  const helping = othersOf(matter, order).some((other) => other.unit === code && isOpen(other));
  if (!helping) return;
  throw new DomainError('order.helps-already', `${code} has an open order of this ticket`, [
    { field: 'unit', message: 'has an open order of this ticket already' },
  ]);
}

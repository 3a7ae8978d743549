import { DomainError } from '@gridwhistle/kernel';
import { dutyHolder, isRaisedToTownship } from './duty.js';
import { fact } from './fact.js';
import { issue } from './issue.js';
import { applied, type Change, type Matter } from './matter.js';
import { isWorkingLead, type Order } from './order.js';
import type { Context, Rules } from './rules.js';
import { decided, finish, named } from './step.js';
import { handlingUnit } from './unit.js';
import { hangingOn } from './waiting.js';

/** Before a whistle a department takes a raised matter on its own duty list (主动接单): the township's order ends with it. */
export function claim(matter: Matter, code: string, context: Context): Change {
  const unit = handlingUnit(code, context);
  const order = raisedLead(matter);
  if (context.rules.departmentFor(order.category, order.area).code !== unit.code) {
    throw new DomainError('claim.not-your-duty', `category ${order.category} is on the duty list of another`, [
      { field: 'unit', message: 'is not the department whose duty list holds the category' },
    ]);
  }
  const event = fact('order.cancelled', { ...named(order), reason: 'claimed', nextUnit: unit.code });
  const ended = [decided(finish(matter, order, 'claim', context), event), ...hangingOn(matter, order, context)];
  const { orders } = applied(matter, { orders: ended });
  return { orders: [...ended, issue(matter.ticket, orders, { unit, role: 'lead', origin: 'claim' }, context)] };
}

/** The department that may claim the matter as it is now; undefined where nobody may, or its category or area is gone. */
export function claimantOf({ orders }: Matter, rules: Rules): string | undefined {
  const order = orders.find(isRaisedLead);
  return order && dutyHolder(order, rules);
}

/** The township's working lead that was raised to it; its desks' are not reached by a claim, and what waits is not free. */
const isRaisedLead = (order: Order): boolean => isWorkingLead(order) && isRaisedToTownship(order);

function raisedLead({ orders }: Matter): Order {
  const order = orders.find(isRaisedLead);
  if (order) return order;
  throw new DomainError('claim.not-raised', 'no township works on this matter after a raise');
}

import { DomainError } from '@gridwhistle/kernel';
import { fact } from './fact.js';
import { dueText, issue } from './issue.js';
import { applied, type Change, type Matter } from './matter.js';
import type { Order } from './order.js';
import type { Context, UnitFacts } from './rules.js';
import { decided, finish, named, only, resumed, step, stopped } from './step.js';
import { handlingUnit } from './unit.js';
import { hangingOn } from './waiting.js';

/** A summoned department objects, once, inside the return window: both clocks stand until the centre rules. */
export function object(matter: Matter, order: Order, context: Context): Change {
  const next = {
    ...step(matter, order, 'object', context),
    objection: 'raised' as const,
    ...stopped(order, context),
  };
  return only(next, fact('order.objected', { ...named(order), whistleId: whistleOf(order) }));
}

/** The centre does not agree: the department goes on with the time it had left. */
export function overruleObjection(matter: Matter, order: Order, context: Context): Change {
  const next = {
    ...step(matter, order, 'overrule-objection', context),
    objection: 'ruled' as const,
    ...resumed(matter, order, context),
  };
  const dueAt = dueText(next.handlingClock, context.rules.calendar);
  return only(next, fact('order.objection-overruled', { ...named(order), whistleId: whistleOf(order), dueAt }));
}

/**
 * The centre agrees: the department is let off, and another is summoned in its place where one is named. Without its lead
 * the whistle ends, which escalation sees to.
 */
export function upholdObjection(matter: Matter, order: Order, unit: string | undefined, context: Context): Change {
  const instead = unit === undefined ? undefined : summonable(matter, order, unit, context);
  const gone = { ...finish(matter, order, 'uphold-objection', context), objection: 'ruled' as const };
  const nextUnit = instead && { nextUnit: instead.code };
  const event = fact('order.cancelled', { ...named(order), reason: 'objection-upheld', ...nextUnit });
  const ended = [decided(gone, event), ...hangingOn(matter, order, context)];
  if (!instead) return { orders: ended };
  const { orders } = applied(matter, { orders: ended });
  const { role, parentId, whistleId, verifier } = order;
  const job = { unit: instead, role, parentId, whistleId, verifier, origin: 'whistle' } as const;
  return { orders: [...ended, issue(matter.ticket, orders, job, context)] };
}

/** A department of the same centre that this whistle has not summoned yet. */
function summonable({ orders }: Matter, order: Order, code: string, context: Context): UnitFacts {
  const unit = handlingUnit(code, context);
  const { rules } = context;
  if (unit.kind !== 'department' || rules.verifierOf(code).code !== rules.verifierOf(order.unit).code) {
    throw refused('unit.unknown', `${code} is no department of the same centre`);
  }
  if (orders.some(({ whistleId, unit: holder }) => whistleId === order.whistleId && holder === code)) {
    throw refused('whistle.unit-twice', `${code} is summoned by this whistle already`);
  }
  return unit;
}

const refused = (code: 'unit.unknown' | 'whistle.unit-twice', message: string): DomainError =>
  new DomainError(code, message, [{ field: 'unit', message }]);

function whistleOf({ id, whistleId }: Order): string {
  if (whistleId === null) throw new Error(`order ${id} is of no whistle`);
  return whistleId;
}

import { DomainError } from '@gridwhistle/kernel';
import type { Context, Rules, UnitFacts } from './rules.js';

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

/** Whether a unit belongs to another, directly or through units between them. */
export function isBelow(unit: UnitFacts, above: string, rules: Rules): boolean {
  if (unit.parent === undefined) return false;
  const parent = rules.unit(unit.parent);
  return unit.parent === above || (parent !== undefined && isBelow(parent, above, rules));
}

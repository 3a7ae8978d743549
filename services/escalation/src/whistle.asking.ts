import { DomainError } from '@gridwhistle/kernel';
import type { Actor } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import type { KnownOrder, WhistleRules } from './domain/whistle.js';

/** The profile's answers to what the rules of a whistle ask. */
export function whistleRules(profile: Profile): WhistleRules {
  return {
    knowsKind: (kind) => profile.whistleKind(kind) !== undefined,
    isDepartment: (unit) => profile.unit(unit)?.kind === 'department',
    mayAsk: (kind, township) => {
      const unit = profile.unit(township);
      const isOffice = unit?.kind === 'office' || unit?.kind === 'grid';
      return isOffice && (profile.whistleKind(kind)?.askers.includes(unit.tier) ?? false);
    },
  };
}

/** The unit in whose name the caller asks: the order's holder where it is known, else a unit that may ask at all. */
export function townshipOf(actor: Actor, kind: string, order: KnownOrder | undefined, profile: Profile): string {
  const units = actor.memberships.map((membership) => membership.unit);
  const rules = whistleRules(profile);
  const township = order
    ? units.find((unit) => unit === order.unit)
    : (units.find((unit) => rules.mayAsk(kind, unit)) ?? units[0]);
  if (!township) throw new DomainError('auth.forbidden', 'only the unit that holds the order may whistle for it');
  return township;
}

import { TIERS, type Tier } from '@gridwhistle/kernel';
import type { Profile } from '@gridwhistle/registry';

/**
 * What is learnt of the unit whose result was a ticket's: a department by its code, everybody else by the tier, since words do
 * not say where a matter lies. Undefined for units that no route leads to, and for those that are gone.
 */
export function labelOfUnit(code: string | null, profile: Profile): string | undefined {
  const unit = code === null ? undefined : profile.unit(code);
  if (!unit || unit.kind === 'centre' || unit.kind === 'council') return undefined;
  return unit.kind === 'department' ? unit.code : unit.tier;
}

/** The unit that a label means for a grid; undefined where the grid is not known, or the department is gone. */
export function unitOfLabel(label: string, grid: string | undefined, profile: Profile): string | undefined {
  if (!isTier(label)) return profile.unit(label)?.code;
  const at = grid === undefined ? undefined : profile.grid(grid);
  if (!at) return undefined;
  return label === 'grid' ? at.code : profile.officeAt(at.area, label).code;
}

/** Whether a unit is the one that was suggested, as far as that is learnt: the department itself, else anybody of its tier. */
export function isAsSuggested(suggested: string, unit: string, profile: Profile): boolean {
  const label = labelOfUnit(unit, profile);
  return unit === suggested || (label !== undefined && label === labelOfUnit(suggested, profile));
}

const isTier = (label: string): label is Tier => TIERS.some((tier) => tier === label);

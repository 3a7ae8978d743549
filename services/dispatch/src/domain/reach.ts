import type { DirectiveChannel, Rules, UnitFacts } from './rules.js';

/** What a channel says of whom it reaches; without one nothing is added to what an issuer stands above. */
export type ChannelReach = Pick<DirectiveChannel, 'tiers' | 'beside'>;

/** Whom a directive may address: those below its issuer, of the tiers that its channel reaches. */
export function reachOf(
  issuer: UnitFacts,
  { tiers, beside = false }: ChannelReach,
  rules: Rules,
): (unit: UnitFacts) => boolean {
  const known = new Map<string, boolean>();
  return (unit) => {
    const there =
      known.get(unit.code) ?? ((tiers?.includes(unit.tier) ?? true) && isBelow(unit, issuer, beside, rules));
    known.set(unit.code, there);
    return there;
  };
}

/**
 * Domain §1, an order from above. Centres and offices stand above everybody in and below their area but whom they belong
 * to; others above what belongs to them and the offices, desks and grids of the areas below. Departments stand beside each other.
 */
function isBelow(unit: UnitFacts, issuer: UnitFacts, beside: boolean, rules: Rules): boolean {
  if (unit.code === issuer.code || !rules.isWithin(unit.area, issuer.area)) return false;
  if (belongsTo(issuer, unit, rules)) return false;
  if (issuer.kind === 'centre' || issuer.kind === 'office' || belongsTo(unit, issuer, rules)) return true;
  return unit.kind === 'department' ? beside : unit.area !== issuer.area;
}

function belongsTo(unit: UnitFacts, above: UnitFacts, rules: Rules): boolean {
  const parent = unit.parent === undefined ? undefined : rules.unit(unit.parent);
  return parent !== undefined && (parent.code === above.code || belongsTo(parent, above, rules));
}

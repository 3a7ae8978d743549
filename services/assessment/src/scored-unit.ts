import { concerns, scopeOf, type Plan, type Profile, type Unit } from '@gridwhistle/registry';

/** A unit as far as a plan scores it; or a member of staff, by id, under the area and the name of the unit. */
export interface ScoredUnit extends Pick<Unit, 'code' | 'area' | 'name'> {
  /** The unit of a member of staff. */
  readonly worksIn?: string;
  /** The areas whose facts count for it; `all` for the whole district, absent where the plan asks for no area's facts. */
  readonly areas?: ReadonlySet<string> | 'all';
}

/** The areas of a scored unit as the database keeps them. */
export type WrittenAreas = string[] | 'all' | null;

/** The units that a plan scores, or whose staff it scores, by code. */
export function unitsOf(profile: Profile, plan: Plan): ScoredUnit[] {
  const units = profile.document.units.filter(
    (unit) => concerns(plan, unit) && (plan.units?.includes(unit.code) ?? true),
  );
  const below = asksForAreas(plan) ? areasBelow(profile) : undefined;
  const scored = units.map((unit) => {
    if (below === undefined) return unit;
    return { ...unit, areas: unit.area === profile.district ? ('all' as const) : (below.get(unit.area) ?? new Set()) };
  });
  return scored.sort(byCode);
}

/**
 * The units of a period: those of now, those of its opening that are gone since, and for each what lay in areas that are
 * gone. An area that is still there counts where it lies now. By code.
 */
export function withGone(now: readonly ScoredUnit[], then: readonly ScoredUnit[], profile: Profile): ScoredUnit[] {
  const isThere = new Set(now.map(({ code }) => code));
  const gone = then.filter(({ code }) => !isThere.has(code)).map((unit) => withAreas(unit, []));
  const lost = new Map(then.map((unit) => [unit.code, areasOf(unit)?.filter((code) => !profile.area(code)) ?? []]));
  const all = [...now, ...gone].map((unit) =>
    withAreas(unit, [...(areasOf(unit) ?? []), ...(lost.get(unit.code) ?? [])]),
  );
  return all.sort(byCode);
}

const withAreas = (unit: ScoredUnit, areas: readonly string[]): ScoredUnit =>
  unit.areas === undefined || unit.areas === 'all' ? unit : { ...unit, areas: new Set(areas) };

const byCode = (one: ScoredUnit, other: ScoredUnit): number => (one.code < other.code ? -1 : 1);

/** As what they answer themselves for facts. All that a plan scores are alike. */
export const ownScope = ([first]: readonly ScoredUnit[]): 'unit' | 'person' =>
  first?.worksIn === undefined ? 'unit' : 'person';

/** As the database takes them: null for all. */
export const areasOf = ({ areas }: ScoredUnit): string[] | null => (areas === 'all' ? null : [...(areas ?? [])]);

export const writtenAreas = (areas: ScoredUnit['areas']): WrittenAreas =>
  areas === undefined ? null : areas === 'all' ? areas : [...areas];

export const readAreas = (areas: WrittenAreas): Pick<ScoredUnit, 'areas'> =>
  areas === null ? {} : { areas: areas === 'all' ? areas : new Set(areas) };

/** Tells for which units what lies in an area counts. */
export function unitsByArea(units: readonly ScoredUnit[]): (area: string | null) => readonly string[] {
  const whole = units.filter(({ areas }) => areas === 'all').map(({ code }) => code);
  const byArea = new Map<string, string[]>();
  for (const unit of units) {
    for (const area of areasOf(unit) ?? []) byArea.set(area, [...(byArea.get(area) ?? whole), unit.code]);
  }
  return (area) => (area === null ? whole : (byArea.get(area) ?? whole));
}

function asksForAreas({ indicators, adjustments = [] }: Plan): boolean {
  const measures = [...indicators.flatMap((each) => [each.numerator, each.denominator]), ...adjustments.map(measureOf)];
  return measures.some((measure) => scopeOf(measure) === 'area');
}

const measureOf = ({ measure }: NonNullable<Plan['adjustments']>[number]) => measure;

/** Each area with those below it. What lies in none of them counts for the whole district only. */
function areasBelow(profile: Profile): Map<string, Set<string>> {
  const below = new Map(profile.document.areas.map(({ code }) => [code, new Set<string>()]));
  for (const { code } of profile.document.areas) {
    for (const above of profile.areaPath(code)) below.get(above.code)?.add(code);
  }
  return below;
}

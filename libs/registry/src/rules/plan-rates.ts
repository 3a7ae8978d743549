import type { Measure } from '../plan.js';

/** What a measure's facts have in a field, as text; a fact whose value counts nothing adds nothing. */
type Restriction = ReadonlySet<string>;

/** Whether no fact adds more to the one measure than to the other: then their rate is never more than 1. */
export function isContained(part: Measure, whole: Measure): boolean {
  if (part.facts !== whole.facts) return false;
  const restrictions = restrictionsOf(part);
  const isWithin = ([field, wanted]: [string, unknown]): boolean => {
    const [own, allowed] = [restrictions.get(field), new Set([wanted].flat().map(String))];
    return own !== undefined && [...own].every((value) => allowed.has(value));
  };
  return Object.entries(whole.where ?? {}).every(isWithin) && isWorthLess(part, whole.value, restrictions);
}

/** Where the whole counts values, each that the part has is worth no less there. */
function isWorthLess(part: Measure, whole: Measure['value'], restrictions: ReadonlyMap<string, Restriction>): boolean {
  if (whole === undefined) return true;
  const own = restrictions.get(whole.field);
  return (
    own !== undefined && [...own].every((value) => mostWorth(part, whole.field, value) <= (whole.counts[value] ?? 0))
  );
}

function mostWorth({ value }: Measure, field: string, of: string): number {
  if (value === undefined) return 1;
  return value.field === field ? (value.counts[of] ?? 0) : Math.max(...Object.values(value.counts));
}

function restrictionsOf({ where = {}, value }: Measure): Map<string, Restriction> {
  const all = new Map<string, Restriction>(
    Object.entries(where).map(([field, wanted]) => [field, new Set([wanted].flat().map(String))]),
  );
  if (value === undefined) return all;
  const counting = Object.entries(value.counts).flatMap(([text, counts]) => (counts > 0 ? [text] : []));
  const asked = all.get(value.field);
  return all.set(value.field, new Set(counting.filter((text) => asked?.has(text) ?? true)));
}

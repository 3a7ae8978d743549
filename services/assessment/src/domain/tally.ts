import type { Fact, FactFields } from './fact.js';
import type { Scope, Tally } from './indicator.js';

/** Facts that are alike in every field, counted together. */
export function tallied(facts: readonly Fact[], of: Scope): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { kind, fields } of facts) {
    const key = `${kind} ${textOf(fields)}`;
    tallies.set(key, { kind, of, fields, times: (tallies.get(key)?.times ?? 0) + 1 });
  }
  return [...tallies.values()];
}

/** Whether two facts say the same, whatever the order in which their fields became known. */
export const isSame = (one: Fact, other: Fact): boolean => said(one) === said(other);

const said = ({ unit, person, area, countsAt, settledAt, fields }: Fact): string =>
  JSON.stringify([unit, person, area, countsAt, settledAt, textOf(fields)]);

const textOf = (fields: FactFields): string =>
  JSON.stringify(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)));

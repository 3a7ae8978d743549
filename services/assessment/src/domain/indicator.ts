import type { FactFields, FactKind, FactValue } from './fact.js';

/** Whose facts are counted: what the unit itself answers for, or a person, or all that lies in its area and below. */
export type Scope = 'unit' | 'person' | 'area';

/** How many facts fit; with `value`, the sum of what each fitting fact's field counts. Plan data of the profile. */
export interface Measure {
  readonly facts: FactKind;
  readonly of?: Scope;
  readonly where?: Readonly<Record<string, FactValue | readonly FactValue[]>>;
  readonly value?: { readonly field: string; readonly counts: Readonly<Record<string, number>> };
}

/** A rate: numerator over denominator of the unit's facts, worth `weight` points of 100 (two decimals). */
export interface Indicator {
  readonly code: string;
  readonly weight: number;
  readonly numerator: Measure;
  readonly denominator: Measure;
  readonly better: 'high' | 'low';
}

/** So many facts that are alike in every field, of a unit, a person or an area. */
export interface Tally {
  readonly kind: FactKind;
  readonly of: Scope;
  readonly fields: FactFields;
  readonly times: number;
}

export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
  /** A share, rounded half up to four decimals; null without cases: division by nothing is no rate. */
  readonly rate: number | null;
}

/** What a field counts is exact to four decimals, and whole numbers are added: the order of facts cannot matter. */
const SCALE = 10_000;

/** Reports and tickets are no single unit's: areas answer for them. */
export const scopeOf = ({ facts, of }: Measure): Scope =>
  of ?? (facts === 'report' || facts === 'ticket' ? 'area' : 'unit');

/** What one fact adds to a measure: 1, or what its value field counts; 0 when it does not fit. */
export function worth(measure: Measure, fact: Omit<Tally, 'times'>): number {
  if (!fits(measure, fact)) return 0;
  return measure.value ? (measure.value.counts[String(fact.fields[measure.value.field])] ?? 0) : 1;
}

export function count(measure: Measure, tallies: readonly Tally[]): number {
  const scaled = tallies.reduce((sum, tally) => sum + tally.times * Math.round(worth(measure, tally) * SCALE), 0);
  return scaled / SCALE;
}

export function rateOf({ numerator, denominator }: Indicator, tallies: readonly Tally[]): Rate {
  const [above, below] = [count(numerator, tallies), count(denominator, tallies)];
  return { numerator: above, denominator: below, rate: below === 0 ? null : share(above, below, SCALE) / SCALE };
}

/** `numerator / denominator × parts` as a whole number, rounded half up, without floating point in between. */
export function share(numerator: number, denominator: number, parts: number): number {
  const [above, below] = [Math.round(numerator * SCALE), Math.round(denominator * SCALE)];
  return Math.floor((2 * above * parts + below) / (2 * below));
}

function fits(measure: Measure, { kind, of, fields }: Omit<Tally, 'times'>): boolean {
  const { facts, where = {} } = measure;
  if (kind !== facts || of !== scopeOf(measure)) return false;
  return Object.entries(where).every(([field, wanted]) => isOneOf(fields[field], wanted));
}

function isOneOf(value: FactValue | undefined, wanted: FactValue | readonly FactValue[]): boolean {
  return value !== undefined && [wanted].flat().includes(value);
}

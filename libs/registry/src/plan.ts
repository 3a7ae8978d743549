import type { UnitKind } from '@gridwhistle/kernel';
import type { LocalName } from './document.js';

/** An assessment plan: how the facts of a period become a score out of 100 (domain: any plan is data). */
export interface Plan {
  code: string;
  name: LocalName;
  period: 'month' | 'quarter' | 'year';
  /** Units of these kinds are scored. */
  subjects: UnitKind[];
  indicators: Indicator[];
  /** Grades by score, highest first. */
  thresholds: Threshold[];
  /** The most points that proposals of townships and villages may take off in one period. */
  proposalCap: number;
}

/**
 * A rate: numerator over denominator of the unit's facts of a period, worth `weight × rate` points, or
 * `weight × (1 − rate)` where low is better. Without cases there is no rate: the indicator and its weight are left out,
 * and the points of the others are scaled to 100. A fact belongs to the period in which its limit ends (an order's as
 * it was issued, a summons's to report in), an answer of the citizen to the one in which it was given.
 */
export interface Indicator {
  code: string;
  name: LocalName;
  /** Points of 100, at most two decimals. */
  weight: number;
  numerator: Measure;
  denominator: Measure;
  /** Whether a high rate earns the points or a low one. */
  better: 'high' | 'low';
}

export const FACT_KINDS = ['order', 'summons', 'call-back'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/**
 * What facts can be asked for. A field that is not decided yet is absent and equals nothing, so `[true, false]` asks for
 * those that are decided.
 */
export const FACT_FIELDS: Readonly<Record<FactKind, readonly string[]>> = {
  order: [
    'role',
    'tier',
    'origin',
    'round',
    'severity',
    'category',
    'major',
    'whistled',
    'redone',
    'state',
    'returned',
    'sentBack',
    'acceptedOnTime',
    'resolvedOnTime',
  ],
  summons: ['role', 'kind', 'reportedIn', 'missed', 'onTime', 'score'],
  'call-back': ['by', 'round', 'effective', 'responded', 'solved', 'satisfaction'],
};

/** How many facts fit; with `value`, the sum of what each fitting fact's field counts. */
export interface Measure {
  facts: FactKind;
  /** Field → the value, or one of the values, that the fact must have. */
  where?: Record<string, FactValue | FactValue[]>;
  value?: { field: string; counts: Record<string, number> };
}

export type FactValue = string | number | boolean;

export interface Threshold {
  code: string;
  name: LocalName;
  /** Lowest score of this grade. */
  from: number;
}

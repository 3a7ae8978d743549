import type { LocalName, UnitKind } from './document.js';

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

/** A rate: numerator over denominator of the unit's facts. Without facts it gives its full weight. */
export interface Indicator {
  code: string;
  name: LocalName;
  /** Points of 100. */
  weight: number;
  numerator: Measure;
  denominator: Measure;
  /** Whether a high rate earns the points or a low one. */
  better: 'high' | 'low';
}

export const FACT_KINDS = ['order', 'summons', 'call-back'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

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

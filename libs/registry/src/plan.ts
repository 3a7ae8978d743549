import {
  CHANNELS,
  ORDER_ORIGINS,
  ORDER_ROLES,
  ORDER_STATES,
  OUTCOMES,
  SATISFACTIONS,
  SEVERITIES,
  TIERS,
  UNIT_KINDS,
  type Tier,
  type UnitKind,
} from '@gridwhistle/kernel';
import type { LocalName, Unit } from './document/places.js';

/** Whom a plan may score: units by their kinds, or members of staff. */
export const PLAN_SUBJECTS = [...UNIT_KINDS, 'staff'] as const;
export type PlanSubject = UnitKind | 'staff';

/** An assessment plan: how the facts of a period become a score out of 100 (domain: any plan is data). */
export interface Plan {
  code: string;
  name: LocalName;
  period: 'month' | 'quarter' | 'year';
  /** Units of these kinds are scored; or alone `staff`, the active members of units. */
  subjects: PlanSubject[];
  /** Only the units of these tiers, or their staff; all where nothing is said. */
  tiers?: Tier[];
  /** Only these units, or their staff; all where nothing is said. */
  units?: string[];
  indicators: Indicator[];
  /** What is added and taken off beside the indicators. */
  adjustments?: Adjustment[];
  /** Grades by score, highest first. */
  thresholds: Threshold[];
  /** The most points that proposals of townships and villages may take off in one period. */
  proposalCap: number;
  /** How long after its closing an overdue ticket may be appealed against; 5 work-day when left out. */
  appealWindow?: string;
}

/**
 * A rate: numerator over denominator of the unit's facts of a period, worth `weight × rate` points, or
 * `weight × (1 − rate)` where low is better. Without cases there is no rate: the indicator and its weight are left out,
 * and the points of the others are scaled to 100. A fact belongs to the period in which its limit ends (an order's as
 * it was issued, a ticket's as it is now, a summons's to report in), a report and an answer of the citizen to the one in
 * which they were given.
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

/** So many points for each fact that fits, up to a cap: `bonus` gives them, `deduction` takes them. */
export interface Adjustment {
  code: string;
  name: LocalName;
  kind: 'bonus' | 'deduction';
  measure: Measure;
  /** Points for each, at most two decimals. */
  each: number;
  /** The most points that this rule gives or takes in a period. */
  cap: number;
}

export const FACT_KINDS = ['order', 'summons', 'rating', 'call-back', 'report', 'ticket'] as const;
export type FactKind = (typeof FACT_KINDS)[number];

/** What a field may be: true or false, a number, a code of a list of the profile, one of some words. */
export type FieldRule = 'flag' | 'number' | 'categories' | 'majors' | 'whistles' | readonly string[];

const matter = { severity: SEVERITIES, category: 'categories', major: 'majors' } as const;

/**
 * What facts can be asked for. A field that is not decided yet is absent and equals nothing, so `[true, false]` asks for
 * those that are decided. What a reporter rates unasked is no call-back: the three rates are over call-backs alone.
 */
export const FACT_FIELDS: Readonly<Record<FactKind, Readonly<Record<string, FieldRule>>>> = {
  order: {
    ...matter,
    role: ORDER_ROLES,
    tier: TIERS,
    origin: ORDER_ORIGINS,
    round: 'number',
    whistled: 'flag',
    redone: 'flag',
    state: ORDER_STATES,
    returned: 'flag',
    sentBack: 'flag',
    extended: 'flag',
    acceptedOnTime: 'flag',
    resolvedOnTime: 'flag',
  },
  summons: {
    role: ORDER_ROLES,
    kind: 'whistles',
    reportedIn: 'flag',
    missed: 'flag',
    onTime: 'flag',
    score: 'number',
  },
  rating: { round: 'number', solved: 'flag', satisfaction: SATISFACTIONS },
  'call-back': {
    by: ['centre', 'hotline'],
    round: 'number',
    effective: 'flag',
    responded: 'flag',
    solved: 'flag',
    satisfaction: SATISFACTIONS,
  },
  report: { ...matter, channel: CHANNELS, filed: 'flag' },
  ticket: {
    ...matter,
    channel: CHANNELS,
    round: 'number',
    state: ['assigned', 'resolved', 'closed'],
    suspended: 'flag',
    extended: 'flag',
    closed: 'flag',
    dropped: 'flag',
    onTime: 'flag',
    outcome: OUTCOMES,
  },
};

/** Whether a plan scores persons. */
export const scoresStaff = ({ subjects }: Pick<Plan, 'subjects'>): boolean => subjects.includes('staff');

/** Whether a plan scores units of this kind and tier, or their staff. */
export const concerns = ({ subjects, tiers }: Pick<Plan, 'subjects' | 'tiers'>, { kind, tier }: Unit): boolean =>
  (subjects.includes('staff') || subjects.includes(kind)) && (tiers?.includes(tier) ?? true);

/** What only areas answer for: no unit alone. */
export const OF_AREAS: readonly FactKind[] = ['report', 'ticket'];
/** What lies nowhere: units answer for it, no area. */
export const OF_UNITS: readonly FactKind[] = ['summons'];

/** What somebody answers for in person: who last forwarded an order, before that who took it. */
export const OF_PERSONS: readonly FactKind[] = ['order'];

export const SCOPES = ['unit', 'person', 'area'] as const;
export type Scope = (typeof SCOPES)[number];

/** How many facts fit; with `value`, the sum of what each fitting fact's field counts. */
export interface Measure {
  facts: FactKind;
  /**
   * What the unit itself answers for, or a member of staff in person, or everything that lies in its area and the areas
   * below. Where nothing is said, of reports and tickets the area's, of all others the unit's.
   */
  of?: Scope;
  /** Field → the value, or one of the values, that the fact must have. */
  where?: Record<string, FactValue | FactValue[]>;
  value?: { field: string; counts: Record<string, number> };
}

/** What a measure counts, said or not. */
export const scopeOf = ({ facts, of }: Measure): Scope => of ?? (OF_AREAS.includes(facts) ? 'area' : 'unit');

export type FactValue = string | number | boolean;

export interface Threshold {
  code: string;
  name: LocalName;
  /** Lowest score of this grade. */
  from: number;
}

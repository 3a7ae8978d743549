import { count, rateOf, share, type Indicator, type Measure, type Rate, type Tally } from './indicator.js';

/** A rule that gives or takes so many points for each fact that fits, up to its cap. */
export interface Adjustment {
  readonly code: string;
  readonly kind: 'bonus' | 'deduction';
  readonly measure: Measure;
  /** Points for each, at most two decimals. */
  readonly each: number;
  /** The most points that the rule gives or takes. */
  readonly cap: number;
}

/** The part of a plan that scores. */
export interface ScoringPlan<I extends Indicator = Indicator, A extends Adjustment = Adjustment> {
  readonly indicators: readonly I[];
  readonly adjustments?: readonly A[];
  /** Highest first; the last starts at 0. */
  readonly thresholds: readonly { readonly code: string; readonly from: number }[];
  /** The most points that proposals may take off. */
  readonly proposalCap: number;
}

export interface IndicatorScore<I extends Indicator = Indicator> extends Rate {
  readonly indicator: I;
  /** Null without cases. */
  readonly points: number | null;
  /** How the points come about, in figures. */
  readonly formula: string;
}

export interface AdjustmentScore<A extends Adjustment = Adjustment> {
  readonly adjustment: A;
  /** How many facts fit. */
  readonly times: number;
  /** Below 0 for a deduction. */
  readonly points: number;
  readonly formula: string;
}

export interface Score<I extends Indicator = Indicator, A extends Adjustment = Adjustment> {
  readonly indicators: IndicatorScore<I>[];
  /** Points of the indicators that have cases, out of 100; null when none has. */
  readonly base: number | null;
  readonly adjustments: AdjustmentScore<A>[];
  /** What the proposals take off. */
  readonly deduction: number;
  /** `base` with the adjustments and without the deduction, not below 0. */
  readonly total: number | null;
  /** Code of the grade. */
  readonly grade: string | null;
}

/**
 * The score of one unit from its facts of a period and the points that were proposed off it (domain §5).
 *
 * An indicator gives `weight × rate`, or `weight × (1 - rate)` where low is better, never less than 0 or more than its
 * weight. One without cases is neither good nor bad: it and its weight are left out, and the points of the others are
 * scaled to 100. Points, base and total are rounded half up to two decimals, each from the rounded ones before it, so
 * that anyone can add them up.
 */
export function scoreOf<I extends Indicator, A extends Adjustment>(
  plan: ScoringPlan<I, A>,
  tallies: readonly Tally[],
  deductions: readonly number[],
): Score<I, A> {
  const indicators = plan.indicators.map((indicator) => scoreIndicator(indicator, tallies));
  const adjustments = (plan.adjustments ?? []).map((adjustment) => scoreAdjustment(adjustment, tallies));
  const base = baseOf(indicators);
  const deduction = Math.min(cents(plan.proposalCap), sum(deductions.map(cents))) / 100;
  const moved = sum(adjustments.map(({ points }) => cents(points))) - cents(deduction);
  const total = base === null ? null : Math.max(0, cents(base) + moved) / 100;
  return { indicators, base, adjustments, deduction, total, grade: gradeOf(plan, total) };
}

function scoreIndicator<I extends Indicator>(indicator: I, tallies: readonly Tally[]): IndicatorScore<I> {
  const rate = rateOf(indicator, tallies);
  const { weight, better } = indicator;
  if (rate.denominator === 0) return { indicator, ...rate, points: null, formula: 'no cases' };
  const part = Math.min(rate.numerator, rate.denominator);
  const good = better === 'high' ? part : rate.denominator - part;
  const points = share(good, rate.denominator, cents(weight)) / 100;
  return { indicator, ...rate, points, formula: `${formulaOf(indicator, rate)} = ${points}` };
}

function formulaOf({ weight, better }: Indicator, { numerator, denominator }: Rate): string {
  const ratio = `${numerator} ÷ ${denominator}`;
  return better === 'high' ? `${weight} × ${ratio}` : `${weight} × (1 − ${ratio})`;
}

function scoreAdjustment<A extends Adjustment>(adjustment: A, tallies: readonly Tally[]): AdjustmentScore<A> {
  const { each, cap, kind, measure } = adjustment;
  const times = count(measure, tallies);
  const amount = Math.min(cents(cap), Math.round(times * cents(each))) / 100;
  const points = kind === 'bonus' || amount === 0 ? amount : -amount;
  return { adjustment, times, points, formula: `min(${cap}, ${each} × ${times}) = ${amount}` };
}

function baseOf(scores: readonly IndicatorScore[]): number | null {
  const counted = scores.flatMap(({ points, indicator }) =>
    points === null ? [] : [{ points: cents(points), weight: cents(indicator.weight) }],
  );
  const weight = sum(counted.map((each) => each.weight));
  return weight === 0 ? null : share(sum(counted.map(({ points }) => points)), weight, 10_000) / 100;
}

const gradeOf = ({ thresholds }: ScoringPlan, total: number | null): string | null =>
  total === null ? null : (thresholds.find(({ from }) => total >= from)?.code ?? null);

const cents = (points: number): number => Math.round(points * 100);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

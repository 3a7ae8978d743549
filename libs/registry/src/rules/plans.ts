import type { Detail } from '@gridwhistle/kernel';
import { duplicates, problem, type Draft, type Item } from '../draft.js';
import { scopeOf, type Adjustment, type Indicator, type Plan } from '../plan.js';
import { limitProblem } from './limits.js';
import { measureRules } from './plan-measures.js';
import { personRules, subjectRules } from './plan-subjects.js';

/** The weights of a plan are the points of 100; every score falls into one grade. */
export function planRules(draft: Draft): Detail[] {
  const plans = draft.list('plans');
  return [
    ...duplicates(plans, (plan) => plan.code, 'plan.duplicate'),
    ...plans.flatMap((plan) => [
      ...weightRules(plan),
      ...limitProblem(`${plan.at}.appealWindow`, plan.value.appealWindow),
      ...thresholdRules(plan),
      ...subjectRules(draft, plan),
      ...personRules(plan),
      ...figureRules(draft, plan),
    ]),
  ];
}

function weightRules({ at, value: { indicators } }: Item<Plan>): Detail[] {
  const sum = indicators.reduce((total, { weight }) => total + weight, 0);
  const fine = indicators.flatMap(({ weight }, index) => pointRules(`${at}.indicators.${index}.weight`, weight));
  if (Math.abs(sum - 100) <= 1e-6) return fine;
  return [...fine, problem(`${at}.indicators`, 'plan.weights', `weights add up to ${round(sum)}, not 100`)];
}

function thresholdRules({ at, value: { thresholds } }: Item<Plan>): Detail[] {
  const items = thresholds.map((value, index) => ({ at: `${at}.thresholds.${index}`, value }));
  const rise = items.filter(({ value }, index) => index > 0 && value.from >= (thresholds[index - 1]?.from ?? 0));
  const last = problem(`${at}.thresholds`, 'plan.thresholds', 'the last threshold starts at 0');
  return [
    ...duplicates(items, ({ code }) => code, 'plan.duplicate-threshold'),
    ...rise.map((item) => problem(`${item.at}.from`, 'plan.thresholds', 'thresholds go from the highest down')),
    ...(thresholds.at(-1)?.from === 0 ? [] : [last]),
  ];
}

function figureRules(draft: Draft, { at, value: { indicators, adjustments = [] } }: Item<Plan>): Detail[] {
  const rates = indicators.map((value, index) => ({ at: `${at}.indicators.${index}`, value }));
  const rules = adjustments.map((value, index) => ({ at: `${at}.adjustments.${index}`, value }));
  return [
    ...duplicates<{ code: string }>([...rates, ...rules], ({ code }) => code, 'plan.duplicate-indicator'),
    ...rates.flatMap((item) => rateRules(draft, item)),
    ...rules.flatMap((item) => adjustmentRules(draft, item)),
  ];
}

function rateRules(draft: Draft, { at, value: { numerator, denominator } }: Item<Indicator>): Detail[] {
  return [
    ...measureRules(draft, `${at}.numerator`, numerator),
    ...measureRules(draft, `${at}.denominator`, denominator),
    ...(scopeOf(numerator) === scopeOf(denominator) ? [] : [problem(at, 'plan.scope', MIXED)]),
  ];
}

const MIXED = "one part counts the unit's own facts, the other those of its area";

/** A cap below a single case would hide the rule's own points. */
function adjustmentRules(draft: Draft, { at, value: { measure, each, cap } }: Item<Adjustment>): Detail[] {
  const message = `a cap of ${cap} is less than the ${each} points of one case`;
  return [
    ...measureRules(draft, `${at}.measure`, measure),
    ...pointRules(`${at}.each`, each),
    ...pointRules(`${at}.cap`, cap),
    ...(cap < each ? [problem(`${at}.cap`, 'plan.cap', message)] : []),
  ];
}

/** Points are added up in hundredths. */
const pointRules = (at: string, points: number): Detail[] =>
  Math.abs(points * 100 - Math.round(points * 100)) <= 1e-6
    ? []
    : [problem(at, 'plan.points', `${points} has more than two decimals`)];

const round = (points: number): number => Math.round(points * 1e6) / 1e6;

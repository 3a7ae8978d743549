import type { Detail } from '@gridwhistle/kernel';
import { duplicates, problem, type Draft, type Item } from '../draft.js';
import type { Adjustment, Indicator, Plan } from '../plan.js';
import { limitProblem } from './limits.js';
import { measureRules, rateProblem } from './plan-measures.js';
import { personRules, subjectRules } from './plan-subjects.js';

/**
 * The weights of a plan are the points of 100; every score falls into one grade. A plan of which parts are wrong in shape is
 * checked in all the others: its problems stand in one list.
 */
export function planRules(draft: Draft): Detail[] {
  const plans = draft.inner('plans', draft.get('plans'));
  return [
    ...duplicates(withSound(draft, plans, 'code'), (plan) => plan.code, 'plan.duplicate'),
    ...plans.flatMap((plan) => [
      ...weightRules(draft, plan),
      ...windowRules(draft, plan),
      ...thresholdRules(draft, plan),
      ...subjectRules(draft, plan),
      ...personRules(draft, plan),
      ...figureRules(draft, plan),
    ]),
  ];
}

const windowRules = (draft: Draft, { at, value }: Item<Plan>): Detail[] =>
  draft.isSound(`${at}.appealWindow`) ? limitProblem(`${at}.appealWindow`, value.appealWindow) : [];

function weightRules(draft: Draft, { at, value: { indicators } }: Item<Plan>): Detail[] {
  const weighed = withSound(draft, draft.inner(`${at}.indicators`, indicators), 'weight');
  const sum = weighed.reduce((total, { value }) => total + value.weight, 0);
  const fine = weighed.flatMap((item) => pointRules(`${item.at}.weight`, item.value.weight));
  const isWhole = draft.isThere(`${at}.indicators`) && weighed.length === indicators.length;
  if (!isWhole || Math.abs(sum - 100) <= 1e-6) return fine;
  return [...fine, problem(`${at}.indicators`, 'plan.weights', `weights add up to ${round(sum)}, not 100`)];
}

function thresholdRules(draft: Draft, { at, value: { thresholds } }: Item<Plan>): Detail[] {
  const items = draft.inner(`${at}.thresholds`, thresholds).filter((item) => draft.isSound(item.at));
  const rise = items.filter(({ value }, index) => index > 0 && value.from >= (items[index - 1]?.value.from ?? 0));
  const isLast = !draft.isSound(`${at}.thresholds`) || thresholds.at(-1)?.from === 0;
  const last = problem(`${at}.thresholds`, 'plan.thresholds', 'the last threshold starts at 0');
  return [
    ...duplicates(items, ({ code }) => code, 'plan.duplicate-threshold'),
    ...rise.map((item) => problem(`${item.at}.from`, 'plan.thresholds', 'thresholds go from the highest down')),
    ...(isLast ? [] : [last]),
  ];
}

function figureRules(draft: Draft, { at, value: { indicators, adjustments } }: Item<Plan>): Detail[] {
  const rates = draft.inner(`${at}.indicators`, indicators);
  const rules = draft.inner(`${at}.adjustments`, adjustments);
  const coded = withSound<{ code: string }>(draft, [...rates, ...rules], 'code');
  return [
    ...duplicates(coded, ({ code }) => code, 'plan.duplicate-indicator'),
    ...rates.flatMap((item) => rateRules(draft, item)),
    ...rules.flatMap((item) => adjustmentRules(draft, item)),
  ];
}

function rateRules(draft: Draft, { at, value }: Item<Indicator>): Detail[] {
  const [above, below] = [
    measureRules(draft, `${at}.numerator`, value.numerator),
    measureRules(draft, `${at}.denominator`, value.denominator),
  ];
  return [...above, ...below, ...rateProblem(draft, { at, value }, above.length + below.length === 0)];
}

/** A cap below a single case would hide the rule's own points. */
function adjustmentRules(draft: Draft, { at, value: { measure, each, cap } }: Item<Adjustment>): Detail[] {
  const [isEach, isCap] = [draft.isSound(`${at}.each`), draft.isSound(`${at}.cap`)];
  const message = `a cap of ${cap} is less than the ${each} points of one case`;
  return [
    ...measureRules(draft, `${at}.measure`, measure),
    ...(isEach ? pointRules(`${at}.each`, each) : []),
    ...(isCap ? pointRules(`${at}.cap`, cap) : []),
    ...(isEach && isCap && cap < each ? [problem(`${at}.cap`, 'plan.cap', message)] : []),
  ];
}

/** Points are added up in hundredths. */
const pointRules = (at: string, points: number): Detail[] =>
  Math.abs(points * 100 - Math.round(points * 100)) <= 1e-6
    ? []
    : [problem(at, 'plan.points', `${points} has more than two decimals`)];

const withSound = <T>(draft: Draft, items: readonly Item<T>[], field: keyof T & string): Item<T>[] =>
  items.filter(({ at }) => draft.isSound(`${at}.${field}`));

const round = (points: number): number => Math.round(points * 1e6) / 1e6;

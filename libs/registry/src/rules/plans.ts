import type { Detail } from '@gridwhistle/kernel';
import { duplicates, problem, type Draft, type Item } from '../draft.js';
import { FACT_FIELDS, type Measure, type Plan } from '../plan.js';

/** The weights of a plan are the points of 100; every score falls into one grade. */
export function planRules(draft: Draft): Detail[] {
  const plans = draft.list('plans');
  return [...duplicates(plans, (plan) => plan.code, 'plan.duplicate'), ...plans.flatMap(onePlan)];
}

function onePlan({ at, value: plan }: Item<Plan>): Detail[] {
  const sum = plan.indicators.reduce((total, indicator) => total + indicator.weight, 0);
  const indicators = plan.indicators.map((value, index) => ({ at: `${at}.indicators.${index}`, value }));
  const thresholds = plan.thresholds.map((value, index) => ({ at: `${at}.thresholds.${index}`, value }));
  const fall = thresholds.filter(
    ({ value }, index) => index > 0 && value.from >= (plan.thresholds[index - 1]?.from ?? 0),
  );
  return [
    ...(Math.abs(sum - 100) > 1e-6
      ? [problem(`${at}.indicators`, 'plan.weights', `weights add up to ${sum}, not 100`)]
      : []),
    ...duplicates(indicators, (indicator) => indicator.code, 'plan.duplicate-indicator'),
    ...indicators.flatMap(({ at: field, value }) => [
      ...unknownFields(`${field}.numerator`, value.numerator),
      ...unknownFields(`${field}.denominator`, value.denominator),
    ]),
    ...fall.map(({ at: field }) => problem(`${field}.from`, 'plan.thresholds', 'thresholds go from the highest down')),
    ...(plan.thresholds.at(-1)?.from === 0
      ? []
      : [problem(`${at}.thresholds`, 'plan.thresholds', 'the last threshold starts at 0')]),
  ];
}

/** A misspelt field would fit no fact and count nothing for ever. */
function unknownFields(at: string, { facts, where = {}, value }: Measure): Detail[] {
  const asked = [
    ...Object.keys(where).map((field) => ({ at: `${at}.where.${field}`, field })),
    ...(value === undefined ? [] : [{ at: `${at}.value.field`, field: value.field }]),
  ];
  const known = FACT_FIELDS[facts];
  return asked
    .filter(({ field }) => !known.includes(field))
    .map(({ at: place, field }) =>
      problem(place, 'plan.unknown-field', `${facts} facts have no ${field}; they have ${known.join(', ')}`),
    );
}

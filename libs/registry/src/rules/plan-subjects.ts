import type { Detail } from '@gridwhistle/kernel';
import { problem, type Draft, type Item } from '../draft.js';
import { concerns, OF_PERSONS, scoresStaff, type Measure, type Plan } from '../plan.js';

/** Whom a plan scores. */
export function subjectRules(draft: Draft, plan: Item<Plan>): Detail[] {
  const { at, value } = plan;
  if (!['subjects', 'tiers', 'units'].every((part) => draft.isSound(`${at}.${part}`))) return [];
  const isMixed = scoresStaff(value) && value.subjects.length > 1;
  const mixed = problem(`${at}.subjects`, 'plan.mixed-subjects', 'staff is scored by a plan of its own, without units');
  return [...(isMixed ? [mixed] : []), ...unitRules(draft, plan)];
}

/** Units that are named must be there and of the plan's kinds and tiers; a plan without a unit scores nobody. */
function unitRules(draft: Draft, { at, value: plan }: Item<Plan>): Detail[] {
  if (!draft.isWhole('units')) return [];
  const ofPlan = draft
    .list('units')
    .filter(({ value }) => concerns(plan, value))
    .map(({ value }) => value.code);
  const named = (plan.units ?? []).flatMap((unit, index) => {
    const place = `${at}.units.${index}`;
    if (!draft.declared('units')(unit)) return [problem(place, 'plan.unknown-unit', `there is no unit ${unit}`)];
    return ofPlan.includes(unit) ? [] : [problem(place, 'plan.other-unit', `${unit} is none that this plan scores`)];
  });
  if (ofPlan.length > 0) return named;
  return [...named, problem(`${at}.subjects`, 'plan.nobody', 'no unit is of these kinds and tiers')];
}

/** Persons answer for orders, and only a plan of staff counts what they answer for: another would count nothing for ever. */
export function personRules(draft: Draft, plan: Item<Plan>): Detail[] {
  if (!draft.isSound(`${plan.at}.subjects`)) return [];
  const measures = measuresOf(draft, plan).filter(({ at }) => draft.isSound(at));
  return measures.flatMap(({ at, value }) => personProblem(at, value, scoresStaff(plan.value)));
}

function measuresOf(draft: Draft, { at, value: { indicators, adjustments } }: Item<Plan>): Item<Measure>[] {
  return [
    ...draft.inner(`${at}.indicators`, indicators).flatMap(({ at: rate, value: { numerator, denominator } }) => [
      { at: `${rate}.numerator`, value: numerator },
      { at: `${rate}.denominator`, value: denominator },
    ]),
    ...draft.inner(`${at}.adjustments`, adjustments).map(({ at: rule, value: { measure } }) => ({
      at: `${rule}.measure`,
      value: measure,
    })),
  ];
}

function personProblem(at: string, { facts, of }: Measure, ofStaff: boolean): Detail[] {
  if (ofStaff && !OF_PERSONS.includes(facts)) {
    return [problem(`${at}.facts`, 'plan.no-person', `nobody answers for ${facts} facts in person, only for orders`)];
  }
  if (ofStaff === (of === 'person')) return [];
  const message = ofStaff ? 'a plan of staff counts what is of a person' : 'only a plan of staff counts persons';
  return [problem(`${at}.of`, 'plan.scope', message)];
}

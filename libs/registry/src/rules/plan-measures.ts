import type { Detail } from '@gridwhistle/kernel';
import { problem, type Draft, type Item } from '../draft.js';
import {
  FACT_FIELDS,
  OF_AREAS,
  OF_UNITS,
  scopeOf,
  type FactValue,
  type FieldRule,
  type Indicator,
  type Measure,
} from '../plan.js';
import { isContained } from './plan-rates.js';

/** A misspelt field or value would fit no fact and count nothing for ever. */
export function measureRules(draft: Draft, at: string, measure: Measure): Detail[] {
  if (!draft.isSound(at)) return [];
  return [...scopeRules(at, measure), ...whereRules(draft, at, measure), ...valueRules(draft, at, measure)];
}

/** Both parts of a rate count the same facts of the same, and no case is in the numerator that is not in the denominator. */
export function rateProblem(draft: Draft, { at, value }: Item<Indicator>, isEachFine: boolean): Detail[] {
  const { numerator, denominator } = value;
  if (!draft.isSound(`${at}.numerator`) || !draft.isSound(`${at}.denominator`)) return [];
  if (scopeOf(numerator) !== scopeOf(denominator)) return [problem(at, 'plan.scope', MIXED)];
  if (!isEachFine || isContained(numerator, denominator)) return [];
  return [problem(`${at}.numerator`, 'plan.not-contained', BEYOND)];
}

const MIXED = "one part counts the unit's own facts, the other those of its area";
const BEYOND =
  'counts what the denominator does not, so the rate may be more than 1: give it the same facts, and every condition of the denominator';

function scopeRules(at: string, { facts, of }: Measure): Detail[] {
  if (of === 'unit' && OF_AREAS.includes(facts)) {
    return [problem(`${at}.of`, 'plan.scope', `${facts} facts are of areas, no unit alone answers for them`)];
  }
  return of === 'area' && OF_UNITS.includes(facts)
    ? [problem(`${at}.of`, 'plan.scope', `${facts} facts are of units, they lie in no area`)]
    : [];
}

function whereRules(draft: Draft, at: string, { facts, where = {} }: Measure): Detail[] {
  return Object.entries(where).flatMap(([field, wanted]) => {
    const place = `${at}.where.${field}`;
    const rule = FACT_FIELDS[facts][field];
    if (rule === undefined) return [unknownField(place, facts, field)];
    return [wanted].flat().flatMap((value) => valueProblem(draft, place, rule, value));
  });
}

function valueRules(draft: Draft, at: string, { facts, value }: Measure): Detail[] {
  if (value === undefined) return [];
  const rule = FACT_FIELDS[facts][value.field];
  if (rule === undefined) return [unknownField(`${at}.value.field`, facts, value.field)];
  return Object.entries(value.counts).flatMap(([text, counts]) => {
    const place = `${at}.value.counts.${text}`;
    const fine = problem(place, 'plan.counts', `${counts} has more than four decimals`);
    const isFine = Math.abs(counts * 1e4 - Math.round(counts * 1e4)) <= 1e-6;
    return [...valueProblem(draft, place, rule, plainOf(rule, text)), ...(isFine ? [] : [fine])];
  });
}

/** The keys of a JSON object are text. */
function plainOf(rule: FieldRule, text: string): FactValue {
  if (rule === 'flag') return text === 'true' || (text === 'false' ? false : text);
  return rule === 'number' ? Number(text) : text;
}

function valueProblem(draft: Draft, at: string, rule: FieldRule, value: FactValue): Detail[] {
  if (isOf(draft, rule, value)) return [];
  return [problem(at, 'plan.unknown-value', `${String(value)} is no value of it: ${wordsFor(rule)}`)];
}

function isOf(draft: Draft, rule: FieldRule, value: FactValue): boolean {
  if (rule === 'flag') return typeof value === 'boolean';
  if (rule === 'number') return typeof value === 'number' && Number.isFinite(value);
  if (rule === 'categories' || rule === 'majors' || rule === 'whistles') return draft.declared(rule)(String(value));
  return rule.includes(String(value));
}

function wordsFor(rule: FieldRule): string {
  if (rule === 'flag') return 'true or false';
  if (rule === 'number') return 'a number';
  return typeof rule === 'string' ? `a code of ${rule}` : `one of ${rule.join(', ')}`;
}

function unknownField(at: string, facts: Measure['facts'], field: string): Detail {
  const known = Object.keys(FACT_FIELDS[facts]).join(', ');
  return problem(at, 'plan.unknown-field', `${facts} facts have no ${field}; they have ${known}`);
}

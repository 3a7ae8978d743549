import type { Detail } from '@gridwhistle/kernel';
import { problem, type Draft } from '../draft.js';
import { FACT_FIELDS, OF_AREAS, OF_UNITS, type FactValue, type FieldRule, type Measure } from '../plan.js';

/** A misspelt field or value would fit no fact and count nothing for ever. */
export function measureRules(draft: Draft, at: string, measure: Measure): Detail[] {
  return [...scopeRules(at, measure), ...whereRules(draft, at, measure), ...valueRules(draft, at, measure)];
}

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
  return Object.keys(value.counts).flatMap((text) =>
    valueProblem(draft, `${at}.value.counts.${text}`, rule, plainOf(rule, text)),
  );
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

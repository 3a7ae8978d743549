import type { ProfileDocument } from '../document.js';
import type { Category, Major, Standard } from '../document/matters.js';
import type { LocalName } from '../document/places.js';
import type { TableCase } from './cases.js';
import { sameText } from './cell-text.js';
import type { TableCategory, TableClass } from './classes.js';

/** The parts of a profile that come from a table of standards. */
export type StandardParts = Pick<ProfileDocument, 'majors' | 'categories' | 'standards'>;

/** What a table says when nothing is wrong with it: each class once, each rule once. */
export interface TableContent {
  majors: readonly TableClass[];
  categories: readonly (TableCategory & { unit: string })[];
  rules: readonly TableCase[];
}

/**
 * The parts of the profile. What the last import of the same table gave is kept: the codes of conditions, which open
 * tickets name, and the English words. A text without English words stands for them until somebody translates it.
 */
export function toParts(content: TableContent, before: StandardParts): StandardParts {
  const words = wordsOf(before);
  const name = (zh: string): LocalName => ({ zh, en: words.get(sameText(zh)) ?? zh });
  const codes = conditionCodes(content.rules, before.standards);
  return {
    majors: content.majors.map(({ code, name: zh }): Major => ({ code, name: name(zh) })),
    categories: content.categories.map(({ code, name: zh, unit }): Category => ({
      code,
      name: name(zh),
      department: unit,
    })),
    standards: content.rules.map((rule) =>
      toStandard(rule, codes.get(keyOf(rule.category, rule.condition)) ?? '', name),
    ),
  };
}

function toStandard(rule: TableCase, condition: string, name: (zh: string) => LocalName): Standard {
  const { category, severity } = rule;
  const stages = rule.stages.map((stage) => ({
    ...(stage.name === undefined ? {} : { name: name(stage.name) }),
    limit: `${stage.amount} ${stage.unit}`,
  }));
  return { category, condition, name: name(rule.condition), severity, closing: name(rule.closing), stages };
}

/** Conditions are numbered in their category; a new one comes after all that the last import had. */
function conditionCodes(rules: readonly TableCase[], before: readonly Standard[]): Map<string, string> {
  const codes = new Map(before.map(({ category, condition, name }) => [keyOf(category, name.zh), condition]));
  const last = new Map<string, number>();
  for (const { category, condition } of before) {
    last.set(category, Math.max(last.get(category) ?? 0, Number(/^c(\d+)$/.exec(condition)?.[1] ?? 0)));
  }
  for (const { category, condition } of rules) {
    if (codes.has(keyOf(category, condition))) continue;
    const next = (last.get(category) ?? 0) + 1;
    last.set(category, next);
    codes.set(keyOf(category, condition), `c${next}`);
  }
  return codes;
}

const keyOf = (category: string, condition: string): string => `${category} ${sameText(condition)}`;

function wordsOf({ majors, categories, standards }: StandardParts): Map<string, string> {
  const named = [...majors, ...categories, ...standards].map(({ name }) => name);
  const other = standards.flatMap(({ closing, stages }) => [closing, ...stages.flatMap(({ name }) => name ?? [])]);
  return new Map([...named, ...other].map(({ zh, en }) => [sameText(zh), en]));
}

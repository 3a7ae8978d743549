import type { Detail } from '@gridwhistle/kernel';
import { duplicates, problem, type Draft } from '../draft.js';
import { limitProblem } from './limits.js';

/** Categories belong to a major class and to a department's duties; standards belong to categories. */
export function categoryRules(draft: Draft): Detail[] {
  const categories = draft.list('categories');
  const isMajor = draft.declared('majors');
  const units = new Map(draft.list('units').map(({ value }) => [value.code, value]));
  const isUnit = draft.declared('units');
  const each = categories.flatMap(({ at, value: { code, department } }) => {
    const unit = units.get(department);
    const wrong = unit ? unit.kind !== 'department' : !isUnit(department);
    return [
      ...(isMajor(code.slice(0, 2))
        ? []
        : [problem(`${at}.code`, 'category.unknown-major', `no major ${code.slice(0, 2)}`)]),
      ...(wrong ? [problem(`${at}.department`, 'category.unknown-department', `${department} is no department`)] : []),
    ];
  });
  return [
    ...duplicates(draft.list('majors'), (major) => major.code, 'major.duplicate'),
    ...duplicates(categories, (category) => category.code, 'category.duplicate'),
    ...each,
  ];
}

export function standardRules(draft: Draft): Detail[] {
  const standards = draft.list('standards');
  const isCategory = draft.declared('categories');
  const each = standards.flatMap(({ at, value: { category, stages } }) => [
    ...(isCategory(category)
      ? []
      : [problem(`${at}.category`, 'standard.unknown-category', `there is no category ${category}`)]),
    ...stages.flatMap((stage, index) => limitProblem(`${at}.stages.${index}.limit`, stage.limit)),
  ]);
  return [...duplicates(standards, (one) => `${one.category} ${one.condition}`, 'standard.duplicate'), ...each];
}

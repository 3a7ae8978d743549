import type { Detail } from '@gridwhistle/kernel';
import { duplicates, problem, type Draft } from '../draft.js';
import { limitProblem } from './limits.js';

/** Categories belong to a major class and to a department's duties; standards belong to categories. */
export function categoryRules(draft: Draft): Detail[] {
  const categories = draft.list('categories');
  const isMajor = draft.declared('majors');
  const department = departmentRule(draft);
  const each = categories.flatMap(({ at, value }) => [
    ...(isMajor(value.code.slice(0, 2))
      ? []
      : [problem(`${at}.code`, 'category.unknown-major', `no major ${value.code.slice(0, 2)}`)]),
    ...department(`${at}.department`, value.department),
  ]);
  return [
    ...duplicates(draft.list('majors'), (major) => major.code, 'major.duplicate'),
    ...duplicates(categories, (category) => category.code, 'category.duplicate'),
    ...each,
  ];
}

/** The departments that a table's names stand for exist. */
export function standardsImportRules(draft: Draft): Detail[] {
  const department = departmentRule(draft);
  const names = draft.get('standardsImport')?.departments ?? [];
  return names.flatMap(({ unit }, index) => department(`standardsImport.departments.${index}.unit`, unit));
}

function departmentRule(draft: Draft): (field: string, code: string) => Detail[] {
  const units = new Map(draft.list('units').map(({ value }) => [value.code, value]));
  const isUnit = draft.declared('units');
  return (field, code) => {
    const unit = units.get(code);
    const wrong = unit ? unit.kind !== 'department' : !isUnit(code);
    return wrong ? [problem(field, 'category.unknown-department', `${code} is no department`)] : [];
  };
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

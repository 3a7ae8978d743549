import { limitProblems, parseLimit } from '@gridwhistle/clocks';
import type { Detail } from '@gridwhistle/kernel';
import type { Standard } from '../document/matters.js';
import { duplicates, problem, type Draft, type Item } from '../draft.js';
import { leastHours, limitProblem } from './limits.js';

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
  return [
    ...duplicates(standards, (one) => `${one.category} ${one.condition}`, 'standard.duplicate'),
    ...each,
    ...contradictions(standards),
  ];
}

/** What one standard says against another of its category: the same condition otherwise, an emergency that may wait longer. */
function contradictions(standards: readonly Item<Standard>[]): Detail[] {
  const [stated, fastest] = [new Map<string, Standard>(), fastestOrdinary(standards)];
  return standards.flatMap(({ at, value }) => {
    const { category, condition, name } = value;
    const same = stated.get(`${category} ${name.zh}`);
    if (!same) stated.set(`${category} ${name.zh}`, value);
    const faster = value.severity === 'emergency' ? fastest.get(category) : undefined;
    return [
      ...(same && same.condition !== condition && saysOtherwise(same, value)
        ? [problem(at, 'standard.contradiction', `${name.zh} has another limit in ${same.condition}`)]
        : []),
      ...(faster && hoursOf(faster) < hoursOf(value)
        ? [
            problem(
              at,
              'standard.contradiction',
              `an emergency may take longer than ${faster.condition}, which is none`,
            ),
          ]
        : []),
    ];
  });
}

const saysOtherwise = (one: Standard, other: Standard): boolean =>
  one.severity !== other.severity || JSON.stringify(one.stages) !== JSON.stringify(other.stages);

/** By category, the standard of an ordinary matter with the shortest limit. */
function fastestOrdinary(standards: readonly Item<Standard>[]): Map<string, Standard> {
  const ordinary = standards.map(({ value }) => value).filter(({ severity }) => severity === 'normal');
  const readable = ordinary.filter((standard) => !Number.isNaN(hoursOf(standard)));
  const slowestFirst = readable.sort((one, other) => hoursOf(other) - hoursOf(one));
  return new Map(slowestFirst.map((standard) => [standard.category, standard]));
}

/** Of the first stage; one that cannot be read is listed as such, and contradicts nothing. */
function hoursOf({ stages: [first] }: Standard): number {
  return first && limitProblems(first.limit).length === 0 ? leastHours(parseLimit(first.limit)) : Number.NaN;
}

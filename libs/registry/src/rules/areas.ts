import type { Detail } from '@gridwhistle/kernel';
import type { Area, Unit } from '../document/places.js';
import { cycles, duplicates, problem, type Draft, type Item } from '../draft.js';

const AREA_CODE = /^(\d{4}|\d{6}|\d{9}|\d{12})$/;

/** One tree of areas with the district as its root, every area with the unit that dispatches for it. */
export function areaRules(draft: Draft): Detail[] {
  const areas = draft.list('areas');
  return [
    ...duplicates(areas, (area) => area.code, 'area.duplicate'),
    ...cycles(areas, 'area.cycle'),
    ...areas.flatMap((item) => oneArea(item, draft)),
    ...rootProblems(draft),
  ];
}

function oneArea({ at, value: area }: Item<Area>, draft: Draft): Detail[] {
  const problems: Detail[] = [];
  if (!AREA_CODE.test(area.code)) {
    problems.push(problem(`${at}.code`, 'area.code', 'an area code has 4, 6, 9 or 12 digits'));
  }
  if (area.parent !== undefined && !draft.declared('areas')(area.parent)) {
    problems.push(problem(`${at}.parent`, 'area.unknown-parent', `there is no area ${area.parent}`));
  }
  if (area.parent === undefined && area.code !== draft.get('district')?.code) {
    problems.push(problem(`${at}.parent`, 'area.orphan', `${area.code} lies in no area and is not the district`));
  }
  return problems;
}

function rootProblems(draft: Draft): Detail[] {
  const district = draft.get('district');
  if (!district) return [];
  const root = draft.list('areas').find(({ value }) => value.code === district.code);
  if (!root) return [problem('district.code', 'district.no-area', `there is no area ${district.code}`)];
  if (root.value.parent === undefined) return [];
  return [problem(`${root.at}.parent`, 'district.not-root', 'the district itself lies in no other area')];
}

/** An area's office is a unit of that area which can hold an order. */
export function officeRules(draft: Draft): Detail[] {
  const units = new Map(draft.list('units').map(({ value }) => [value.code, value]));
  const known = draft.declared('units');
  return draft.list('areas').flatMap(({ at, value: { code, office } }) => {
    const say = (what: string, message: string) => [problem(`${at}.office`, what, message)];
    if (office === undefined) return [];
    const unit = units.get(office);
    if (!unit) return known(office) ? [] : say('area.no-office', `there is no unit ${office}`);
    if (unit.area !== code) return say('area.foreign-office', `${office} does not belong to ${code}`);
    return unit.kind === 'centre' ? say('area.office-is-centre', 'the centre holds no handling order') : [];
  });
}

/** Every area's dispatching unit exists, and belongs to the area or one above it; the district's is a centre. */
export function dispatchingRules(draft: Draft): Detail[] {
  const units = new Map(draft.list('units').map(({ value }) => [value.code, value]));
  const parents = new Map(draft.list('areas').map(({ value }) => [value.code, value.parent]));
  const known = draft.declared('units');
  return draft.list('areas').flatMap(({ at, value: area }) => {
    const field = `${at}.dispatchingUnit`;
    const unit = units.get(area.dispatchingUnit);
    if (unit) return misplaced(field, area, unit, parents);
    if (known(area.dispatchingUnit)) return [];
    return [problem(field, 'area.no-dispatching-unit', `there is no unit ${area.dispatchingUnit}`)];
  });
}

function misplaced(field: string, area: Area, unit: Unit, parents: ReadonlyMap<string, string | undefined>): Detail[] {
  if (area.parent === undefined && unit.kind !== 'centre') {
    return [problem(field, 'district.no-centre', `${unit.code} is not a centre`)];
  }
  const path = new Set<string>();
  for (let next: string | undefined = area.code; next !== undefined && !path.has(next); next = parents.get(next)) {
    path.add(next);
  }
  if (path.has(unit.area)) return [];
  return [
    problem(field, 'area.foreign-dispatching-unit', `${unit.code} belongs to neither ${area.code} nor an area above`),
  ];
}

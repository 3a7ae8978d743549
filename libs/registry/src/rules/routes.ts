import type { Detail, Tier } from '@gridwhistle/kernel';
import type { Unit } from '../document/places.js';
import type { Route } from '../document/routes.js';
import { duplicates, problem, type Draft, type Item } from '../draft.js';

/** Every route leads somewhere that can hold an order, and the last one always fits. */
export function routeRules(draft: Draft): Detail[] {
  const routes = draft.list('routes');
  const units = new Map(draft.list('units').map(({ value }) => [value.code, value]));
  return [
    ...duplicates(routes, (route) => route.id, 'route.duplicate'),
    ...duplicates(draft.list('wordLists'), (list) => list.code, 'word-list.duplicate'),
    ...routes.flatMap((item) => [...targetProblems(item, draft, units), ...conditionProblems(item, draft)]),
    ...catchAllProblems(routes),
  ];
}

type Units = ReadonlyMap<string, Unit>;

function targetProblems({ at, value: route }: Item<Route>, draft: Draft, units: Units): Detail[] {
  const targets = [route.grade, route.unit, route.waitsFor].filter((target) => target !== undefined);
  if (targets.length !== 1) {
    return [problem(at, 'route.target', 'exactly one of grade, unit and waitsFor says where it leads')];
  }
  if (route.person !== undefined && route.waitsFor !== undefined) {
    return [problem(`${at}.person`, 'route.person-without-unit', 'a person stands in a unit that a route leads to')];
  }
  const named = route.unit ?? route.waitsFor;
  if (named !== undefined && !draft.declared('units')(named)) {
    return [problem(`${at}.${route.unit ? 'unit' : 'waitsFor'}`, 'route.to-nowhere', `there is no unit ${named}`)];
  }
  if (units.get(route.unit ?? '')?.kind === 'centre') return [problem(`${at}.unit`, 'route.to-centre', NO_ORDER)];
  return route.grade === undefined ? [] : gradeProblems(`${at}.grade`, route.grade, draft, units);
}

const NO_ORDER = 'the centre holds no handling order: name a department, or let the ticket wait for the centre';

/** Some area has an office of that tier that can hold an order, or every grid its team. */
function gradeProblems(at: string, grade: Tier, draft: Draft, units: Units): Detail[] {
  if (grade === 'grid' || !draft.isWhole('areas') || !draft.isWhole('units')) return [];
  const codes = draft.list('areas').map(({ value: { office, dispatchingUnit } }) => office ?? dispatchingUnit);
  const offices = codes.map((code) => units.get(code)).filter((unit) => unit?.tier === grade);
  if (offices.some((unit) => unit?.kind !== 'centre')) return [];
  if (offices.length > 0) return [problem(at, 'route.to-centre', NO_ORDER)];
  return [problem(at, 'route.to-nowhere', `no area has an office of the tier ${grade}`)];
}

function conditionProblems({ at, value: { when } }: Item<Route>, draft: Draft): Detail[] {
  const [isCategory, isMajor, isArea, isGrid] = [
    draft.declared('categories'),
    draft.declared('majors'),
    draft.declared('areas'),
    draft.declared('grids'),
  ];
  const unknown = (part: string, codes: string[] = [], known: (code: string) => boolean) =>
    codes.flatMap((code, index) =>
      known(code) ? [] : [problem(`${at}.when.${part}.${index}`, `route.unknown-${part}`, `there is no ${code}`)],
    );
  return [
    ...unknown('categories', when.categories, (code) => isCategory(code) || isMajor(code)),
    ...unknown('areas', when.areas, (code) => isArea(code) || isGrid(code)),
    ...unknown('words', when.words, draft.declared('wordLists')),
  ];
}

function catchAllProblems(routes: readonly Item<Route>[]): Detail[] {
  const first = routes.findIndex(({ value }) => Object.keys(value.when).length === 0);
  if (routes.length > 0 && first < 0) return [problem('routes', 'route.no-default', 'the last route must always fit')];
  return routes
    .slice(first + 1)
    .map(({ at, value }) => problem(at, 'route.unreachable', `${value.id} stands behind a route that always fits`));
}

import type { Detail } from '@gridwhistle/kernel';
import type { Successor } from '../document/places.js';
import { cycles, duplicates, problem, type Draft, type Item } from '../draft.js';

type Part = 'grid' | 'unit';
/** An entry by the code that is gone; whoever took over stands where its parent would. */
type Step = Item<{ code: string; parent: string }>;

/** Whoever takes over from a grid or unit that is gone is there, or is gone too and named in turn; nobody from himself. */
export function successorRules(draft: Draft): Detail[] {
  const entries = draft.list('successors');
  const unclear = entries.filter(({ value }) => (value.grid === undefined) === (value.unit === undefined));
  const [grids, units] = [stepsOf(entries, 'grid'), stepsOf(entries, 'unit')];
  return [
    ...unclear.map(({ at }) => problem(at, 'successor.of', 'names either a grid or a unit that is gone')),
    ...ofPart(draft, 'grid', grids, grids),
    // A grid's team goes the way of its grid, where nothing else is said of it.
    ...ofPart(draft, 'unit', units, [...grids, ...units]),
  ];
}

function stepsOf(entries: readonly Item<Successor>[], part: Part): Step[] {
  return entries.flatMap(({ at, value }) => {
    const code = value[part];
    return code === undefined ? [] : [{ at, value: { code, parent: value.to } }];
  });
}

function ofPart(draft: Draft, part: Part, own: readonly Step[], ways: readonly Step[]): Detail[] {
  const isThere = draft.declared(`${part}s`);
  const isNamed = new Set(ways.map(({ value }) => value.code));
  const each = own.flatMap(({ at, value: { code, parent: to } }) => [
    ...(isThere(code) ? [problem(`${at}.${part}`, 'successor.not-gone', `${part} ${code} is still there`)] : []),
    ...(isThere(to) || isNamed.has(to)
      ? []
      : [problem(`${at}.to`, 'successor.unknown', `there is no ${part} ${to}, and nobody took over from it`)]),
  ]);
  return [...duplicates(own, ({ code }) => code, 'successor.duplicate'), ...circles(own, ways), ...each];
}

function circles(own: readonly Step[], ways: readonly Step[]): Detail[] {
  const turning = new Set(cycles(ways, 'successor.cycle').map(({ field }) => field));
  return own
    .filter(({ at }) => turning.has(`${at}.parent`))
    .map(({ at, value }) => problem(`${at}.to`, 'successor.cycle', `the way from ${value.code} comes back to it`));
}

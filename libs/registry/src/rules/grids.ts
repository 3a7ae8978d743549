import type { Detail } from '@gridwhistle/kernel';
import type { Grid, Ring } from '../document/places.js';
import { duplicates, problem, type Draft, type Item } from '../draft.js';
import { overlap, polygonsOf } from '../geometry.js';
import { GridIndex } from '../grid-index.js';

/** Grids have an area, a code made from the area's, a unit, and boxes that do not overlap. */
export function gridRules(draft: Draft): Detail[] {
  const grids = draft.list('grids');
  const [isArea, isUnit] = [draft.declared('areas'), draft.declared('units')];
  return [
    ...duplicates(grids, (grid) => grid.code, 'grid.duplicate'),
    ...grids.flatMap(({ at, value: grid }) => [
      ...(isArea(grid.area) ? [] : [problem(`${at}.area`, 'grid.unknown-area', `there is no area ${grid.area}`)]),
      ...(isUnit(grid.code) ? [] : [problem(at, 'grid.no-unit', `no unit has the code ${grid.code}`)]),
      ...codeProblems(at, grid),
      ...shapeProblems(at, grid),
    ]),
    ...overlaps(grids, levelsOf(draft)),
  ];
}

/** Domain §2: the area's code padded with 0 to 12, and 3 more; a micro-grid has 2 more still. */
function codeProblems(at: string, grid: Grid): Detail[] {
  const stem = grid.area.padEnd(12, '0');
  if (grid.code.startsWith(stem) && /^\d{15}(\d{2})?$/.test(grid.code)) return [];
  return [problem(`${at}.code`, 'grid.code', `must be ${stem} and 3 digits, or 5 for a micro-grid`)];
}

function shapeProblems(at: string, grid: Grid): Detail[] {
  if (grid.box && grid.geometry)
    return [problem(at, 'grid.two-shapes', 'has a box and a geometry: one of them decides')];
  if (grid.box && (grid.box[0] >= grid.box[2] || grid.box[1] >= grid.box[3])) {
    return [problem(`${at}.box`, 'grid.empty-box', 'west and south must be less than east and north')];
  }
  if (polygonsOf(grid).flat().every(isClosed)) return [];
  return [problem(`${at}.geometry`, 'grid.open-ring', 'the last point of a ring is its first')];
}

function isClosed(ring: Ring): boolean {
  const [first, last] = [ring[0], ring[ring.length - 1]];
  return first?.[0] === last?.[0] && first?.[1] === last?.[1];
}

/** By a grid's code, what tells its level: micro-grids lie in grids, and a group's grid in its village's. */
function levelsOf(draft: Draft): (code: string) => string {
  const tiers = new Map(draft.list('units').map(({ value }) => [value.code, value.tier]));
  return (code) => `${code.length} ${tiers.get(code) ?? ''}`;
}

/** Boxes of one level only: whether surveyed polygons overlap by a sliver is not for a profile to refuse. */
function overlaps(grids: readonly Item<Grid>[], levelOf: (code: string) => string): Detail[] {
  const places = new Map(grids.map(({ value }, index) => [value, index]));
  const found = new Map<string, Detail>();
  const boxes = grids.map(({ value }) => value).filter((grid) => grid.box);
  for (const [a, b] of new GridIndex(boxes).neighbours()) {
    if (levelOf(a.grid.code) !== levelOf(b.grid.code) || !overlap(a.bounds, b.bounds)) continue;
    const [one, other] = [a.grid, b.grid].map((grid) => places.get(grid) ?? 0).sort((x, y) => y - x);
    const [later, earlier] = [grids[one ?? 0], grids[other ?? 0]];
    const words = `${later?.value.code} overlaps ${earlier?.value.code}`;
    found.set(words, problem(`${later?.at}.box`, 'grid.overlap', words));
  }
  return [...found.values()];
}

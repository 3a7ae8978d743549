import type { Detail } from '@gridwhistle/kernel';
import type { Grid, Ring } from '../document/places.js';
import { duplicates, problem, type Draft } from '../draft.js';
import { polygonsOf } from '../geometry.js';
import { overlapProblems } from './grid-overlaps.js';

/** Grids have an area, a code made from the area's, a unit, and ground of their own. */
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
    ...overlapProblems(draft),
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

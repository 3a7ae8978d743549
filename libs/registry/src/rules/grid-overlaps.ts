import type { Detail } from '@gridwhistle/kernel';
import { area } from '@turf/area';
import polygonClipping from 'polygon-clipping';
import type { Ring } from '../document/places.js';
import { problem, type Draft } from '../draft.js';
import { overlap } from '../geometry.js';
import { GridIndex, type Shape } from '../grid-index.js';

/** Of the smaller grid. Surveyed neighbours cross each other's sides a little, and that is not for a profile to refuse. */
const SLIVER = 0.01;

/** Grids of one level that share ground, each pair once, said of the one that stands later. */
export function overlapProblems(draft: Draft): Detail[] {
  const grids = draft.list('grids');
  const places = new Map(grids.map(({ value }, index) => [value, index]));
  const levelOf = levelsOf(draft);
  const place = ({ grid }: Shape): number => places.get(grid) ?? 0;
  const found = new Map<string, Detail | undefined>();
  for (const [a, b] of new GridIndex(grids.map(({ value }) => value)).neighbours()) {
    if (levelOf(a.grid.code) !== levelOf(b.grid.code) || !overlap(a.bounds, b.bounds)) continue;
    const [later, earlier] = place(a) > place(b) ? [a, b] : [b, a];
    const pair = `${place(later)} ${place(earlier)}`;
    if (!found.has(pair)) found.set(pair, problemOf(later, earlier, grids[place(later)]?.at ?? ''));
  }
  return [...found.values()].filter((each) => each !== undefined);
}

/** By a grid's code, what tells its level: micro-grids lie in grids, and a group's grid in its village's. */
function levelsOf(draft: Draft): (code: string) => string {
  const tiers = new Map(draft.list('units').map(({ value }) => [value.code, value.tier]));
  return (code) => `${code.length} ${tiers.get(code) ?? ''}`;
}

/** Of shapes whose boxes overlap. */
function problemOf(later: Shape, earlier: Shape, at: string): Detail | undefined {
  const words = `${later.grid.code} overlaps ${earlier.grid.code}`;
  if (later.grid.box && earlier.grid.box) return problem(`${at}.box`, 'grid.overlap', words);
  const share = sharedPart(later.polygons, earlier.polygons);
  if (share <= SLIVER) return undefined;
  const percent = `by ${Math.ceil(share * 100)} % of the smaller one`;
  return problem(later.grid.box ? `${at}.box` : `${at}.geometry`, 'grid.overlap', `${words} ${percent}`);
}

/** What two shapes have in common, as a part of the smaller one. */
function sharedPart(one: Ring[][], other: Ring[][]): number {
  const smaller = Math.min(areaOf(one), areaOf(other));
  return smaller === 0 ? 0 : areaOf(polygonClipping.intersection(one, other)) / smaller;
}

/** In square metres. */
const areaOf = (coordinates: Ring[][]): number => area({ type: 'MultiPolygon', coordinates });

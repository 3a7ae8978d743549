import type { Grid, Profile, Unit } from '@gridwhistle/registry';
import { pick, random, shuffled } from '../tools/replay/random.js';
import { departmentsUnder, groundsOf } from '../tools/replay/terrain.js';

/** A grid where matters happen, and everybody whom the profile has for it. */
export interface Place {
  readonly grid: Grid;
  /** The grid's unit and everybody above it, up to whoever cannot raise. */
  readonly ladder: readonly Unit[];
  /** Categories whose ordinary reports start with the grid. */
  readonly categories: readonly string[];
  /** Another grid under the same unit; undefined where there is none. */
  readonly neighbour: Unit | undefined;
  /** Desks and departments that the top of the ladder may delegate to. */
  readonly below: readonly Unit[];
  /** Departments that stand under the same centre. */
  readonly departments: readonly Unit[];
  readonly council: Unit | undefined;
  readonly centre: Unit;
}

/** So many places of a district, drawn by the seed; the same staff work on many tickets. */
export function drawPlaces(profile: Profile, seed: string, most: number): Place[] {
  const grids = shuffled(groundsOf(profile), random(`${seed}:places`)).slice(0, most);
  return grids.map((grid) => placeAt(profile, grid));
}

/** The first grid of the document that a report comes to, or the first micro-grid. */
export function firstGrid(profile: Profile, micro: boolean): Grid {
  const found = groundsOf(profile).find(({ code }) => code.length > GRID_DIGITS === micro);
  if (!found) throw new Error(`the profile has no ${micro ? 'micro-grid' : 'grid'} that a report could come to`);
  return found;
}

const GRID_DIGITS = 15;

export function placeAt(profile: Profile, grid: Grid): Place {
  const { document } = profile;
  const ladder = ladderFrom(profile, grid.code);
  const [own, above] = ladder;
  const top = ladder.at(-1);
  const centre = profile.centre(grid.area);
  return {
    grid,
    ladder,
    categories: categoriesAt(profile, grid.code),
    neighbour: document.units.find(
      ({ kind, code, area }) =>
        area === grid.area && kind === 'grid' && code !== own?.code && profile.unitAbove(code)?.code === above?.code,
    ),
    below: document.units.filter(
      ({ parent, kind }) => parent === top?.code && (kind === 'desk' || kind === 'department'),
    ),
    departments: departmentsUnder(profile, centre.code),
    council: profile.council(grid.area),
    centre,
  };
}

function ladderFrom(profile: Profile, code: string): Unit[] {
  const unit = profile.unit(code);
  const above = profile.unitAbove(code);
  return unit ? [unit, ...(above ? ladderFrom(profile, above.code) : [])] : [];
}

/** On a working day, in its evening and on a Sunday: what starts with the grid does so at any time. */
const TIMES = ['2026-03-02T02:00:00Z', '2026-03-02T14:00:00Z', '2026-03-01T02:00:00Z'].map((at) => new Date(at));

function categoriesAt(profile: Profile, grid: string): string[] {
  const starts = (category: string): boolean =>
    TIMES.every((at) => profile.route({ category, severity: 'normal', channel: 'resident', grid, at }).unit === grid);
  return profile.document.categories.map(({ code }) => code).filter(starts);
}

/** Another department than this one. */
export const otherDepartment = ({ departments }: Place, code: string, share: number, not = code): Unit =>
  pick(
    departments.filter((one) => one.code !== code && one.code !== not),
    share,
  );

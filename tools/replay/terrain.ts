import type { Box, Grid, Profile, Unit } from '@gridwhistle/registry';

/** A grid's middle, in degrees of WGS 84. */
export function middleOf({ box: [west, south, east, north] = [0, 0, 0, 0] }: Grid): [number, number] {
  return [Number(((west + east) / 2).toFixed(6)), Number(((south + north) / 2).toFixed(6))];
}

/** Grids that a report from their middle comes to: those that no micro-grids lie in. */
export const groundsOf = (profile: Profile): Grid[] =>
  profile.document.grids.filter(
    (grid) => grid.box !== undefined && profile.gridAt(...middleOf(grid))?.code === grid.code,
  );

/** The first kind of whistle for a problem that a tier may ask for. */
export const kindFor = (tier: string | undefined, { document }: Profile): string | undefined =>
  document.whistles.find(({ nature, askers }) => nature === 'problem' && askers.some((asker) => asker === tier))?.code;

/** Departments whose results a centre confirms: those of its own county, or of the district. */
export const departmentsUnder = (profile: Profile, centre: string): Unit[] =>
  profile.document.units.filter(({ kind, code }) => kind === 'department' && profile.verifierOf(code).code === centre);

/** Inside, away from the edges, which belong to a neighbour. */
const between = (from: number, to: number, share: number): number =>
  Number((from + (0.05 + 0.9 * share) * (to - from)).toFixed(6));

/** A point of a box, by the share of its width and its height. */
export function pointIn([west, south, east, north]: Readonly<Box>, x: number, y: number): [number, number] {
  return [between(west, east, x), between(south, north, y)];
}

import type { Box, Grid, Ring } from './document/places.js';

/** The polygons of a grid, each an outer ring and its holes; a box is one polygon, an unsurveyed grid has none. */
export function polygonsOf(grid: Grid): Ring[][] {
  if (grid.box) return [[ringOf(grid.box)]];
  if (!grid.geometry) return [];
  const { type, coordinates } = grid.geometry;
  return type === 'Polygon' ? [coordinates as Ring[]] : (coordinates as Ring[][]);
}

const ringOf = ([west, south, east, north]: Box): Ring => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
];

/** The smallest box around all polygons; undefined when there are none. */
export function boundsOf(polygons: Ring[][]): Box | undefined {
  const points = polygons.flat(2);
  if (points.length === 0) return undefined;
  const bounds: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) stretch(bounds, lon, lat);
  return bounds;
}

function stretch(bounds: Box, lon: number, lat: number): void {
  bounds[0] = Math.min(bounds[0], lon);
  bounds[1] = Math.min(bounds[1], lat);
  bounds[2] = Math.max(bounds[2], lon);
  bounds[3] = Math.max(bounds[3], lat);
}

/**
 * Even–odd rule over all rings, so holes fall out by themselves. Edges are half open: west and south sides belong to
 * a shape, east and north sides to its neighbour. Two grids that share a side never both contain a point of it,
 * which libraries with a closed boundary do not promise.
 */
export function contains(polygon: Ring[], lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of polygon) if (crossesOddly(ring, lon, lat)) inside = !inside;
  return inside;
}

function crossesOddly(ring: Ring, lon: number, lat: number): boolean {
  let odd = false;
  let [lonA, latA] = ring[ring.length - 1] ?? [0, 0];
  for (const [lonB, latB] of ring) {
    const between = latA > lat !== latB > lat;
    if (between && lon < ((lonA - lonB) * (lat - latB)) / (latA - latB) + lonB) odd = !odd;
    [lonA, latA] = [lonB, latB];
  }
  return odd;
}

/** Whether two boxes share more than a side, beyond a tolerance of about a tenth of a millimetre. */
export function overlap(a: Box, b: Box): boolean {
  const slack = 1e-9;
  return a[0] < b[2] - slack && b[0] < a[2] - slack && a[1] < b[3] - slack && b[1] < a[3] - slack;
}

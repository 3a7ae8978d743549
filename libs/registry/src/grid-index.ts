import type { Box, Grid, Ring } from './document/places.js';
import { boundsOf, contains, polygonsOf } from './geometry.js';

/** Where a grid lies. */
export interface Shape {
  grid: Grid;
  bounds: Box;
  polygons: Ring[][];
}

/** Cells per side and root of the number of grids: most cells know one or two shapes, whatever the size of the district. */
const CELLS_PER_ROOT = 1.6;
const EDGE = 1e-9;

/** Finds the grid of a place: a raster over the district, each cell knowing the few shapes that touch it. */
export class GridIndex {
  private readonly cells = new Map<number, Shape[]>();
  private readonly bounds: Box;
  private readonly shapes: Shape[];
  /** Cells per side. */
  private readonly side: number;

  constructor(grids: readonly Grid[]) {
    const shapes = grids.flatMap((grid) => {
      const polygons = polygonsOf(grid);
      const bounds = boundsOf(polygons);
      return bounds ? [{ grid, bounds, polygons }] : [];
    });
    // Micro-grids lie in grids, and grids of lower levels in those of higher ones: the smallest is found first.
    this.shapes = shapes.sort((a, b) => sizeOf(a.bounds) - sizeOf(b.bounds));
    this.side = Math.ceil(CELLS_PER_ROOT * Math.sqrt(shapes.length));
    this.bounds = boundsOf(this.shapes.flatMap((shape) => shape.polygons)) ?? [0, 0, 0, 0];
    for (const shape of this.shapes) this.enter(shape);
  }

  /** The grid that contains the place (WGS 84 degrees); undefined outside. The outermost edge counts as inside. */
  at(lon: number, lat: number): Grid | undefined {
    const [west, south, east, north] = this.bounds;
    if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return undefined;
    const x = lon === east ? lon - EDGE : lon;
    const y = lat === north ? lat - EDGE : lat;
    const near = this.cells.get(this.row(y) * this.side + this.column(x)) ?? [];
    return near.find((shape) => shape.polygons.some((polygon) => contains(polygon, x, y)))?.grid;
  }

  /** Shapes that share a raster cell, each pair at least once: the only ones that can touch. */
  *neighbours(): Generator<[Shape, Shape]> {
    for (const shapes of this.cells.values()) {
      for (const [i, a] of shapes.entries()) for (const b of shapes.slice(i + 1)) yield [a, b];
    }
  }

  private enter(shape: Shape): void {
    const [west, south, east, north] = shape.bounds;
    for (let row = this.row(south); row <= this.row(north); row++) {
      for (let column = this.column(west); column <= this.column(east); column++)
        this.put(row * this.side + column, shape);
    }
  }

  private put(cell: number, shape: Shape): void {
    const there = this.cells.get(cell);
    if (there) there.push(shape);
    else this.cells.set(cell, [shape]);
  }

  private column(lon: number): number {
    return cellOf(lon, this.bounds[0], this.bounds[2], this.side);
  }

  private row(lat: number): number {
    return cellOf(lat, this.bounds[1], this.bounds[3], this.side);
  }
}

function cellOf(value: number, from: number, to: number, side: number): number {
  return to === from ? 0 : Math.min(side - 1, Math.floor(((value - from) / (to - from)) * side));
}

const sizeOf = ([west, south, east, north]: Box): number => (east - west) * (north - south);

import type { Box, Grid, Ring } from './document.js';
import { boundsOf, contains, polygonsOf } from './geometry.js';

interface Shape {
  grid: Grid;
  bounds: Box;
  polygons: Ring[][];
}

/** Cells per side: about one grid per cell for a county of a thousand grids. */
const CELLS = 48;
const EDGE = 1e-9;

/** Finds the grid of a place: a raster over the district, each cell knowing the few shapes that touch it. */
export class GridIndex {
  private readonly cells = new Map<number, Shape[]>();
  private readonly bounds: Box;
  private readonly shapes: Shape[];

  constructor(grids: readonly Grid[]) {
    // Micro-grids have longer codes and lie in grids: the smaller one is found first.
    const smallestFirst = [...grids].sort((a, b) => b.code.length - a.code.length);
    this.shapes = smallestFirst.flatMap((grid) => {
      const polygons = polygonsOf(grid);
      const bounds = boundsOf(polygons);
      return bounds ? [{ grid, bounds, polygons }] : [];
    });
    this.bounds = boundsOf(this.shapes.flatMap((shape) => shape.polygons)) ?? [0, 0, 0, 0];
    for (const shape of this.shapes) this.enter(shape);
  }

  /** The grid that contains the place (WGS 84 degrees); undefined outside. The outermost edge counts as inside. */
  at(lon: number, lat: number): Grid | undefined {
    const [west, south, east, north] = this.bounds;
    if (!(lon >= west && lon <= east && lat >= south && lat <= north)) return undefined;
    const x = lon === east ? lon - EDGE : lon;
    const y = lat === north ? lat - EDGE : lat;
    const near = this.cells.get(this.row(y) * CELLS + this.column(x)) ?? [];
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
      for (let column = this.column(west); column <= this.column(east); column++) this.put(row * CELLS + column, shape);
    }
  }

  private put(cell: number, shape: Shape): void {
    const there = this.cells.get(cell);
    if (there) there.push(shape);
    else this.cells.set(cell, [shape]);
  }

  private column(lon: number): number {
    return cellOf(lon, this.bounds[0], this.bounds[2]);
  }

  private row(lat: number): number {
    return cellOf(lat, this.bounds[1], this.bounds[3]);
  }
}

function cellOf(value: number, from: number, to: number): number {
  return to === from ? 0 : Math.min(CELLS - 1, Math.floor(((value - from) / (to - from)) * CELLS));
}

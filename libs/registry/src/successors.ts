import type { Successor } from './document/places.js';

/** Follows what re-partitions ended to whoever took over, over any number of them. */
export class Successors {
  private readonly grids: ReadonlyMap<string, string>;
  private readonly units: ReadonlyMap<string, string>;

  constructor(successors: readonly Successor[]) {
    this.grids = new Map(successors.flatMap(({ grid, to }) => (grid === undefined ? [] : [[grid, to] as const])));
    const ofUnits = successors.flatMap(({ unit, to }) => (unit === undefined ? [] : [[unit, to] as const]));
    // A grid's team goes the way of its grid, where nothing else is said of it.
    this.units = new Map([...this.grids, ...ofUnits]);
  }

  /** The first code on the way that is known; the last one where none is. */
  ofGrid = (code: string, isKnown: (code: string) => boolean): string => followed(code, this.grids, isKnown);
  ofUnit = (code: string, isKnown: (code: string) => boolean): string => followed(code, this.units, isKnown);
}

function followed(code: string, to: ReadonlyMap<string, string>, isKnown: (code: string) => boolean): string {
  const seen = new Set<string>();
  let at = code;
  for (let next = to.get(at); next !== undefined && !isKnown(at) && !seen.has(at); next = to.get(at)) {
    seen.add(at);
    at = next;
  }
  return at;
}

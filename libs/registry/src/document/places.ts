import type { Tier, UnitKind } from '@gridwhistle/kernel';

/** A name people read, in both languages of the console. */
export interface LocalName {
  zh: string;
  en: string;
}

export interface District {
  /** National code of the root area. */
  code: string;
  name: LocalName;
  /** What a reader must know about the data: sources, differences between them, what is synthetic. */
  notes: string[];
}

/** An area of any level; how many levels there are is the locality's business. */
export interface Area {
  code: string;
  name: LocalName;
  level: string;
  /** Code of the area above; absent for the district itself. */
  parent?: string;
  /** The unit that gives out the orders here. */
  dispatchingUnit: string;
  /** The unit that holds what comes up to this area, where that is not the dispatching unit. */
  office?: string;
}

/** West, south, east, north in WGS 84 degrees. */
export type Box = [west: number, south: number, east: number, north: number];

export type Ring = [lon: number, lat: number][];

export interface GridGeometry {
  type: 'Polygon' | 'MultiPolygon';
  coordinates: Ring[] | Ring[][];
}

/** The smallest area with its own team. It has a box or a GeoJSON geometry, or neither where nothing was surveyed. */
export interface Grid {
  /** The area's code padded with 0 to 12 digits, and 3 more; a micro-grid has 2 more still. */
  code: string;
  name: LocalName;
  area: string;
  box?: Box;
  geometry?: GridGeometry;
  /** The shape was made up, not surveyed. */
  synthetic?: boolean;
}

/** Whatever can hold an order. A grid's unit has the grid's code. */
export interface Unit {
  code: string;
  name: LocalName;
  kind: UnitKind;
  tier: Tier;
  area: string;
  /** Code of the unit it belongs to; absent for the centre. */
  parent?: string;
}

/**
 * What a re-partition ended, and who took over what was open there. Exactly one of `grid` and `unit` says what is gone; a
 * grid that was split names the part that goes on with its open tickets, and its unit's orders go the same way.
 */
export interface Successor {
  grid?: string;
  unit?: string;
  /** A grid or unit that there is, or one that is gone too and has a successor itself. */
  to: string;
}

import fc from 'fast-check';
import { sampleProfile } from '../test/sample.js';
import type { Grid } from './document/places.js';
import { GridIndex } from './grid-index.js';
import { Profile } from './profile.js';

const named = (code: string, shape: Partial<Grid>): Grid => ({
  code,
  name: { zh: code, en: code },
  area: '522730001001',
  ...shape,
});
const codeAt = (index: GridIndex, lon: number, lat: number) => index.at(lon, lat)?.code;

describe('finding the grid of a place', () => {
  it('gives every place of the box exactly one grid, sides and corners included', () => {
    const { grids } = sampleProfile();
    const profile = new Profile(sampleProfile());
    const within = (grid: Grid, lon: number, lat: number): boolean => new GridIndex([grid]).at(lon, lat) !== undefined;
    const place = fc.double({ min: 0, max: 2, noNaN: true });
    fc.assert(
      fc.property(place, place, (lon, lat) => {
        const found = profile.gridAt(lon, lat);
        expect(found).toBeDefined();
        expect(grids.filter((grid) => within(grid, lon, lat))).toContainEqual(found);
      }),
    );
    for (const lon of [0, 1, 2]) for (const lat of [0, 1, 2]) expect(profile.gridAt(lon, lat)).toBeDefined();
    expect(profile.gridAt(1, 0.5)?.code).toBe('522730001001002');
  });

  it.each([
    [-0.01, 1],
    [2.01, 1],
    [1, 2.01],
    [Number.NaN, 1],
    [Infinity, 1],
  ])('knows nothing at %d, %d', (lon, lat) => {
    expect(new Profile(sampleProfile()).gridAt(lon, lat)).toBeUndefined();
  });

  it('reads GeoJSON polygons with holes, and several of them', () => {
    const outer: [number, number][] = [
      [0, 0],
      [4, 0],
      [4, 4],
      [0, 4],
      [0, 0],
    ];
    const hole = outer.map(([x, y]): [number, number] => [1 + x / 4, 1 + y / 4]);
    const triangle: [number, number][] = [
      [5, 0],
      [7, 0],
      [5, 2],
      [5, 0],
    ];
    const index = new GridIndex([
      named('ring', { geometry: { type: 'Polygon', coordinates: [outer, hole] } }),
      named('parts', { geometry: { type: 'MultiPolygon', coordinates: [[hole], [triangle]] } }),
      named('unsurveyed', {}),
    ]);
    expect(codeAt(index, 3, 3)).toBe('ring');
    expect(codeAt(index, 1.5, 1.5)).toBe('parts');
    expect(codeAt(index, 5.5, 0.5)).toBe('parts');
    expect(codeAt(index, 6.8, 1.9)).toBeUndefined();
  });

  it('finds a micro-grid before the grid it lies in', () => {
    const grid = named('522730001001001', { box: [0, 0, 2, 2] });
    const micro = named('52273000100100101', { box: [0, 0, 1, 1] });
    expect(codeAt(new GridIndex([grid, micro]), 0.5, 0.5)).toBe(micro.code);
    expect(codeAt(new GridIndex([grid, micro]), 1.5, 0.5)).toBe(grid.code);
  });

  it('finds nothing where no grid has a shape', () => {
    expect(codeAt(new GridIndex([named('unsurveyed', {})]), 0, 0)).toBeUndefined();
  });
});

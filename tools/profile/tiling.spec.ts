import fc from 'fast-check';
import type { Box } from '@gridwhistle/registry';
import { apportion, sum, tile } from './tiling.js';

const size = ([west, south, east, north]: Box): number => (east - west) * (north - south);
const weights = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 60 });
const BOX: Box = [100, 20, 101, 22];

describe('tiling', () => {
  it('fills the box, one tile per weight, about as large as its weight', () => {
    fc.assert(
      fc.property(weights, (list) => {
        const tiles = tile(BOX, list);
        expect(tiles).toHaveLength(list.length);
        expect(sum(tiles.map(size))).toBeCloseTo(size(BOX), 9);
        tiles.forEach((box, index) => expect(size(box) / size(BOX)).toBeCloseTo((list[index] ?? 0) / sum(list), 2));
      }),
    );
  });

  it('is the same in every run', () => {
    expect(tile(BOX, [1, 2, 3])).toEqual(tile(BOX, [1, 2, 3]));
  });
});

describe('apportioning', () => {
  it('gives out exactly the total, at least one each, more to who weighs more', () => {
    fc.assert(
      fc.property(weights, fc.nat(1000), (list, more) => {
        const shares = apportion(list.length + more, list);
        expect(sum(shares)).toBe(list.length + more);
        expect(Math.min(...shares)).toBeGreaterThanOrEqual(1);
        expect(shares[list.indexOf(Math.max(...list))]).toBe(Math.max(...shares));
      }),
    );
  });
});

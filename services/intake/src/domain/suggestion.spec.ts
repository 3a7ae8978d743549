import { filedBy, settle } from './suggestion.js';

const guess = { version: 1, category: '0102', confidence: 0.85 };
const nothing = { verdict: null, settledAs: null, unitVerdict: null, settledUnit: null };
const open = { category: '0102', unit: null, ...nothing };
const taken = { verdict: 'taken', settledAs: '0102' } as const;
const changed = { verdict: 'changed', settledAs: '0503' } as const;
const [WATER, ROOM] = ['522730-water', '522730001-room'];
const byWater = { unitVerdict: 'taken', settledUnit: WATER } as const;
const byRoom = { unitVerdict: 'changed', settledUnit: ROOM } as const;
const isSame = (suggested: string, unit: string): boolean => suggested === unit;

describe('a suggestion', () => {
  it('is the category of a report where it is sure enough, and else only said [suggestion 1]', () => {
    expect(filedBy({ grid: '522730001001001' }, { ...guess, applied: true })).toMatchObject({ category: '0102' });
    expect(filedBy({ grid: '522730001001001' }, { ...guess, applied: false })).not.toHaveProperty('category');
    expect(filedBy({ category: '0503' }, undefined)).toEqual({ category: '0503' });
  });

  describe('of a category', () => {
    it.each([
      ['assigned under it', nothing, '0102', taken],
      ['assigned under another', nothing, '0503', changed],
      ['ended without any', nothing, null, { verdict: 'ignored', settledAs: null }],
      ['assigned again as before', taken, '0102', undefined],
      ['assigned again under another', taken, '0503', changed],
      ['ended after it was assigned', changed, null, undefined],
      ['ended twice', { verdict: 'ignored' } as const, null, undefined],
      ['reopened and assigned', { verdict: 'ignored' } as const, '0102', taken],
    ])('of a ticket that is %s [suggestion 2]', (_what, before, category, settled) => {
      expect(settle({ ...open, ...before }, { category }, isSame)).toEqual(settled);
    });
  });

  describe('of a unit', () => {
    it.each([
      ['resolved by it', nothing, WATER, byWater],
      ['resolved by another', nothing, ROOM, byRoom],
      ['ended without a result', nothing, null, { unitVerdict: 'ignored', settledUnit: null }],
      ['resolved again by the same', byWater, WATER, undefined],
      ['resolved again by another', byRoom, WATER, byWater],
      ['ended after it was resolved', byRoom, null, undefined],
      ['ended, reopened and resolved', { unitVerdict: 'ignored' } as const, WATER, byWater],
    ])('of a ticket that is %s [suggestion 4]', (_what, before, unit, settled) => {
      expect(settle({ ...open, unit: WATER, ...before }, { unit }, isSame)).toEqual(settled);
    });

    it('is nothing where none was suggested [suggestion 4]', () => {
      expect(settle(open, { unit: WATER }, isSame)).toBeUndefined();
      expect(settle(open, { category: null, unit: null }, isSame)).toEqual({ verdict: 'ignored', settledAs: null });
    });
  });

  it('of both is told together where a ticket ends with neither [suggestion 2]', () => {
    const ended = settle({ ...open, unit: WATER }, { category: null, unit: null }, isSame);
    expect(ended).toEqual({ verdict: 'ignored', settledAs: null, unitVerdict: 'ignored', settledUnit: null });
  });
});

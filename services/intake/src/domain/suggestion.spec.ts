import { filedBy, settle } from './suggestion.js';

const guess = { version: 1, category: '0102', confidence: 0.85 };
const open = { verdict: null, settledAs: null };

describe('a suggestion', () => {
  it('is the category of a report where it is sure enough, and else only said [suggestion 1]', () => {
    expect(filedBy({ grid: '522730001001001' }, { ...guess, applied: true })).toMatchObject({ category: '0102' });
    expect(filedBy({ grid: '522730001001001' }, { ...guess, applied: false })).not.toHaveProperty('category');
    expect(filedBy({ category: '0503' }, undefined)).toEqual({ category: '0503' });
  });

  it.each([
    ['assigned under it', open, '0102', { verdict: 'taken', settledAs: '0102' }],
    ['assigned under another', open, '0503', { verdict: 'changed', settledAs: '0503' }],
    ['ended without any', open, null, { verdict: 'ignored', settledAs: null }],
    ['assigned again as before', { verdict: 'taken', settledAs: '0102' } as const, '0102', undefined],
    [
      'assigned again under another',
      { verdict: 'taken', settledAs: '0102' } as const,
      '0503',
      { verdict: 'changed', settledAs: '0503' },
    ],
    ['ended after it was assigned', { verdict: 'changed', settledAs: '0503' } as const, null, undefined],
    ['ended twice', { verdict: 'ignored', settledAs: null } as const, null, undefined],
    [
      'reopened and assigned',
      { verdict: 'ignored', settledAs: null } as const,
      '0102',
      { verdict: 'taken', settledAs: '0102' },
    ],
  ])('of a ticket that is %s [suggestion 2]', (_what, before, category, settled) => {
    expect(settle('0102', before, category)).toEqual(settled);
  });
});

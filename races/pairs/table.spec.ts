import { PAIRS } from './table.js';

describe('the pairs', () => {
  it('are told apart', () => {
    const ids = PAIRS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(PAIRS.map((pair) => [pair.id, pair] as const))('%s may end in some way', (_, { outcomes, due }) => {
    expect(Object.values(outcomes).flat().length).toBeGreaterThan(0);
    // A clock has its way in any case.
    if (due !== undefined) expect(outcomes.first).toBeUndefined();
  });
});

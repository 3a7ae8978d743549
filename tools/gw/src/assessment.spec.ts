import type { RecountComparison } from '@gridwhistle/contracts';
import { resultOf } from './assessment.js';

const asked = { plan: 'monthly', period: '2026-03', keep: false };
const comparison: RecountComparison = {
  ...{ plan: 'monthly', period: '2026-03', until: '2026-04-01T00:00:00.000Z' },
  ...{ events: 3, facts: 1, units: 1, same: true, different: 0, differences: [] },
};

describe('a count that was asked for', () => {
  it('gives what came of it', () => expect(resultOf({ of: asked, comparison }, asked)).toBe(comparison));

  it.each([{ plan: 'quarterly' }, { period: '2026-04' }, { keep: true }])('is not taken for another: %j', (change) => {
    const other = { of: { ...asked, ...change }, comparison };
    expect(() => resultOf(other, asked)).toThrow('Meanwhile somebody had');
  });

  it.each([
    [{ of: asked, failure: 'intake is away' }, 'intake is away'],
    [{}, 'started again'],
  ])('that came to nothing says why', (state, why) => expect(() => resultOf(state, asked)).toThrow(why));
});

import { decideReopening, reopenableUntil, type Standing } from './rating.js';

const now = new Date('2026-04-01T00:00:00Z');
const days = (count: number): Date => new Date(now.getTime() - count * 86_400_000);
const until = (from: Date): Date => new Date(from.getTime() + 30 * 86_400_000);
const closed = (count: number, outcome: Standing['outcome'] = 'solved'): Standing => ({
  ...{ state: 'closed', round: 2, closedAt: days(count), outcome },
});

const refusal = (standing: Standing): string => {
  try {
    return `round ${decideReopening(standing, now, until)}`;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('reopening', () => {
  it('is asked for inside the window; later a new report names the old ticket [ticket 12]', () => {
    expect([closed(0), closed(30), closed(31)].map(refusal)).toEqual(['round 2', 'round 2', 'ticket.reopen-too-late']);
  });

  it('is for what was closed after it was handled', () => {
    for (const outcome of ['withdrawn', 'invalid', 'merged'] as const) {
      expect(refusal(closed(1, outcome))).toBe('lifecycle.wrong-transition');
    }
    expect(refusal({ state: 'resolved', round: 1 })).toBe('lifecycle.wrong-transition');
    expect(reopenableUntil({ state: 'resolved', round: 1 }, until)).toBeUndefined();
  });
});

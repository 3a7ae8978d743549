import type { Arrivals } from '@gridwhistle/registry';
import fc from 'fast-check';
import { arrivals, HOUR_MS, isFlood, localHour, spanAfter, withShortNights, type Hour } from './arrivals.js';

const alike = (count: number): number[] => Array<number>(count).fill(1);
const wanted = (change: Partial<Arrivals> = {}): Arrivals => ({
  hours: alike(24),
  weekdays: alike(7),
  months: alike(12),
  onTheSpot: 0,
  flood: { after: 0.5, days: 7, times: 25 },
  ...change,
});
const NOW = Date.parse('2026-03-02T09:00:00+08:00');
const sum = (hours: readonly Hour[]): number => hours.reduce((all, { count }) => all + count, 0);

describe('what arises', () => {
  it('is exactly as much as is wanted, every hour once, each number once, the same for the same seed', () => {
    const cases = fc.record({
      tickets: fc.integer({ min: 1, max: 5_000 }),
      months: fc.integer({ min: 1, max: 2 }),
      seed: fc.string(),
    });
    fc.assert(
      fc.property(cases, ({ tickets, months, seed }) => {
        const span = spanAfter(NOW, months);
        const hours = [...arrivals(wanted(), span, tickets, seed)];
        expect(hours).toHaveLength((span.to - span.from) / HOUR_MS);
        expect(sum(hours)).toBe(tickets);
        let next = 0;
        for (const { first, count } of hours) {
          expect(first).toBe(next);
          expect(count).toBeGreaterThanOrEqual(0);
          next += count;
        }
        expect([...arrivals(wanted(), span, tickets, seed)]).toEqual(hours);
      }),
      { numRuns: 10 },
    );
  });

  it('is the same with nights in two steps, each at its last hour', () => {
    const span = spanAfter(NOW, 1);
    const hours = [...withShortNights(arrivals(wanted(), span, 2_000, '1'))];
    expect(sum(hours)).toBe(2_000);
    expect(hours.slice(0, 4).map(({ at }) => localHour(at))).toEqual([2, 5, 6, 7]);
    expect(hours).toHaveLength(((span.to - span.from) / HOUR_MS / 24) * 20);
    for (const [index, { first, count }] of hours.slice(1).entries()) {
      const before = hours[index];
      expect(first).toBe((before?.first ?? 0) + (before?.count ?? 0));
      expect(count).toBeGreaterThanOrEqual(0);
    }
  });

  it('begins at the first local midnight', () => {
    const { from } = spanAfter(NOW, 1);
    expect(new Date(from).toISOString()).toBe('2026-03-02T16:00:00.000Z');
    expect(spanAfter(from, 1).from).toBe(from);
  });

  it('is 25 times as much in the week of the flood', () => {
    const span = spanAfter(NOW, 3);
    const hours = [...arrivals(wanted(), span, 100_000, '1')];
    const { flood } = wanted();
    const wet = hours.filter(({ at }) => isFlood(flood, span, at));
    const dry = hours.filter(({ at }) => !isFlood(flood, span, at));
    expect(wet).toHaveLength(7 * 24);
    expect(sum(wet) / wet.length / (sum(dry) / dry.length)).toBeCloseTo(25, 0);
  });

  it('follows the hours of the day and the seasons', () => {
    const office = alike(24).map((_, hour) => (hour >= 8 && hour < 18 ? 1 : 0));
    const months = alike(12).map((_, month) => (month === 2 ? 0 : 1));
    const hours = [...arrivals(wanted({ hours: office, months }), spanAfter(NOW, 3), 1_000, '1')];
    for (const { at, count } of hours.filter(({ count }) => count > 0)) {
      expect(localHour(at)).toBeGreaterThanOrEqual(8);
      expect(localHour(at)).toBeLessThan(18);
      expect(count).toBeGreaterThan(0);
      expect(new Date(at + 8 * HOUR_MS).getUTCMonth()).not.toBe(2);
    }
  });
});

import { planLines, SHARES, tierOf, type Plan } from './plan.js';

const lines = (count: number, twin?: [number, number]) =>
  Array.from({ length: count }, (_, i) => ({ number: i + 1, twinOf: twin?.[1] === i + 1 ? twin[0] : undefined }));
const share = (plans: readonly Plan[], is: (plan: Plan) => boolean): number => plans.filter(is).length / plans.length;

describe("the lines' ways", () => {
  const plans = planLines(lines(291, [63, 191]), { seed: 'a', hotline: true });

  it('follow from the seed alone', () => {
    expect(planLines(lines(291, [63, 191]), { seed: 'a', hotline: true })).toEqual(plans);
    expect(planLines(lines(291, [63, 191]), { seed: 'b', hotline: true })).not.toEqual(plans);
  });

  it('have the shares that are asked for, with any seed and any number of lines', () => {
    for (const [count, seed] of [
      [291, '1'],
      [12, '2'],
      [37, '3'],
    ] as const) {
      const some = planLines(lines(count), { seed, hotline: true });
      for (const climb of ['village', 'township', 'whistle'] as const) {
        expect(share(some, (plan) => plan.climb === climb)).toBeGreaterThanOrEqual(SHARES[climb]);
      }
      expect(share(some, (plan) => plan.returned !== undefined)).toBeGreaterThanOrEqual(SHARES.returned);
      expect(share(some, (plan) => plan.redone)).toBeGreaterThanOrEqual(SHARES.redone);
      expect(Math.abs(some.filter((plan) => plan.placed).length - count / 2)).toBeLessThanOrEqual(0.5);
    }
  });

  it('are never contradictory', () => {
    expect(plans.filter(({ channel, placed }) => channel === 'hotline' && placed)).toEqual([]);
    expect(plans.filter(({ climb, returned }) => climb !== 'grid' && returned === 'department')).toEqual([]);
    expect([plans[62]?.channel, plans[190]?.channel]).toEqual(['resident', 'resident']);
    expect(planLines(lines(40), { seed: 'a', hotline: false }).every(({ channel }) => channel === 'resident')).toBe(
      true,
    );
    expect(planLines(lines(1), { seed: 'a', hotline: true })).toHaveLength(1);
  });

  it.each([
    ['grid', undefined, 'grid'],
    ['grid', 'department', 'district'],
    ['township', 'overruled', 'township'],
    ['whistle', undefined, 'district'],
  ] as const)('%s, returned %s: done by the %s', (climb, returned, tier) => {
    expect(tierOf({ climb, returned })).toBe(tier);
  });
});

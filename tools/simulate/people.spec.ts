import { Profile, type Simulation } from '@gridwhistle/registry';
import { smallDistrict } from '@gridwhistle/testing/small-district';
import { People } from './people.js';

const profile = new Profile(smallDistrict());
const grid = {
  tier: 'grid',
  accepts: '1 work-hour',
  handles: '1 work-day',
  settles: 0.5,
  returns: 0,
  inHand: 2,
} as const;
const behaviour = (change: Partial<Simulation> = {}): Simulation =>
  ({ arrivals: { onTheSpot: 0.25 }, tiers: [grid], spread: 0, delay: { share: 0, times: 1 }, ...change }) as Simulation;
const staff = ['p-1', 'p-2'].map((id) => ({
  id,
  name: id,
  active: true,
  memberships: [{ unit: 'u', roles: ['member' as const] }],
}));
const people = (change?: Partial<Simulation>, seed = '1'): People =>
  new People(profile, behaviour(change), { staff }, seed);
const MORNING = Date.parse('2026-03-02T09:00:00+08:00');

describe('people of a simulation', () => {
  it('do the same again for the same seed, and something else for another', () => {
    const numbers = Array.from({ length: 50 }, (_, number) => number);
    const drawn = (seed: string) =>
      numbers.map((number) => [people({}, seed).arisen(number), people({}, seed).draw(number, 'a')]);
    expect(drawn('1')).toEqual(drawn('1'));
    expect(drawn('1')).not.toEqual(drawn('2'));
  });

  it('see matters in every grid, and settle the share of them that the profile says', () => {
    const arisen = Array.from({ length: 2_000 }, (_, number) => people().arisen(number));
    expect(new Set(arisen.map(({ grid: { code } }) => code)).size).toBe(profile.document.grids.length);
    expect(arisen.filter(({ onTheSpot }) => onTheSpot).length / 2_000).toBeCloseTo(0.25, 1);
  });

  it('take the median where all are alike, while offices are open', () => {
    const at = people().after(MORNING, '2 work-hour', [1, 'accepts']);
    expect(new Date(at).toISOString()).toBe('2026-03-02T03:00:00.000Z');
    expect(people().after(MORNING, '2 emergency-hour', [1, 'accepts'], 3) - MORNING).toBe(6 * 3_600_000);
  });

  it('take longer or shorter by the spread, half of them longer', () => {
    const spread = people({ spread: 0.7 });
    const taken = Array.from({ length: 2_000 }, (_, number) => spread.after(0, '10 emergency-hour', [number, 'x']));
    const longer = taken.filter((at) => at > 10 * 3_600_000).length / taken.length;
    expect(longer).toBeCloseTo(0.5, 1);
    expect(Math.min(...taken)).toBeGreaterThan(0);
  });

  it('are late in the share of acts that the profile says', () => {
    const late = people({ delay: { share: 0.1, times: 6 } });
    const taken = Array.from({ length: 2_000 }, (_, number) => late.after(0, '1 emergency-hour', [number, 'x']));
    expect(taken.filter((at) => at === 6 * 3_600_000).length / taken.length).toBeCloseTo(0.1, 1);
    expect(new Set(taken).size).toBe(2);
  });

  it('are slower with more in hand than they can do, the fewer they are', () => {
    expect([4, 5, 8, 12].map((inHand) => people().crowd('u', 'grid', inHand))).toEqual([1, 1.25, 2, 3]);
    expect(people().crowd('nobody knows', 'grid', 4)).toBe(2);
  });

  it('return a matter before the hour in which the window may end, and never on its edge', () => {
    const window = new Profile({ ...smallDistrict(), returnWindow: '2 emergency-hour' });
    const those = new People(window, behaviour(), { staff }, '1');
    const minutes = (after: number): number => MORNING + after * 60_000;
    expect([0, 59, 119].map((after) => those.mayReturn(minutes(30), minutes(after)))).toEqual([true, true, true]);
    expect([120, 149, 200].map((after) => those.mayReturn(minutes(30), minutes(after)))).toEqual([false, false, false]);
  });
});

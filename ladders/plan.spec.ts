import { actsOf, leastOf, planWays } from './plan.js';
import { CLIMBING } from './ways/climbing.js';
import { WAYS } from './ways/ways.js';

const plan = (tickets: number, seed = 'a') => planWays(WAYS, CLIMBING, { tickets, seed });

/** The acts of the order's table (domain §4), and what profiles have beside it. */
const TABLE = [
  'issue',
  'accept',
  'return',
  'uphold-return',
  'overrule-return',
  'progress',
  'assist',
  'delegate',
  'resolve',
  'confirm',
  'send-back',
  'raise',
  'reassign',
  'cancel',
  'claim',
  'extension',
  'suspension',
  'redo',
  'whistle',
  'object',
  'merge',
  'split',
] as const;

describe('the ways of a run', () => {
  it('follow from the seed alone', () => {
    expect(plan(100)).toEqual(plan(100));
    expect(plan(100)).not.toEqual(plan(100, 'b'));
  });

  it.each([1, 30, 500, 1000])('are as many as tickets are asked for: %d', (tickets) => {
    expect(plan(tickets)).toHaveLength(tickets);
  });

  it('bring each act of the order table at least twenty times in a thousand tickets, with any seed', () => {
    expect(leastOf(1000)).toBe(20);
    expect(actsOf(WAYS)).toEqual(expect.arrayContaining([...TABLE]));
    for (const seed of ['a', 'b', 'c']) {
      for (const act of TABLE) {
        const times = plan(1000, seed).filter(({ acts }) => acts.includes(act)).length;
        expect([act, times >= 20]).toEqual([act, true]);
      }
    }
  });

  it.each([50, 100, 500])('bring it once in fifty tickets in %d of them', (tickets) => {
    for (const act of TABLE) {
      const times = plan(tickets).filter(({ acts }) => acts.includes(act)).length;
      expect([act, times >= leastOf(tickets)]).toEqual([act, true]);
    }
  });

  it('have names that tell them apart', () => {
    expect(new Set(WAYS.map(({ name }) => name)).size).toBe(WAYS.length);
  });
});

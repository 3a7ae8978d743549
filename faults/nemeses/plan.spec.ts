import type { Nemesis } from './nemesis.js';
import { planOf, shortPlan } from './plan.js';
import { NEMESES, obstacleOf, SHORT } from './table.js';

const named = (name: string, kind: string): Nemesis => ({ name, kind, about: '', inject: async () => async () => {} });
const take = (plan: Iterable<Nemesis>, count: number): string[] => {
  const names: string[] = [];
  for (const { name } of plan) if (names.push(name) === count) break;
  return names;
};

describe('the plan of faults', () => {
  const few = [named('a1', 'a'), named('a2', 'a'), named('b1', 'b'), named('c1', 'c')];

  it('is decided by the seed', () => {
    expect(take(planOf(NEMESES, '1'), 50)).toEqual(take(planOf(NEMESES, '1'), 50));
    expect(take(planOf(NEMESES, '1'), 50)).not.toEqual(take(planOf(NEMESES, '2'), 50));
  });

  it('takes every kind once before any comes again, and another one of the kind then', () => {
    const names = take(planOf(few, '1'), 6);
    expect(new Set(names.slice(0, 3).map((name) => name[0]))).toEqual(new Set(['a', 'b', 'c']));
    expect(names.filter((name) => name.startsWith('a')).sort()).toEqual(['a1', 'a2']);
  });

  it('ends at once without a fault', () => expect(take(planOf([], '1'), 5)).toEqual([]));

  it('has a short form of faults that exist', () => expect(take(shortPlan(NEMESES), 100)).toEqual(SHORT));

  it('has no two faults of one name', () => {
    expect(new Set(NEMESES.map(({ name }) => name)).size).toBe(NEMESES.length);
  });

  it('knows what needs root', () => {
    expect(obstacleOf({ ...named('x', 'x'), needsRoot: true }, false)).toBe('needs root');
    expect(obstacleOf({ ...named('x', 'x'), needsRoot: true, impossible: () => 'no loop' }, true)).toBe('no loop');
    expect(obstacleOf(named('x', 'x'), false)).toBeUndefined();
  });
});

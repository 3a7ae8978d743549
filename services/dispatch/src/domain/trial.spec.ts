import type { RouteAnswer } from './rules.js';
import type { Routed } from './routing.js';
import { firstIdAt, MOST_SHIFTS, TICKETS_NAMED, Trial, type Subject } from './trial.js';

const why = { zh: '', en: '' };
const answer = (rule: string, unit?: string, more: Partial<RouteAnswer> = {}): RouteAnswer => ({
  ...{ rule, why, unit, person: undefined, waitsFor: undefined },
  ...more,
});
const asked = { severity: 'normal', at: '2026-03-02T01:00:00.000Z' } as const;
const ticket = (id: string, routing: RouteAnswer | null): Subject => ({
  id,
  channel: 'resident',
  routing: routing && ({ ...routing, asked } satisfies Routed),
});

describe('a dry run', () => {
  it('counts by where tickets went and where they would go, and names some of each [routing 8]', () => {
    const trial = new Trial();
    for (let n = 0; n < 30; n++) trial.add(ticket(`a-${n}`, answer('grid', 'g')), () => answer('flood', 'town'));
    trial.add(ticket('b', answer('grid', 'g')), () => answer('flood', 'town', { person: 'p-1' }));
    trial.add(ticket('c', answer('grid', 'g')), () => answer('centre', undefined, { waitsFor: 'centre' }));
    const { shifts, ...counts } = trial.result;
    expect(counts).toEqual({ judged: 32, unjudged: 0, elsewhere: 32, byAnotherRoute: 0, unlisted: 0 });
    expect(shifts.map(({ count, to }) => [count, to.rule, to.person])).toEqual([
      [30, 'flood', undefined],
      [1, 'flood', 'p-1'],
      [1, 'centre', undefined],
    ]);
    expect(shifts[0]?.tickets).toHaveLength(TICKETS_NAMED);
    expect(shifts[1]).toMatchObject({ from: { rule: 'grid', unit: 'g' }, tickets: ['b'] });
  });

  it('says nothing of tickets that would go the same way, by whatever route', () => {
    const trial = new Trial();
    trial.add(ticket('a', answer('grid', 'g')), () => answer('grid', 'g'));
    trial.add(ticket('b', answer('grid', 'g')), () => answer('other', 'g'));
    trial.add(ticket('c', null), () => answer('grid', 'g'));
    expect(trial.result).toEqual({
      ...{ judged: 2, unjudged: 1, elsewhere: 0, byAnotherRoute: 1, unlisted: 0 },
      shifts: [],
    });
  });

  it('lists so many ways and counts the rest', () => {
    const trial = new Trial();
    for (let n = 0; n < MOST_SHIFTS + 3; n++)
      trial.add(ticket('a', answer('grid', `g-${n}`)), () => answer('x', 'town'));
    expect(trial.result.shifts).toHaveLength(MOST_SHIFTS);
    expect(trial.result).toMatchObject({ elsewhere: MOST_SHIFTS + 3, unlisted: 3 });
  });

  it('begins with the first id of a moment', () => {
    const at = new Date(0x0199ffee1122);
    expect(firstIdAt(at)).toBe('0199ffee-1122-7000-8000-000000000000');
    expect(firstIdAt(new Date(+at + 1)) > '0199ffee-1122-7fff-bfff-ffffffffffff').toBe(true);
  });
});

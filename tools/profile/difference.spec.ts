import { smallDistrict } from '@gridwhistle/testing/small-district';
import { differencesOf, postsOf, staffDifferencesOf } from './difference.js';

const small = smallDistrict();

describe('how two profiles differ', () => {
  it('is nothing for the same document', () => {
    expect(differencesOf(small, smallDistrict())).toEqual([]);
  });

  it('is told by what each says of the same thing, and by what only one has', () => {
    const other = {
      ...small,
      returnWindow: '1 work-day',
      whistles: [],
      fallbackLimits: { ...small.fallbackLimits, normal: '3 work-day' },
    };
    expect(differencesOf(small, other)).toEqual([
      { part: 'limits', about: 'otherwise, normal', one: '5 work-day', other: '3 work-day' },
      { part: 'clocks', about: 'return window', one: '4 work-hour', other: '1 work-day' },
      { part: 'whistles', about: 'difficult-problem', one: expect.stringContaining('asked by township') },
    ]);
  });

  it('tells when routes fit, whom they name, and the words that they look for', () => {
    const when = { hours: { from: '18:00', to: '08:00' }, words: ['burst'] };
    const why = { zh: '夜', en: 'Night' };
    const night = { id: 'night', why, when, grade: 'township' as const, person: 'p-1' };
    const wordLists = [{ code: 'burst', words: ['爆管', '喷水'] }];
    const other = { ...small, routes: [...small.routes, night], wordLists };
    expect(differencesOf(small, other)).toEqual([
      { part: 'routes', about: 'night', other: 'words burst, hours 18:00–08:00 → township / p-1; 夜 Night' },
      { part: 'words', about: 'burst', other: '爆管、喷水' },
    ]);
  });

  it('tells that routes stand in another order, and nothing of the order of what has none', () => {
    const order = (ids: readonly string[]) => ids.join(', ');
    const ids = small.routes.map(({ id }) => id);
    const other = { ...small, routes: small.routes.toReversed(), units: small.units.toReversed() };
    expect(differencesOf(small, other)).toEqual([
      { part: 'routes', about: 'order', one: order(ids), other: order(ids.toReversed()) },
    ]);
  });

  it('tells of a leaf of a part by its path', () => {
    const plans = structuredClone(small.plans);
    plans[0]!.indicators[0]!.numerator = { facts: 'order', of: 'person' };
    expect(differencesOf(small, { ...small, plans })).toEqual([
      { part: 'plan rules', about: 'monthly indicators on-time numerator where resolvedOnTime', one: 'true' },
      { part: 'plan rules', about: 'monthly indicators on-time numerator of', other: 'person' },
    ]);
  });

  it('names the places and units that are not as they were, with what is another', () => {
    const change = <T extends object>(list: readonly T[], change: object) =>
      list.map((each) => ({ ...each, ...change }));
    const box: [number, number, number, number] = [0, 0, 9, 9];
    const grids = small.grids.map((grid, n) => (n === 0 ? { ...grid, box } : grid));
    expect(differencesOf(small, { ...small, grids })).toEqual([
      { part: 'grids', about: small.grids[0]?.code, one: 'box 0, 0, 1, 1', other: 'box 0, 0, 9, 9' },
    ]);
    const units = change(small.units, { name: { zh: '新', en: 'New' } });
    const [all, other] = [small.units.length, small.units.slice(0, 5).map(({ code }) => code)];
    expect(differencesOf(small, { ...small, units })).toContainEqual({
      ...{ part: 'units', about: `changed: ${all}`, other: `${other.join(', ')}, …` },
    });
  });

  it('names who dispatches, whatever the codes are', () => {
    const areas = small.areas.map((area) =>
      area.level === 'village' ? { ...area, dispatchingUnit: `${area.parent}-room` } : area,
    );
    expect(differencesOf(small, { ...small, areas })).toContainEqual({
      part: 'dispatching',
      about: 'village',
      one: 'by office, tier village; held by office, tier village',
      other: 'by office, tier township; held by office, tier township',
    });
  });

  it('compares departments of two districts by what they are, not by their codes', () => {
    const there = JSON.parse(JSON.stringify(small).replaceAll('522730', '500152'));
    expect(differencesOf(small, there)).toEqual([{ part: 'district', about: 'code', one: '522730', other: '500152' }]);
  });

  it('of two versions of one district names the codes that came and went', () => {
    const [first, ...grids] = small.grids;
    const split = [`${first?.area}003`, `${first?.area}004`].map((code) => ({ ...first!, code }));
    const successors = [{ grid: first!.code, to: split[0]!.code }];
    const parts = differencesOf(small, { ...small, successors, grids: [...grids, ...split] });
    expect(parts).toContainEqual({ part: 'successors', about: first?.code, other: split[0]?.code });
    expect(parts).toContainEqual({ part: 'grids', about: 'gone: 1', one: first?.code });
    expect(parts).toContainEqual({ part: 'grids', about: 'new: 2', other: split.map(({ code }) => code).join(', ') });
  });

  it('lists many entries of one side by their names alone', () => {
    const steps = Array.from({ length: 13 }, (_, n) => ({
      code: `s-${n}`,
      name: { zh: '步', en: 'Step' },
      by: 'holder',
    }));
    expect(differencesOf(small, { ...small, steps })).toEqual([
      { part: 'steps', about: 'only here: 13', other: steps.map(({ code }) => code).join(', ') },
    ]);
  });
});

describe('how two lists of staff differ', () => {
  const anna = { id: 'anna', name: '安娜', active: true, memberships: [{ unit: 'water', roles: ['member' as const] }] };
  const bob = { id: 'bob', name: '鲍勃', active: true, memberships: [{ unit: 'room', roles: ['head' as const] }] };
  const differences = (one: (typeof anna | typeof bob)[], other: (typeof anna | typeof bob)[]) =>
    staffDifferencesOf(postsOf({ staff: one }), postsOf({ staff: other }));

  it('is nothing for the same people in another order', () => {
    expect(differences([anna, bob], [bob, anna])).toEqual([]);
  });

  it('names the first posts where many are others', () => {
    const people = Array.from({ length: 1_000 }, (_, n) => ({ ...anna, id: `p-${n}` }));
    const [told] = differences([], people);
    expect(told).toEqual({
      part: 'staff',
      about: 'only here: 1000',
      other: expect.stringMatching(/^p-0 .*p-19 water, …$/),
    });
  });

  it('is who leaves a post, who takes one up, and who has other roles in it; ids, no names [partition 4]', () => {
    const moved = { ...bob, memberships: [{ unit: 'room', roles: ['head' as const, 'deputy' as const] }] };
    const carl = { ...anna, id: 'carl' };
    expect(differences([anna, bob], [{ ...anna, active: false }, moved as typeof bob, carl])).toEqual([
      { part: 'staff', about: 'bob room', one: 'head', other: 'head, deputy' },
      { part: 'staff', about: 'anna water', one: 'member' },
      { part: 'staff', about: 'carl water', other: 'member' },
    ]);
  });
});

import { officeDayMs } from '@gridwhistle/clocks';
import { sampleProfile } from '../test/sample.js';
import { Profile } from './profile.js';

const profile = new Profile(sampleProfile());
const [GRID, BRANCH, ROOM, DESK] = ['522730001001001', '522730001001-branch', '522730001-room', '522730001-desk-order'];

describe('the ladder', () => {
  it.each([
    [GRID, BRANCH, BRANCH],
    [BRANCH, ROOM, ROOM],
    [DESK, ROOM, ROOM],
    [ROOM, undefined, '522730-centre'],
    ['522730-water', undefined, '522730-centre'],
  ])('%s raises to %s and is verified by %s', (unit, above, verifier) => {
    expect(profile.unitAbove(unit)?.code).toBe(above);
    expect(profile.verifierOf(unit).code).toBe(verifier);
  });

  it('knows areas, their path, their units and who dispatches', () => {
    expect(profile.areaPath('522730001001').map(({ code }) => code)).toEqual(['522730001001', '522730001', '522730']);
    expect(profile.parentArea('522730001001')?.code).toBe('522730001');
    expect(profile.parentArea('522730')).toBeUndefined();
    expect(profile.isWithin('522730001001', '522730')).toBe(true);
    expect(profile.isWithin('522730001001', '522730002')).toBe(false);
    expect(profile.unitsOf('522730').map(({ code }) => code)).toEqual([
      '522730-centre',
      '522730-water',
      '522730-water-east',
    ]);
    expect(profile.dispatchingUnit('522730001').code).toBe(ROOM);
    expect(profile.centre().code).toBe('522730-centre');
    expect(profile.tierOf(DESK)).toBe('township');
  });

  it('answers undefined to codes from outside and throws where another look-up depends on them', () => {
    expect([profile.area('x'), profile.unit('x'), profile.grid('x'), profile.category('x'), profile.plan('x')]).toEqual(
      Array(5).fill(undefined),
    );
    expect(() => profile.dispatchingUnit('x')).toThrow(expect.objectContaining({ code: 'area.unknown' }));
    expect(() => profile.verifierOf('x')).toThrow(expect.objectContaining({ code: 'unit.unknown' }));
    expect(() => profile.limitFor('x', undefined, 'normal')).toThrow(
      expect.objectContaining({ code: 'category.unknown' }),
    );
  });
});

describe('a re-partition', () => {
  const [first, second, third] = ['522730001001091', '522730001001092', '522730001001093'];
  const successors = [
    { grid: first, to: second },
    { grid: second, to: GRID },
    { grid: third, to: GRID },
    { unit: third, to: BRANCH },
  ];
  const after = new Profile({ ...sampleProfile(), successors });

  it('leaves what is there as it is, and follows what is gone to whoever took over', () => {
    expect([GRID, first, second, third].map((code) => after.gridNow(code)?.code)).toEqual(Array(4).fill(GRID));
    expect(after.gridNow('522730001001099')).toBeUndefined();
  });

  it('sends the orders of a grid the way of the grid, where nothing else is said of its unit', () => {
    expect([BRANCH, first, third].map((code) => after.unitNow(code)?.code)).toEqual([BRANCH, GRID, BRANCH]);
    expect(after.unitNow('gone')).toBeUndefined();
  });
});

describe('a route', () => {
  const at = new Date('2026-03-02T10:00+08:00');
  const matter = { category: '0102', severity: 'normal', channel: 'resident', grid: GRID, at } as const;

  it.each([
    [matter, 'default-grid', GRID, 'grid'],
    [{ ...matter, severity: 'emergency' }, 'emergency', ROOM, 'township'],
    [{ ...matter, channel: 'hotline' }, 'hotline', undefined, undefined],
  ] as const)('says where a matter goes and by which rule', (input, rule, unit, grade) => {
    expect(profile.route(input)).toMatchObject({ rule, unit, grade });
  });

  it('tells lower tiers of an emergency, and names who decides when nobody gets it yet', () => {
    expect(profile.route({ ...matter, severity: 'emergency' }).inform).toEqual([GRID]);
    expect(profile.route({ ...matter, channel: 'hotline' }).waitsFor).toBe('522730-centre');
  });

  it('leaves what has no grid or no category to the dispatching unit', () => {
    const { category: _category, grid: _grid, ...bare } = matter;
    expect(profile.route(bare)).toMatchObject({ rule: 'no-grid', unit: undefined, waitsFor: '522730-centre' });
    expect(profile.route({ ...bare, area: '522730001' })).toMatchObject({ rule: 'no-grid', waitsFor: ROOM });
    expect(profile.route({ ...bare, grid: GRID })).toMatchObject({ rule: 'no-category', waitsFor: BRANCH });
  });
});

describe('limits', () => {
  it('hang on the filing condition, then on the severity, then on the profile', () => {
    const limits = (condition: string | undefined, severity: 'normal' | 'emergency') =>
      profile.limitFor('0102', condition, severity).limits.map(({ limit }) => `${limit.amount} ${limit.unit}`);
    expect(limits('slow', 'normal')).toEqual(['2 work-day']);
    expect(limits('illegal', 'normal')).toEqual(['4 work-hour', '7 natural-day']);
    expect(limits(undefined, 'emergency')).toEqual(['2 emergency-hour']);
    const bare = new Profile({ ...sampleProfile(), standards: [] });
    expect(bare.limitFor('0102', undefined, 'normal')).toMatchObject({ condition: undefined, severity: 'normal' });
    expect(() => limits('frozen', 'normal')).toThrow(expect.objectContaining({ code: 'condition.unknown' }));
  });

  it('of stages and whistles come with their rungs', () => {
    expect(profile.stageClock('accept').limit).toEqual({ amount: 2, unit: 'work-hour' });
    expect(profile.stageClock('accept', 'emergency').limit).toEqual({ amount: 0.5, unit: 'emergency-hour' });
    expect(profile.stageClock('handling').limit).toBeUndefined();
    expect(profile.stageClock('handling').rungs.map(({ name }) => name)).toEqual(['amber', 'due', 'overdue']);
    expect(profile.stageClock('dispatch')).toEqual({ limit: undefined, rungs: [{ name: 'due', share: 1 }] });
    const whistle = profile.whistleKind('difficult-problem');
    expect(whistle?.reportIn.limit).toEqual({ amount: 1, unit: 'work-day' });
    expect(whistle?.approval.rungs.map(({ name }) => name)).toEqual(['due']);
    expect(whistle?.reportIn.rungs.map(({ name }) => name)).toEqual(['amber', 'due']);
    expect(profile.escalationsOn('order.due')).toEqual([{ on: 'order.due', act: 'remind' }]);
    expect(officeDayMs(profile.calendar)).toBe(8 * 3_600_000);
  });
});

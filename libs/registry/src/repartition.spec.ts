import { sampleProfile } from '../test/sample.js';
import type { ProfileDocument } from './document.js';
import { Profile } from './profile.js';
import { heirsOf, repartitionOf } from './repartition.js';

const before = sampleProfile();
const NOTHING = {
  ...{ areas: [], grids: [], units: [], categories: [], limits: [], clocks: [] },
  ...{ windows: [], whistles: [], channels: [], calendars: [], posts: [] },
};
const [GRID, OTHER_GRID, BRANCH] = ['522730001001001', '522730001001002', '522730001001-branch'];
const without = (...codes: string[]): ProfileDocument => ({
  ...before,
  grids: before.grids.filter(({ code }) => !codes.includes(code)),
  units: before.units.filter(({ code }) => !codes.includes(code)),
});

describe('what the next profile ends or says otherwise', () => {
  it('is nothing for the same profile, nor for more of everything', () => {
    expect(repartitionOf(before, sampleProfile())).toEqual(NOTHING);
    expect(repartitionOf(without(GRID), before)).toEqual(NOTHING);
  });

  it('is the grids and units that are gone', () => {
    expect(repartitionOf(before, without(GRID))).toEqual({ ...NOTHING, grids: [GRID], units: [GRID] });
  });

  it('is the categories that are gone, and those whose limits change', () => {
    const other = { ...before.categories[0]!, code: '0103' };
    const more = { ...before, categories: [...before.categories, other] };
    expect(repartitionOf(more, before)).toEqual({ ...NOTHING, categories: ['0103'] });
    const fallbackLimits = { ...before.fallbackLimits, normal: '3 work-day' };
    expect(repartitionOf(more, { ...more, fallbackLimits })).toEqual({ ...NOTHING, limits: ['0103'] });
    const standards = before.standards.map((standard) => ({ ...standard, stages: [{ limit: '1 emergency-hour' }] }));
    expect(repartitionOf(more, { ...more, standards })).toEqual({ ...NOTHING, limits: ['0102'] });
  });

  it('is the kinds of clocks whose limits change', () => {
    const clocks = before.clocks.map((clock) => (clock.kind === 'accept' ? { ...clock, limit: '3 work-hour' } : clock));
    expect(repartitionOf(before, { ...before, clocks })).toEqual({ ...NOTHING, clocks: ['accept'] });
  });

  it('is the return window, when it is another [partition 4]', () => {
    const after = { ...before, returnWindow: '1 work-hour' };
    expect(repartitionOf(before, after)).toEqual({ ...NOTHING, windows: ['return'] });
  });

  it('is the working time, when its hours or its days are others [partition 5]', () => {
    const calendar = { ...before.calendar, officeHours: [{ from: '15:00', to: '17:00' }] };
    expect(repartitionOf(before, { ...before, calendar }).calendars).toMatchObject([
      { officeHours: calendar.officeHours },
    ]);
    const notices = [{ year: 2027, published: '2026-11-04', breaks: [] }];
    const announced = repartitionOf(before, { ...before, holidayNotices: notices }).calendars;
    expect(announced).toMatchObject([{ announcedYears: expect.arrayContaining([2027]) as number[] }]);
  });

  it('is the kinds of whistles and the channels that are gone, or that only look the same by their code [partition 4]', () => {
    const { whistles, directiveChannels = [] } = before;
    const [whistle, channel] = [whistles[0]!, directiveChannels[0]!];
    const told = { ...NOTHING, whistles: [whistle.code], channels: [channel.code] };
    expect(repartitionOf(before, { ...before, whistles: [], directiveChannels: [] })).toEqual(told);
    const rename = <T extends { name: object }>(rule: T): T => ({ ...rule, name: { zh: '新名', en: 'New name' } });
    const named = { ...before, whistles: whistles.map(rename), directiveChannels: directiveChannels.map(rename) };
    expect(repartitionOf(before, named)).toEqual(NOTHING);
    const changed = {
      ...before,
      whistles: [{ ...whistle, reportInLimit: '9 work-hour' }, ...whistles.slice(1)],
      directiveChannels: [{ ...channel, signLimit: '9 work-hour' }, ...directiveChannels.slice(1)],
    };
    expect(repartitionOf(before, changed)).toEqual(told);
  });
});

describe('who takes over from a unit', () => {
  const heir = (document: ProfileDocument, unit: string) => heirsOf(before, new Profile(document))(unit)?.code;

  it('is the unit itself while it is there, its successor, else the nearest unit above it', () => {
    expect(heir(before, GRID)).toBe(GRID);
    expect(heir({ ...without(GRID), successors: [{ grid: GRID, to: OTHER_GRID }] }, GRID)).toBe(OTHER_GRID);
    expect(heir(without(GRID), GRID)).toBe(BRANCH);
    expect(heir(without(GRID, BRANCH), GRID)).toBe('522730001-room');
    expect(heir(before, 'stranger')).toBeUndefined();
  });
});

import { sampleProfile } from '../test/sample.js';
import type { Route, RouteCondition } from './document/routes.js';
import { Profile } from './profile.js';
import type { RouteInput } from './routing.js';

const [GRID, OTHER_GRID, ROOM] = ['522730001001001', '522730001001002', '522730001-room'];
const name = (text: string) => ({ zh: text, en: text });
const at = (local: string) => new Date(`${local}+08:00`);
const MONDAY = at('2026-03-02T10:00');
const matter: RouteInput = { category: '0102', severity: 'normal', channel: 'resident', grid: GRID, at: MONDAY };

/** The sample, office hours 09:00 to 17:00, with one route before all others. */
function withRoute(when: RouteCondition, more: Partial<Route> = {}): Profile {
  const sample = sampleProfile();
  const first: Route = { id: 'first', why: name('first'), when, grade: 'township', ...more };
  return new Profile({ ...sample, routes: [first, ...sample.routes] });
}

const takes = (when: RouteCondition, input: Partial<RouteInput>): boolean =>
  withRoute(when).route({ ...matter, ...input }).rule === 'first';

describe('a route', () => {
  it.each([
    [[GRID], true],
    [[OTHER_GRID, GRID], true],
    [['522730001'], true],
    [[OTHER_GRID], false],
    [['522730002'], false],
  ])('takes what lies in one of its areas or grids: %j, %s', (areas, expected) => {
    expect(takes({ areas }, {})).toBe(expected);
  });

  it('may name a person of its unit [routing 5]', () => {
    expect(withRoute({}, { person: 'p-1' }).route(matter)).toMatchObject({ unit: ROOM, person: 'p-1' });
  });

  it('leads to every unit of its grade in its areas', () => {
    const units = (when: RouteCondition, grade: Route['grade']): string[] => {
      const profile = withRoute(when, { grade });
      return profile.unitsOfRoute(profile.document.routes[0] as Route).map(({ code }) => code);
    };
    expect(units({}, 'township')).toEqual([ROOM, '522730002-room']);
    expect(units({ areas: ['522730001001'] }, 'grid')).toEqual([GRID, OTHER_GRID]);
    expect(units({ areas: [OTHER_GRID] }, 'grid')).toEqual([OTHER_GRID]);
    expect(units({ areas: [OTHER_GRID] }, 'township')).toEqual([ROOM]);
  });
});

describe('a route with words', () => {
  it.each([
    [['burst'], true],
    [['flood'], true],
    [['other', 'burst'], true],
    [['gone'], false],
    [[], false],
    [undefined, false],
  ])('takes what fell under one of its lists when it was reported: %j, %s [routing 4]', (wordLists, expected) => {
    expect(takes({ words: ['burst', 'flood'] }, { wordLists })).toBe(expected);
  });
});

describe('a route with a time', () => {
  it.each([
    [{ hours: { from: '18:00', to: '08:00' } }, '2026-03-02T18:00', true],
    [{ hours: { from: '18:00', to: '08:00' } }, '2026-03-03T07:59', true],
    [{ hours: { from: '18:00', to: '08:00' } }, '2026-03-03T08:00', false],
    [{ workingDay: true }, '2026-03-02T23:00', true],
    [{ workingDay: true }, '2026-02-28T10:00', true],
    [{ workingDay: false }, '2026-03-01T10:00', true],
    [{ workingDay: false }, '2026-10-01T10:00', true],
    [{ workingDay: false }, '2026-03-02T10:00', false],
    [{ officeHours: true }, '2026-03-02T09:00', true],
    [{ officeHours: true }, '2026-03-02T17:00', false],
    [{ officeHours: false }, '2026-03-02T17:00', true],
    [{ officeHours: false }, '2026-03-01T10:00', true],
    [{ officeHours: false, workingDay: true }, '2026-03-01T10:00', false],
  ] as const)('%j takes what comes at %s: %s [routing 1]', (when, time, expected) => {
    expect(takes(when, { at: at(time) })).toBe(expected);
  });

  it('lets what comes at another time go on to the next one', () => {
    expect(withRoute({ officeHours: false }).route(matter)).toMatchObject({ rule: 'default-grid', unit: GRID });
    const late = { ...matter, at: at('2026-03-02T20:00') };
    expect(withRoute({ officeHours: false }).route(late)).toMatchObject({ rule: 'first', unit: ROOM });
    expect(withRoute({ officeHours: false }).route({ ...late, grid: OTHER_GRID })).toMatchObject({ unit: ROOM });
  });
});

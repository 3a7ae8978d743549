import { CENTRE, COUNTY } from '@gridwhistle/testing/small-district';
import { sampleProfile } from '../test/sample.js';
import type { ProfileDocument } from './document.js';
import type { Route, RouteCondition } from './document/routes.js';
import { validateProfile } from './validate.js';
import { profileWarnings, routeWarnings } from './warnings.js';

const [OTHER_TOWNSHIP, EMPTY] = ['522730002', '522730003'];
const name = (text: string) => ({ zh: text, en: text });
const routeOf = (id: string, when: RouteCondition): Route => ({ id, why: name(id), when, grade: 'township' });

/** The sample with lists of words, a township without grids, one more category and these routes first. */
function district(...conditions: RouteCondition[]): ProfileDocument {
  const sample = sampleProfile();
  const [category] = sample.categories;
  return {
    ...sample,
    areas: [
      ...sample.areas,
      { code: EMPTY, name: name('Lake'), level: 'township', parent: COUNTY, dispatchingUnit: CENTRE },
    ],
    majors: [...sample.majors, { code: '02', name: name('Roads') }],
    categories: [...sample.categories, { ...(category as ProfileDocument['categories'][number]), code: '0103' }],
    wordLists: [
      { code: 'burst', words: ['爆管'] },
      { code: 'flood', words: ['积水'] },
    ],
    routes: [...conditions.map((when, n) => routeOf(`r-${n}`, when)), ...sample.routes],
  };
}

/** Fields and words of the warnings about these routes. */
function warned(...conditions: RouteCondition[]): string[] {
  const document = district(...conditions);
  expect(validateProfile(document)).toEqual([]);
  const own = new RegExp(`^routes\\.[0-${conditions.length - 1}]\\.`);
  const warnings = routeWarnings(document).filter(({ field }) => own.test(field ?? ''));
  expect(warnings.every(({ code }) => code === 'route.never-matches')).toBe(true);
  return warnings.map(({ field, message }) => `${field} ${message}`);
}

describe('a route that can never match is warned of [routing 7]', () => {
  it.each<[string, RouteCondition, string]>([
    [
      'no hours',
      { hours: { from: '12:00', to: '12:00' } },
      'routes.0.when r-0: no moment lies in these hours and days',
    ],
    ['office hours on days off', { workingDay: false, officeHours: true }, 'routes.0.when r-0: no moment'],
    [
      'office hours at night',
      { officeHours: true, hours: { from: '20:00', to: '06:00' } },
      'routes.0.when r-0: no moment',
    ],
    ['a class without categories', { categories: ['02'] }, 'routes.0.when.categories r-0: no category'],
    ['an area without grids', { areas: [EMPTY] }, 'routes.0.when.areas r-0: no grid lies there'],
    ['hard cases of residents', { channels: ['resident'], hardCase: true }, 'routes.0.when r-0: no channel'],
    ['other cases where the hotline sends hard ones', { channels: ['hotline'], hardCase: false }, 'routes.0.when r-0'],
  ])('%s', (_what, when, warning) => {
    expect(warned(when)).toEqual([expect.stringContaining(warning)]);
  });

  it.each<[string, RouteCondition, RouteCondition]>([
    ['the same again', { channels: ['chat'] }, { channels: ['chat'] }],
    ['fewer categories', { categories: ['01'] }, { categories: ['0102'] }],
    ['all categories one by one', { categories: ['0102', '0103'] }, { severities: ['normal'] }],
    ['an area in another', { areas: ['522730001'] }, { areas: ['522730001001'] }],
    ['a grid of an area', { areas: ['522730001001'] }, { areas: ['522730001001002'] }],
    ['the whole district', { areas: ['522730'], severities: ['normal'] }, { severities: ['normal'] }],
    ['one list of two', { words: ['burst', 'flood'] }, { words: ['flood'] }],
    ['office hours on working days', { workingDay: true }, { officeHours: true }],
    ['an hour of the night', { hours: { from: '18:00', to: '08:00' } }, { hours: { from: '23:00', to: '01:00' } }],
    ['weekends after hours', { officeHours: false }, { workingDay: false }],
    ['hard cases of the hotline', { channels: ['hotline'] }, { hardCase: true }],
    ['more parts', { categories: ['01'] }, { categories: ['01'], channels: ['resident'], words: ['burst'] }],
  ])('since an earlier one takes all of it: %s', (_what, earlier, later) => {
    expect(warned(earlier, later)).toEqual(['routes.1.when r-1: r-0 before it takes all that it would']);
  });

  it.each<[string, RouteCondition, RouteCondition]>([
    ['more categories', { categories: ['0102'] }, { categories: ['01'] }],
    ['another area', { areas: ['522730001'] }, { areas: [OTHER_TOWNSHIP] }],
    ['the area around', { areas: ['522730001001001'] }, { areas: ['522730001'] }],
    ['what falls under no list', { words: ['burst', 'flood'] }, { severities: ['normal'] }],
    ['office hours', { hours: { from: '09:00', to: '16:00' } }, { officeHours: true }],
    ['days off', { workingDay: true }, { hours: { from: '09:00', to: '16:00' } }],
    ['emergencies', { severities: ['normal'] }, { severities: ['normal', 'emergency'] }],
    [
      'what crosses',
      { categories: ['0102'], channels: ['resident'] },
      { categories: ['0102'], severities: ['normal'] },
    ],
  ])('but not where something is left to it: %s', (_what, earlier, later) => {
    expect(warned(earlier, later)).toEqual([]);
  });

  it('and nothing is said of a profile whose routes all can', () => {
    expect(routeWarnings(sampleProfile())).toEqual([]);
  });
});

describe('a profile without a council', () => {
  it('is warned that no matter can be shared there', () => {
    const sample = sampleProfile();
    expect(profileWarnings(sample).map(({ field, code }) => `${field} ${code}`)).toEqual(['units council.none']);
    const council = { code: '522730-council', name: name('Council'), area: COUNTY, parent: CENTRE };
    const units = [...sample.units, { ...council, kind: 'council' as const, tier: 'district' as const }];
    expect(profileWarnings({ ...sample, units })).toEqual([]);
  });
});

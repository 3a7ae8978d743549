import type { ProfileDocument } from '@gridwhistle/registry';

const name = (en: string) => ({ zh: en, en });
type Unit = ProfileDocument['units'][number];

export const GRID = '522730001001001';
export const OTHER_GRID = '522730001001002';
export const BRANCH = '522730001001-branch';
export const ROOM = '522730001-room';
export const CENTRE = '522730-centre';
export const WATER = '522730-water';
/** A place in GRID, and one outside the district. */
export const HERE: [number, number] = [106.95, 26.45];
export const ABROAD: [number, number] = [10, 50];

const unit = (code: string, kind: Unit['kind'], tier: Unit['tier'], area: string, parent?: string): Unit => ({
  code,
  name: name(code),
  kind,
  tier,
  area,
  ...(parent === undefined ? {} : { parent }),
});

/** A district of one township, one village and two grids; enough for everything that intake asks of a profile. */
export const district: ProfileDocument = {
  format: 1,
  district: { code: '522730', name: name('County'), notes: [] },
  areas: [
    { code: '522730', name: name('County'), level: 'county', dispatchingUnit: CENTRE },
    { code: '522730001', name: name('Township'), level: 'township', parent: '522730', dispatchingUnit: ROOM },
    { code: '522730001001', name: name('Village'), level: 'village', parent: '522730001', dispatchingUnit: BRANCH },
  ],
  grids: [
    { code: GRID, name: name('Grid 1'), area: '522730001001', box: [106.9, 26.4, 107, 26.5] },
    { code: OTHER_GRID, name: name('Grid 2'), area: '522730001001', box: [107, 26.4, 107.1, 26.5] },
  ],
  units: [
    unit(CENTRE, 'centre', 'district', '522730'),
    unit(WATER, 'department', 'district', '522730', CENTRE),
    unit(ROOM, 'office', 'township', '522730001', CENTRE),
    unit(BRANCH, 'office', 'village', '522730001001', ROOM),
    unit(GRID, 'grid', 'grid', '522730001001', BRANCH),
    unit(OTHER_GRID, 'grid', 'grid', '522730001001', BRANCH),
  ],
  majors: [{ code: '01', name: name('Utilities') }],
  categories: [{ code: '0102', name: name('Leaking main'), department: WATER }],
  standards: [
    {
      category: '0102',
      condition: 'leaking',
      name: name('Leaking'),
      severity: 'normal',
      stages: [{ limit: '2 work-day' }],
      closing: name('Repaired'),
    },
  ],
  fallbackLimits: { normal: '5 work-day', emergency: '4 emergency-hour' },
  routes: [{ id: 'default-grid', why: name('The grid'), when: {}, grade: 'grid' }],
  clocks: [{ kind: 'accept', limit: '2 work-hour', amber: 0.75 }],
  escalations: [],
  whistles: [],
  ratingWindow: '7 natural-day',
  returnWindow: '4 work-hour',
  calendar: { officeHours: [{ from: '09:00', to: '17:00' }], holidays: 'state-council' },
  quietHours: { from: '22:00', to: '07:00' },
  plans: [],
  admissions: [],
  steps: [],
  similarCase: { metres: 50, hours: 24 },
  privacy: { reporterDays: 1095, photoDays: 365, revealPurposes: ['handle'] },
  proofRequired: { resolve: true, return: false },
  statisticalDayStart: '00:00',
};

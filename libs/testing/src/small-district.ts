import type { ProfileDocument } from '@gridwhistle/registry';

type Of<K extends 'areas' | 'grids' | 'units' | 'standards'> = ProfileDocument[K][number];
const name = (text: string) => ({ zh: text, en: text });

export const COUNTY = '522730';
export const CENTRE = '522730-centre';
export const ROOM = '522730001-room';
export const OTHER_ROOM = '522730002-room';
export const DESK = '522730001-desk-order';
export const BRANCH = '522730001001-branch';
export const GRID = '522730001001001';
export const OTHER_GRID = '522730001001002';
export const WATER = '522730-water';
export const URBAN = '522730-urban-mgmt';
export const HOUSING = '522730-housing';
export const CATEGORY = '0102';
export const DUTY = 'patrol';
/** A branch of the water department. */
export const WATER_EAST = '522730-water-east';

/** A county of two townships with one village each, three grids and three departments. Office hours 09:00–17:00. */
export function smallDistrict(): ProfileDocument {
  return {
    format: 1,
    district: { code: COUNTY, name: name('County'), notes: [] },
    areas: [
      { code: COUNTY, name: name('County'), level: 'county', dispatchingUnit: CENTRE },
      area('522730001', 'township', COUNTY, ROOM),
      area('522730002', 'township', COUNTY, OTHER_ROOM),
      area('522730001001', 'village', '522730001', BRANCH),
      area('522730002001', 'village', '522730002', '522730002001-branch'),
    ],
    grids: [grid(GRID, [0, 0, 1, 1]), grid(OTHER_GRID, [1, 0, 2, 1]), grid('522730002001001', [0, 1, 2, 2])],
    units: [
      unit(CENTRE, 'centre', 'district', COUNTY),
      ...[WATER, URBAN, HOUSING].map((code) => unit(code, 'department', 'district', COUNTY, CENTRE)),
      unit(ROOM, 'office', 'township', '522730001', CENTRE),
      unit(OTHER_ROOM, 'office', 'township', '522730002', CENTRE),
      unit(DESK, 'desk', 'township', '522730001', ROOM),
      unit(BRANCH, 'office', 'village', '522730001001', ROOM),
      unit('522730002001-branch', 'office', 'village', '522730002001', OTHER_ROOM),
      unit(GRID, 'grid', 'grid', '522730001001', BRANCH),
      unit(OTHER_GRID, 'grid', 'grid', '522730001001', BRANCH),
      unit('522730002001001', 'grid', 'grid', '522730002001', '522730002001-branch'),
      unit(WATER_EAST, 'department', 'district', COUNTY, WATER),
    ],
    majors: [{ code: '01', name: name('Utilities') }],
    categories: [{ code: CATEGORY, name: name('Leaking main'), department: WATER }],
    standards: [standard('slow', 'normal', ['2 work-day']), standard('burst', 'emergency', ['2 emergency-hour'])],
    fallbackLimits: { normal: '5 work-day', emergency: '4 emergency-hour' },
    routes: [
      { id: 'emergency', why: name('Urgent'), when: { severities: ['emergency'] }, grade: 'township' },
      { id: 'default-grid', why: name('Grid'), when: {}, grade: 'grid' },
    ],
    clocks: [
      {
        kind: 'accept',
        limit: '2 work-hour',
        emergencyLimit: '0.5 emergency-hour',
        amber: 0.75,
        overdueAfter: '2 work-hour',
      },
      { kind: 'handling', amber: 0.75, overdueAfter: '1 work-day' },
      {
        kind: 'verification',
        limit: '1 work-day',
        emergencyLimit: '2 emergency-hour',
        amber: 0.75,
        overdueAfter: '1 work-day',
      },
      { kind: 'call-back', limit: '1 work-day' },
    ],
    escalations: [],
    whistles: [
      {
        code: 'difficult-problem',
        name: name('Difficult'),
        nature: 'problem',
        askers: ['township'],
        approvers: ['principal'],
        approvalLimit: '4 work-hour',
        reportInLimit: '1 work-day',
        amber: 0.5,
      },
    ],
    directiveChannels: [
      {
        code: 'flood',
        name: name('Floods'),
        issuers: [CENTRE, WATER],
        beside: true,
        signLimit: '1 emergency-hour',
        reportLimit: '4 emergency-hour',
        amber: 0.5,
      },
    ],
    ratingWindow: '7 natural-day',
    returnWindow: '4 work-hour',
    extensions: { most: 2, twoSteps: false },
    calendar: { officeHours: [{ from: '09:00', to: '17:00' }], holidays: 'state-council' },
    quietHours: { from: '22:00', to: '07:00' },
    plans: [
      {
        code: 'monthly',
        name: name('Monthly'),
        period: 'month',
        subjects: ['department'],
        indicators: [
          {
            code: 'on-time',
            name: name('On time'),
            weight: 100,
            numerator: { facts: 'order', where: { resolvedOnTime: true } },
            denominator: { facts: 'order' },
            better: 'high',
          },
        ],
        thresholds: [{ code: 'all', name: name('All'), from: 0 }],
        proposalCap: 5,
      },
    ],
    admissions: [{ code: DUTY, name: name('Patrols'), tiers: ['grid'] }],
    steps: [],
    similarCase: { metres: 50, hours: 24 },
    privacy: { reporterDays: 1095, photoDays: 365, revealPurposes: ['handle'] },
    proofRequired: { resolve: true, return: false },
    statisticalDayStart: '00:00',
  };
}

const area = (code: string, level: string, parent: string, dispatchingUnit: string): Of<'areas'> => ({
  code,
  name: name(code),
  level,
  parent,
  dispatchingUnit,
});

const grid = (code: string, box: [number, number, number, number]): Of<'grids'> => ({
  code,
  name: name(code),
  area: code.slice(0, 12),
  box,
});

function unit(
  code: string,
  kind: Of<'units'>['kind'],
  tier: Of<'units'>['tier'],
  at: string,
  parent?: string,
): Of<'units'> {
  return { code, name: name(code), kind, tier, area: at, ...(parent === undefined ? {} : { parent }) };
}

const standard = (condition: string, severity: 'normal' | 'emergency', limits: string[]): Of<'standards'> => ({
  category: CATEGORY,
  condition,
  name: name(condition),
  severity,
  stages: limits.map((limit) => ({ limit })),
  closing: name('Fixed'),
});

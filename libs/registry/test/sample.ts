import type { ProfileDocument } from '../src/document.js';
import type { StaffDocument, StaffMember } from '../src/staff.js';

const name = (zh: string, en: string) => ({ zh, en });

/** The smallest district that has everything: two townships of one village each, three grids, one department. */
export function sampleProfile(): ProfileDocument {
  return {
    format: 1,
    district: { code: '110101', name: name('示例县', 'Sample County'), notes: [] },
    areas: [
      { code: '110101', name: name('示例县', 'Sample County'), level: 'county', dispatchingUnit: '110101-centre' },
      area('110101001', 'township', '110101', '110101001-room'),
      area('110101002', 'township', '110101', '110101002-room'),
      area('110101001001', 'village', '110101001', '110101001001-branch'),
      area('110101002001', 'village', '110101002', '110101002001-branch'),
    ],
    grids: [
      grid('110101001001001', [0, 0, 1, 1]),
      grid('110101001001002', [1, 0, 2, 1]),
      grid('110101002001001', [0, 1, 2, 2]),
    ],
    units: [
      unit('110101-centre', 'centre', 'district', '110101'),
      unit('110101-water', 'department', 'district', '110101', '110101-centre'),
      unit('110101001-room', 'office', 'township', '110101001', '110101-centre'),
      unit('110101002-room', 'office', 'township', '110101002', '110101-centre'),
      unit('110101001-desk-order', 'desk', 'township', '110101001', '110101001-room'),
      unit('110101001001-branch', 'office', 'village', '110101001001', '110101001-room'),
      unit('110101002001-branch', 'office', 'village', '110101002001', '110101002-room'),
      unit('110101001001001', 'grid', 'grid', '110101001001', '110101001001-branch'),
      unit('110101001001002', 'grid', 'grid', '110101001001', '110101001001-branch'),
      unit('110101002001001', 'grid', 'grid', '110101002001', '110101002001-branch'),
    ],
    majors: [{ code: '01', name: name('公用设施', 'Utilities') }],
    categories: [{ code: '0102', name: name('管道漏水', 'Leaking main'), department: '110101-water' }],
    standards: [
      standard('slow', 'normal', ['2 work-day']),
      standard('burst', 'emergency', ['2 emergency-hour']),
      standard('illegal', 'normal', ['4 work-hour', '7 natural-day']),
    ],
    fallbackLimits: { normal: '5 work-day', emergency: '4 emergency-hour' },
    routes: [
      { id: 'hotline', why: name('研判', 'Decide'), when: { channels: ['hotline'] }, waitsFor: '110101-centre' },
      {
        id: 'emergency',
        why: name('急事', 'Urgent'),
        when: { severities: ['emergency'] },
        grade: 'township',
        inform: ['grid'],
      },
      { id: 'default-grid', why: name('网格', 'Grid'), when: {}, grade: 'grid' },
    ],
    clocks: [
      { kind: 'accept', limit: '2 work-hour', emergencyLimit: '0.5 emergency-hour', amber: 0.75 },
      { kind: 'handling', amber: 0.75, overdueAfter: '1 work-day' },
    ],
    escalations: [{ on: 'order.due', act: 'remind' }],
    whistles: [
      {
        code: 'difficult-problem',
        name: name('疑难', 'Difficult'),
        askers: ['township'],
        approvers: ['principal'],
        approvalLimit: '4 work-hour',
        reportInLimit: '1 work-day',
        amber: 0.5,
      },
    ],
    ratingWindow: '7 natural-day',
    returnWindow: '4 work-hour',
    calendar: { officeHours: [{ from: '09:00', to: '17:00' }], holidays: 'state-council' },
    quietHours: { from: '22:00', to: '07:00' },
    plans: [
      {
        code: 'monthly',
        name: name('月度', 'Monthly'),
        period: 'month',
        subjects: ['department'],
        indicators: [
          {
            code: 'on-time',
            name: name('按时', 'On time'),
            weight: 100,
            numerator: { facts: 'order', where: { resolvedOnTime: true } },
            denominator: { facts: 'order' },
            better: 'high',
          },
        ],
        thresholds: [{ code: 'all', name: name('全部', 'All'), from: 0 }],
        proposalCap: 5,
      },
    ],
    admissions: [{ code: 'safety', name: name('安全', 'Safety'), tiers: ['grid'] }],
    steps: [{ code: 'take', name: name('接单', 'Take'), act: 'order.accept', by: 'holder' }],
    similarCase: { metres: 50, hours: 24 },
    privacy: { reporterDays: 1095, photoDays: 365, revealPurposes: ['handle'] },
    proofRequired: { resolve: true, return: false },
    statisticalDayStart: '00:00',
  };
}

/** One active person in every unit of the sample; the rooms' are principals. */
export function sampleStaff(): StaffDocument {
  return { staff: sampleProfile().units.map(({ code }, index) => onlyMember(code, `p-${index}`)) };
}

function onlyMember(unit: string, id: string): StaffMember {
  const roles: StaffMember['memberships'][number]['roles'] = unit.endsWith('-room') ? ['principal'] : ['member'];
  return { id, name: `某${id}`, memberships: [{ unit, roles }], active: true };
}

type Of<K extends 'areas' | 'grids' | 'units' | 'standards'> = ProfileDocument[K][number];

const area = (code: string, level: string, parent: string, dispatchingUnit: string): Of<'areas'> => ({
  code,
  name: name(code, code),
  level,
  parent,
  dispatchingUnit,
});

const grid = (code: string, box: [number, number, number, number]): Of<'grids'> => ({
  code,
  name: name(code, code),
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
  return { code, name: name(code, code), kind, tier, area: at, ...(parent === undefined ? {} : { parent }) };
}

const standard = (condition: string, severity: 'normal' | 'emergency', limits: string[]): Of<'standards'> => ({
  category: '0102',
  condition,
  name: name(condition, condition),
  severity,
  stages: limits.map((limit) => ({ limit })),
  closing: name('恢复', 'Fixed'),
});

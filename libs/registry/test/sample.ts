import { CENTRE, HOUSING, smallDistrict, URBAN } from '@gridwhistle/testing/small-district';
import type { ProfileDocument } from '../src/document.js';
import type { StaffDocument, StaffMember } from '../src/staff.js';

const name = (zh: string, en: string) => ({ zh, en });

/** The small district with one department and everything that a profile can say. */
export function sampleProfile(): ProfileDocument {
  const small = smallDistrict();
  return {
    ...small,
    units: small.units.filter(({ code }) => code !== URBAN && code !== HOUSING),
    standards: [...small.standards, ...small.standards.slice(0, 1).map(inStages)],
    routes: [
      { id: 'hotline', why: name('研判', 'Decide'), when: { channels: ['hotline'] }, waitsFor: CENTRE },
      ...small.routes.map((route) => (route.id === 'emergency' ? { ...route, inform: ['grid' as const] } : route)),
    ],
    escalations: [{ on: 'order.due', act: 'remind' }],
    admissions: [{ code: 'safety', name: name('安全', 'Safety'), tiers: ['grid'] }],
    steps: [{ code: 'take', name: name('接单', 'Take'), act: 'order.accept', by: 'holder' }],
  };
}

const inStages = (standard: ProfileDocument['standards'][number]): ProfileDocument['standards'][number] => ({
  ...standard,
  condition: 'illegal',
  name: name('违建', 'Illegal'),
  stages: [{ limit: '4 work-hour' }, { limit: '7 natural-day' }],
});

/** One active person in every unit of the sample; the rooms' are principals. */
export function sampleStaff(): StaffDocument {
  return { staff: sampleProfile().units.map(({ code }, index) => onlyMember(code, `p-${index}`)) };
}

function onlyMember(unit: string, id: string): StaffMember {
  const roles: StaffMember['memberships'][number]['roles'] = unit.endsWith('-room') ? ['principal'] : ['member'];
  return { id, name: `某${id}`, memberships: [{ unit, roles }], active: true };
}

import { CENTRE, HOUSING, smallDistrict, URBAN } from '@gridwhistle/testing/small-district';
import type { ProfileDocument } from '../src/document.js';
import type { Simulation } from '../src/simulation.js';
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
    simulation: sampleSimulation(),
  };
}

/** People who all behave alike. */
export function sampleSimulation(): Simulation {
  const alike = (count: number): number[] => Array<number>(count).fill(1);
  const never = { share: 0, times: 1 };
  const tiers = (['grid', 'village', 'township', 'district'] as const).map((tier) => {
    return { tier, accepts: '1 work-hour', handles: '1 work-day', settles: 0.5, returns: 0, inHand: 10 };
  });
  return {
    arrivals: {
      hours: alike(24),
      weekdays: alike(7),
      months: alike(12),
      onTheSpot: 0.5,
      flood: { after: 0.5, days: 7, times: 25 },
    },
    tiers,
    spread: 0,
    delay: never,
    returns: { upheld: 0.5, rules: '1 work-hour' },
    verifies: '2 work-hour',
    whistles: {
      approves: '1 work-hour',
      declined: 0,
      reportsIn: '1 work-hour',
      absent: never,
      handles: '1 work-day',
      stalled: 0,
    },
    rating: { share: 0.5, dissatisfied: 0.1, rates: '6 emergency-hour' },
    matters: { shared: 0, private: 0.1 },
    published: [{ figure: 'whistles', value: 964, of: 640_000, name: name('吹哨', 'Whistles') }],
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

import { readFileSync } from 'node:fs';
import type { Measure, Plan, ProfileDocument } from '@gridwhistle/registry';
import { smallDistrict } from '@gridwhistle/testing/small-district';

export const PLAN = 'departments-monthly';
export const TOWNSHIPS = 'townships-monthly';

const longli = JSON.parse(readFileSync(new URL('../../../profiles/longli/plan.json', import.meta.url), 'utf8')) as {
  plans: Plan[];
};

const name = (text: string) => ({ zh: text, en: text });
const due = { facts: 'ticket', where: { suspended: false } } as const;

/** Townships by what lies in them: tickets closed of those due, orders in time; a point for every claim. */
export const townships = (closing = 60): Plan => ({
  code: TOWNSHIPS,
  name: name('Townships'),
  period: 'month',
  subjects: ['office'],
  tiers: ['township'],
  indicators: [
    {
      code: 'closing',
      name: name('Closing'),
      weight: closing,
      numerator: { facts: 'ticket', where: { ...due.where, closed: true } },
      denominator: due,
      better: 'high',
    },
    {
      code: 'orders',
      name: name('Orders'),
      weight: 100 - closing,
      numerator: { facts: 'order', of: 'area', where: { resolvedOnTime: true } },
      denominator: { facts: 'order', of: 'area', where: { resolvedOnTime: [true, false] } },
      better: 'high',
    },
  ],
  adjustments: [
    {
      code: 'claims',
      name: name('Claims'),
      kind: 'bonus',
      measure: { facts: 'order', of: 'area', where: { origin: 'claim' } },
      each: 1,
      cap: 3,
    },
  ],
  thresholds: [{ code: 'all', name: name('All'), from: 0 }],
  proposalCap: 5,
});

export const STAFF = 'staff-monthly';
const own = (where: NonNullable<Measure['where']> = {}): Measure => ({ facts: 'order', of: 'person', where });

/** The grids' staff by what each forwarded: in time, and not sent back; a point off for every order done again. */
export const staffPlan = (): Plan => ({
  code: STAFF,
  name: name('Staff'),
  period: 'month',
  subjects: ['staff'],
  tiers: ['grid'],
  indicators: [
    {
      code: 'in-time',
      name: name('In time'),
      weight: 60,
      numerator: own({ resolvedOnTime: true }),
      denominator: own({ resolvedOnTime: [true, false] }),
      better: 'high',
    },
    {
      code: 'sent-back',
      name: name('Sent back'),
      weight: 40,
      numerator: own({ sentBack: true }),
      denominator: own(),
      better: 'low',
    },
  ],
  adjustments: [
    { code: 'redone', name: name('Redone'), kind: 'deduction', measure: own({ redone: true }), each: 1, cap: 3 },
  ],
  thresholds: [{ code: 'all', name: name('All'), from: 0 }],
  proposalCap: 0,
});

/** The small district, its departments assessed by the plan of Longli, its townships by one of their own. */
export const district = (townshipPlan = townships()): ProfileDocument => ({
  ...smallDistrict(),
  plans: [...longli.plans.filter(({ code }) => code === PLAN), townshipPlan],
});

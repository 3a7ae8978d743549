import { readFileSync } from 'node:fs';
import type { Plan, ProfileDocument } from '@gridwhistle/registry';
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

/** The small district, its departments assessed by the plan of Longli, its townships by one of their own. */
export const district = (townshipPlan = townships()): ProfileDocument => ({
  ...smallDistrict(),
  plans: [...longli.plans.filter(({ code }) => code === PLAN), townshipPlan],
});

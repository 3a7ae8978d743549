import { readFileSync } from 'node:fs';
import type { Plan, ProfileDocument } from '@gridwhistle/registry';
import { smallDistrict } from '@gridwhistle/testing/small-district';

export const PLAN = 'departments-monthly';

const longli = JSON.parse(readFileSync(new URL('../../../profiles/longli/plan.json', import.meta.url), 'utf8')) as {
  plans: Plan[];
};

/** The small district, its departments assessed by the plan of Longli. */
export const district = (): ProfileDocument => ({ ...smallDistrict(), plans: longli.plans });

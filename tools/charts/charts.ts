import { TIERS, type Tier } from '@gridwhistle/kernel';
import type { Figures } from './figures.js';
import type { Chart, Label } from './svg.js';

/** How a unit is called in the chart. */
export type NameOf = (unit: string) => string;

const TIER_NAMES: Readonly<Record<Tier, Label>> = {
  grid: { zh: '网格', en: 'grid' },
  village: { zh: '村（社区）', en: 'village' },
  township: { zh: '镇街', en: 'township' },
  county: { zh: '区县', en: 'county' },
  district: { zh: '部门和中心', en: 'district' },
};
const MOST_UNITS = 15;

/** The four charts of a district's figures. */
export const chartsOf = (figures: Figures, nameOf: NameOf): Chart[] => [
  loadPerHour(figures),
  ladderByTier(figures),
  missesByUnit(figures, nameOf),
  funnel(figures),
];

const loadPerHour = ({ hours, tickets }: Figures): Chart => ({
  name: 'load-per-hour',
  title: { zh: '各时段上报量', en: 'Matters reported, by hour of the day' },
  upright: true,
  rows: tickets === 0 ? [] : hours.map((count, hour) => ({ name: String(hour).padStart(2, '0'), parts: [count] })),
});

const ladderByTier = ({ tiers }: Figures): Chart => ({
  name: 'ladder-by-tier',
  title: { zh: '各层级办理与上报', en: 'Orders by tier: settled there, handed up, other' },
  legend: [
    { zh: '办结', en: 'settled' },
    { zh: '上报', en: 'raised' },
    { zh: '其他', en: 'other' },
  ],
  rows: TIERS.flatMap((tier) => {
    const step = tiers[tier];
    if (!step) return [];
    const { zh, en } = TIER_NAMES[tier];
    const other = step.orders - step.confirmed - step.raised;
    return [{ name: `${zh} ${en}`, parts: [step.confirmed, step.raised, other] }];
  }),
});

const missesByUnit = ({ units }: Figures, nameOf: NameOf): Chart => ({
  name: 'deadline-misses-by-unit',
  title: { zh: '超时工单最多的单位', en: 'Units with the most orders beyond their limit' },
  rows: Object.entries(units)
    .filter(([, { late }]) => late > 0)
    .sort(([a, { late: one }], [b, { late: other }]) => other - one || (a < b ? -1 : 1))
    .slice(0, MOST_UNITS)
    .map(([unit, { late }]) => ({ name: nameOf(unit), parts: [late] })),
});

const funnel = ({ tickets, assigned, resolved, closed }: Figures): Chart => ({
  name: 'funnel',
  title: { zh: '从上报到归档', en: 'From report to archive' },
  rows:
    tickets === 0
      ? []
      : [
          { name: '上报 reported', parts: [tickets] },
          { name: '派单 assigned', parts: [assigned] },
          { name: '办结 resolved', parts: [resolved] },
          { name: '归档 closed', parts: [closed] },
        ],
});

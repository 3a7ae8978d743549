import type { Figures, Load } from '../charts/figures.js';
import { table } from '../gw/src/output.js';

/** Where another profile makes a difference: what was late, what was whistled for, and how much units had to do. */
const ROWS: readonly [what: string, of: (figures: Figures) => number][] = [
  ['tickets', ({ tickets }) => tickets],
  ['tickets late', ({ late }) => late],
  ['orders late', ({ tiers }) => Object.values(tiers).reduce((all, step) => all + step.late, 0)],
  ['whistles', ({ whistles }) => whistles],
  ['whistles completed', ({ completed }) => completed],
  ['orders returned', ({ returns }) => returns],
  ['done again', ({ redone }) => redone],
  ['closed', ({ closed }) => closed],
];
const UNITS_SHOWN = 15;

/** The same seed under two profiles, side by side: sums, and the units that had the most to do under either. */
export function besideTable(asIs: Figures, whatIf: Figures): string[] {
  const sums = ROWS.map(([what, of]) => [what, ...both(of(asIs), of(whatIf))]);
  const units = [...new Set([...Object.keys(asIs.units), ...Object.keys(whatIf.units)])];
  const load = (figures: Figures, unit: string): Load => figures.units[unit] ?? { orders: 0, late: 0 };
  const most = (unit: string): number => Math.max(load(asIs, unit).orders, load(whatIf, unit).orders);
  const busiest = units.sort((a, b) => most(b) - most(a) || (a < b ? -1 : 1)).slice(0, UNITS_SHOWN);
  const rows = busiest.map((unit) => {
    const [before, after] = [load(asIs, unit), load(whatIf, unit)];
    return [unit, ...both(before.orders, after.orders), ...both(before.late, after.late)];
  });
  const orders = ['orders', 'orders what-if', 'change'];
  return [
    ...table(['what', 'as it is', 'what-if', 'change'], sums),
    '',
    ...table(['load of unit', ...orders, 'late', 'late what-if', 'change'], rows),
  ];
}

const both = (one: number, other: number): string[] => [String(one), String(other), signed(other - one)];
const signed = (change: number): string => (change > 0 ? `+${change}` : String(change));

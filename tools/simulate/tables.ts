import { TIERS } from '@gridwhistle/kernel';
import type { Simulation } from '@gridwhistle/registry';
import type { Figures } from '../charts/figures.js';
import { table } from '../gw/src/output.js';
import type { Check } from '../replay/checks.js';
import type { Tally } from './tally.js';

const percent = (share: number): string => `${Math.round(1000 * share) / 10} %`;

/** What people were made to do: everything that the profile's `simulation` says of them. */
export function behaviourTable(simulation: Simulation): string[] {
  const { arrivals, tiers, delay, spread, returns, verifies, whistles, rating, matters } = simulation;
  const { flood } = arrivals;
  const rows = tiers.map(({ tier, accepts, handles, settles, returns: back, inHand }) => {
    return [tier, accepts, handles, percent(settles), percent(back), String(inHand)];
  });
  return [
    ...table(['tier', 'accepts after', 'handles in', 'settles', 'returns', 'in hand each'], rows),
    `arrivals: ${percent(arrivals.onTheSpot)} settled on the spot; flood of ${flood.days} days, ${flood.times} times as much`,
    `  by hour ${arrivals.hours.join(' ')}; from Monday ${arrivals.weekdays.join(' ')}; from January ${arrivals.months.join(' ')}`,
    `times are medians, spread ${spread}; ${percent(delay.share)} of all acts take ${delay.times} times as long`,
    `returns: ${percent(returns.upheld)} upheld, ruled after ${returns.rules}; results verified after ${verifies}`,
    `whistles: approved after ${whistles.approves}, ${percent(whistles.declined)} declined; departments report in after ` +
      `${whistles.reportsIn}, ${percent(whistles.absent.share)} ${whistles.absent.times} times later; done in ${whistles.handles}; ${percent(whistles.stalled)} stall`,
    `ratings: ${percent(rating.share)} of residents after ${rating.rates}, ${percent(rating.dissatisfied)} of them not satisfied`,
    `matters: ${percent(matters.private)} private, ${percent(matters.shared)} shared, of those that are not settled on the spot`,
  ];
}

/** What the ledger has, beside what the runner was answered. */
function compared(figures: Figures, tally: Tally): [what: string, ledger: number, runner: number][] {
  const sums = TIERS.flatMap((tier): [string, number, number][] => {
    const step = figures.tiers[tier];
    const spot = tier === 'grid' ? tally.of('on the spot') : 0;
    return [
      [`confirmed, ${tier}`, step?.confirmed ?? 0, tally.of(`confirm ${tier}`) + spot],
      [`raised, ${tier}`, step?.raised ?? 0, tally.of(`raise ${tier}`)],
    ];
  });
  const returned = TIERS.reduce((all, tier) => all + tally.of(`return ${tier}`), 0);
  return [
    ['tickets', figures.tickets, tally.of('report')],
    ['settled on the spot', figures.onTheSpot, tally.of('on the spot')],
    ...sums.filter(([, ledger, runner]) => ledger + runner > 0),
    ['returned', figures.returns, returned],
    ['whistles approved', figures.whistles, tally.of('whistle')],
    ['to a council', figures.councils, tally.of('shared')],
    ['done again', figures.redone, tally.of('redo')],
  ];
}

export const comparison = (figures: Figures, tally: Tally): string[] =>
  table(
    ['what', 'ledger', 'runner'],
    compared(figures, tally).map(([what, ledger, runner]) => [what, String(ledger), String(runner)]),
  );

export function checkCounts(figures: Figures, tally: Tally): Check {
  const wrong = compared(figures, tally)
    .filter(([, ledger, runner]) => ledger !== runner)
    .map(([what, ledger, runner]) => `${what}: ${ledger} in the ledger, ${runner} here`);
  return { what: 'ledger and runner count the same', wrong };
}

/** What became of the matters, tier by tier. */
export function ledgerTable({ tiers }: Figures): string[] {
  const rows = TIERS.flatMap((tier) => {
    const step = tiers[tier];
    if (!step) return [];
    const { orders, confirmed, raised, late } = step;
    return [[tier, String(orders), String(confirmed), String(raised), String(late), percent(1 - late / orders)]];
  });
  return table(['tier', 'orders', 'settled', 'raised', 'late', 'on time'], rows);
}

import { TIERS, type Detail } from '@gridwhistle/kernel';
import { duplicates, problem, type Draft } from '../draft.js';
import type { Simulation } from '../simulation.js';
import { limitProblem } from './limits.js';

/** Somebody arises at some time, everybody who can hold an order has a behaviour, and all times can be read. */
export function simulationRules(draft: Draft): Detail[] {
  const simulation = draft.get('simulation');
  if (!simulation) return [];
  return [
    ...arrivalProblems(simulation),
    ...tierProblems(simulation, new Set(draft.list('units').map(({ value }) => value.tier))),
    ...timesOf(simulation).flatMap(([field, time]) => limitProblem(`simulation.${field}`, time)),
    ...shareProblems(simulation),
  ];
}

const WEIGHTS = ['hours', 'weekdays', 'months'] as const;

function arrivalProblems({ arrivals }: Simulation): Detail[] {
  const idle = WEIGHTS.filter((part) => arrivals[part].every((weight) => weight === 0));
  return idle.map((part) => problem(`simulation.arrivals.${part}`, 'simulation.no-arrivals', 'all of them are 0'));
}

function tierProblems({ tiers }: Simulation, held: ReadonlySet<string>): Detail[] {
  const items = tiers.map((value, index) => ({ at: `simulation.tiers.${index}`, value }));
  const missing = TIERS.filter((tier) => held.has(tier) && !tiers.some((each) => each.tier === tier));
  return [
    ...duplicates(items, ({ tier }) => tier, 'simulation.tier-twice'),
    ...missing.map((tier) =>
      problem('simulation.tiers', 'simulation.tier-missing', `units of the tier ${tier} have none`),
    ),
  ];
}

function timesOf({ tiers, returns, verifies, whistles, rating }: Simulation): [field: string, time: string][] {
  return [
    ...tiers.flatMap(({ accepts, handles }, index): [string, string][] => [
      [`tiers.${index}.accepts`, accepts],
      [`tiers.${index}.handles`, handles],
    ]),
    ['returns.rules', returns.rules],
    ['verifies', verifies],
    ['whistles.approves', whistles.approves],
    ['whistles.reportsIn', whistles.reportsIn],
    ['whistles.handles', whistles.handles],
    ['rating.rates', rating.rates],
  ];
}

/** A matter is one of three kinds. */
function shareProblems({ matters }: Simulation): Detail[] {
  if (matters.shared + matters.private <= 1) return [];
  return [problem('simulation.matters', 'simulation.shares', 'shared and private matters are more than all')];
}

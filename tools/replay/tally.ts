import { TIERS } from '@gridwhistle/kernel';
import { table } from '../gw/src/output.js';

/** What became of one ticket. */
export interface Fate {
  readonly state: string;
  /** Tier of the unit that did the work last: grid, village, township, or that of a department. */
  readonly tier: string;
  readonly outcome: string;
  readonly round: number;
  readonly toVillage: boolean;
  readonly toTownship: boolean;
  readonly whistled: boolean;
  readonly returned: boolean;
  readonly redone: boolean;
}

/** How it ended, whichever way it went. */
export type Ending = Pick<Fate, 'state' | 'tier' | 'outcome' | 'round'>;

/** Something reported, with the ticket it became. */
export interface Tallied<F extends Ending = Ending & Partial<Fate>> {
  /** Such as `line 7`. */
  readonly what: string;
  readonly ticketId: string;
  readonly fate: F;
}

const WAYS = {
  toVillage: 'raised to the village',
  toTownship: 'raised to the township',
  whistled: 'whistled',
  returned: 'returned',
  redone: 'redone',
} as const;

/** Tickets per tier, outcome and round: how many the ledger has, how many the runner. */
export function fateTable(runner: readonly Ending[], ledger: readonly Ending[]): string[] {
  const keys = [...new Set([...runner, ...ledger].map(keyOf))].sort(
    (a, b) => orderOf(a) - orderOf(b) || (a < b ? -1 : 1),
  );
  const count = (fates: readonly Ending[], key: string): string =>
    String(fates.filter((fate) => keyOf(fate) === key).length);
  const rows = keys.map((key) => [...key.split(' '), count(ledger, key), count(runner, key)]);
  const sum = ['all', '', '', '', String(ledger.length), String(runner.length)];
  return table(['who did it', 'outcome', 'round', 'state', 'ledger', 'runner'], [...rows, sum]);
}

const keyOf = ({ tier, outcome, round, state }: Ending): string => [tier, outcome, round, state].join(' ');
const orderOf = (key: string): number => TIERS.findIndex((tier) => tier === key.split(' ', 1)[0]);

/** How many went which way, and their share of all lines. */
export function wayTable(runner: readonly Fate[], ledger: readonly Fate[]): string[] {
  const count = (fates: readonly Fate[], way: keyof typeof WAYS): number => fates.filter((fate) => fate[way]).length;
  const rows = Object.entries(WAYS).map(([key, name]) => {
    const way = key as keyof typeof WAYS;
    const share = (100 * count(runner, way)) / Math.max(1, runner.length);
    return [name, String(count(ledger, way)), String(count(runner, way)), `${share.toFixed(1)} %`];
  });
  return table(['way', 'ledger', 'runner', 'share'], rows);
}

/** A sentence for each whose ticket the ledger tells otherwise, or not at all. */
export function differences(runner: readonly Tallied[], ledger: ReadonlyMap<string, Fate>): string[] {
  return runner.flatMap(({ what, ticketId, fate }) => {
    const told = ledger.get(ticketId);
    if (!told) return [`${what}: ticket ${ticketId} is not in the ledger`];
    const keys = Object.keys(fate) as (keyof Fate)[];
    const other = keys.filter((key) => fate[key] !== told[key]);
    const parts = other.map((key) => `${key} ${String(told[key])} in the ledger, ${String(fate[key])} here`);
    return parts.length > 0 ? [`${what}: ticket ${ticketId}: ${parts.join('; ')}`] : [];
  });
}

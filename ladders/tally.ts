import { TIERS } from '@gridwhistle/kernel';
import { table } from '../tools/gw/src/output.js';
import { ACTS, type LadderAct } from './acts.js';

/** How often each act was done, by the tier of the unit whose order it was; `-` for what is done to no order. */
export class Tally {
  private readonly counts = new Map<string, number>();

  note(act: LadderAct, tier = '-', times = 1): void {
    const key = `${act}|${tier}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + times);
  }

  count(act: LadderAct, tier: string): number {
    return this.counts.get(`${act}|${tier}`) ?? 0;
  }

  total(act: LadderAct): number {
    return COLUMNS.reduce((sum, tier) => sum + this.count(act, tier), 0);
  }
}

const COLUMNS = [...TIERS, '-'];

/** A row for each act, a column for each tier: how often the ledger has it; where the runner counted otherwise, both. */
export function actTable(runner: Tally, ledger: Tally): string[] {
  const acts = ACTS.filter((act) => runner.total(act) + ledger.total(act) > 0);
  const used = COLUMNS.filter((tier) => acts.some((act) => runner.count(act, tier) + ledger.count(act, tier) > 0));
  const cell = (one: number, other: number): string => (one === other ? String(one || '') : `${one}, runner ${other}`);
  const rows = acts.map((act) => [
    act,
    ...used.map((tier) => cell(ledger.count(act, tier), runner.count(act, tier))),
    String(ledger.total(act)),
    String(runner.total(act)),
  ]);
  return table(['act', ...used, 'ledger', 'runner'], rows);
}

/** A sentence for each act and tier that the two count otherwise. */
export function actDifferences(runner: Tally, ledger: Tally): string[] {
  return ACTS.flatMap((act) =>
    COLUMNS.filter((tier) => runner.count(act, tier) !== ledger.count(act, tier)).map(
      (tier) => `${act} (${tier}): ${ledger.count(act, tier)} in the ledger, ${runner.count(act, tier)} here`,
    ),
  );
}

/** A sentence for each act that was done less often than that. */
export const tooRare = (tally: Tally, acts: readonly LadderAct[], least: number): string[] =>
  acts.filter((act) => tally.total(act) < least).map((act) => `${act}: ${tally.total(act)}, not ${least}`);

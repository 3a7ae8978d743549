import { actOf } from './acts.js';
import { actDifferences, actTable, Tally, tooRare } from './tally.js';

const tallyOf = (...acts: [act: Parameters<Tally['note']>[0], tier?: string][]): Tally => {
  const tally = new Tally();
  for (const [act, tier] of acts) tally.note(act, tier);
  return tally;
};

describe('the acts of a run', () => {
  it('are told by events; of what ends an order by its reason', () => {
    const step = (event: string, detail = {}) => ({ event, at: '2026-03-02T01:00:00Z', entity: 'order', detail });
    expect(actOf(step('order.accepted'))).toBe('accept');
    expect(actOf(step('order.cancelled', { reason: 'return-upheld' }))).toBe('uphold-return');
    expect(actOf(step('order.cancelled', { reason: 'parent-ended' }))).toBeUndefined();
    expect(actOf(step('order.amber'))).toBeUndefined();
  });

  it('stand in a table by tier, with both counts where ledger and runner differ', () => {
    const runner = tallyOf(['accept', 'grid'], ['accept', 'village'], ['merge']);
    const ledger = tallyOf(['accept', 'grid'], ['merge']);
    expect(actTable(runner, ledger)).toEqual([
      'act     grid  village      -  ledger  runner',
      'accept  1     0, runner 1     1       2',
      'merge                      1  1       1',
    ]);
    expect(actDifferences(runner, ledger)).toEqual(['accept (village): 0 in the ledger, 1 here']);
    expect(actDifferences(ledger, ledger)).toEqual([]);
  });

  it('must be there often enough', () => {
    const tally = tallyOf(['accept', 'grid'], ['accept', 'village'], ['raise', 'grid']);
    expect(tooRare(tally, ['accept', 'raise', 'claim'], 2)).toEqual(['raise: 1, not 2', 'claim: 0, not 2']);
  });
});

import { differences, fateTable, wayTable, type Fate } from './tally.js';

const fate = (change: Partial<Fate> = {}): Fate => ({
  state: 'closed',
  tier: 'grid',
  outcome: 'solved',
  round: 1,
  toVillage: false,
  toTownship: false,
  whistled: false,
  returned: false,
  redone: false,
  ...change,
});

describe('the tally', () => {
  it('counts per tier from the bottom, outcome and round, for both books', () => {
    const both = [fate({ tier: 'village' }), fate(), fate(), fate({ round: 2 })];
    expect(fateTable(both, both.slice(1))).toEqual([
      'who did it  outcome  round  state   ledger  runner',
      'grid        solved   1      closed  2       2',
      'grid        solved   2      closed  1       1',
      'village     solved   1      closed  0       1',
      'all                                 3       4',
    ]);
  });

  it('counts the ways with their share', () => {
    const all = [fate({ toVillage: true }), fate({ toVillage: true, toTownship: true }), fate(), fate()];
    expect(wayTable(all, all)[1]).toBe('raised to the village   2       2       50.0 %');
    expect(wayTable(all, all)[2]).toBe('raised to the township  1       1       25.0 %');
  });

  it('names the lines that differ, with what differs', () => {
    const runner = [
      { what: 'line 1', ticketId: 'a', fate: fate() },
      { what: 'line 2', ticketId: 'b', fate: fate({ tier: 'village' }) },
      { what: 'line 3', ticketId: 'c', fate: fate() },
    ];
    const ledger = new Map([
      ['a', fate()],
      ['b', fate({ state: 'resolved' })],
    ]);
    expect(differences(runner, ledger)).toEqual([
      'line 2: ticket b: state resolved in the ledger, closed here; tier grid in the ledger, village here',
      'line 3: ticket c is not in the ledger',
    ]);
  });
});

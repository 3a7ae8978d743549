import { isGood, report, type Outcome } from './outcome.js';

const good: Outcome = {
  trials: [
    { name: 'nats-killed', kind: 'NATS killed', healedIn: 1.25 },
    { name: 'nats-killed', kind: 'NATS killed', healedIn: 2.5 },
  ],
  skipped: [{ name: 'nats-disk-full', why: 'needs root' }],
  unmade: ['surge'],
  unfinished: [],
  findings: [{ rule: 'stream = log', looked: 3, violations: [], resent: 2 }],
  acknowledged: [{ what: 'rating', id: 'a', round: 1 }],
};

describe('the outcome of a run', () => {
  it('is told by kind, with what was skipped, and in one line', () => {
    expect(report(good).filter((line) => line !== '')).toEqual([
      'fault        made  healed  unhealed  slowest, s',
      'NATS killed  2     2       0         2.5',
      'skipped: nats-disk-full: needs root',
      'not made in this time: surge',
      'ok     stream = log (3 looked at; 2 came again)',
      'acknowledged 1, lost 0, effects repeated 0, out of order 0, wrong 0, unhealed 0; sent again 2, faults made 2, skipped 1',
    ]);
    expect(isGood(good)).toBe(true);
  });

  it('is bad with a skipped fault where all must be made', () => {
    expect(isGood(good, true)).toBe(false);
    expect(isGood({ ...good, skipped: [] }, true)).toBe(true);
    const missed = { name: 'killed-before-ack', why: 'the trap sprung 1 times, not 2', byChance: true };
    expect(isGood({ ...good, skipped: [missed] }, true)).toBe(true);
  });

  it.each<[string, Partial<Outcome>, string]>([
    ['a violation', { findings: [{ rule: 'r', looked: 1, violations: [{ kind: 'lost', what: 'x' }] }] }, 'lost 1,'],
    ['a fault that did not heal', { trials: [{ name: 'a', kind: 'a', healedIn: undefined }] }, 'unhealed 1;'],
    ['a report that was not finished', { unfinished: ['report 7: waited in vain'] }, 'unhealed 1;'],
  ])('is bad with %s', (_, change, sentence) => {
    expect(isGood({ ...good, ...change })).toBe(false);
    expect(report({ ...good, ...change }).at(-1)).toContain(sentence);
  });
});

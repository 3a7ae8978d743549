import { PAIR, RACED } from './check/sample.js';
import { isGood, report, told, type Outcome } from './outcome.js';

const lost = { ...RACED, first: { status: 412, code: 'precondition.stale' }, second: { status: 200 } };
const later = { ...RACED, second: { status: 503, code: 'unavailable' } };
const good: Outcome = { pair: PAIR, raced: [RACED, RACED, lost, later], wrong: [] };

describe('the outcome of races', () => {
  it('is told by pair, and in one line', () => {
    expect(report([good]).filter((line) => line !== '')).toEqual([
      'pair               raced  first won  second won  both in order  refused with        violations',
      'confirm-send-back  3      2          1           0              precondition.stale  0',
      '1 pairs, 3 raced, 1 told to come later, 0 violations',
    ]);
    expect(isGood([good])).toBe(true);
  });

  it('is bad with a violation, and tells each', () => {
    const bad = { ...good, wrong: ['two leads'] };
    expect(told(bad)).toEqual(['confirm-send-back: 4 raced, 1 violations', '  two leads']);
    expect(report([good, bad]).at(-1)).toBe('2 pairs, 6 raced, 2 told to come later, 1 violations');
    expect(isGood([good, bad])).toBe(false);
  });
});

import fc from 'fast-check';
import { Agenda } from './agenda.js';
import type { Case, Task } from './case.js';

const one = (number: number, unit?: string): Case => ({
  ...{ number, ticketId: `t-${number}`, code: '', round: 1, since: 0, refusals: 0 },
  ...(unit === undefined ? {} : { order: { unit } as Case['order'] & object }),
});
const task = (at: number, number: number, unit?: string): Task => ({ at, deed: 'work', case: one(number, unit) });

describe('the agenda', () => {
  it('gives what is due, the earliest first, and keeps the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 })), fc.integer({ min: 0, max: 50 }), (moments, until) => {
        const agenda = new Agenda(moments.map((at, number) => task(at, number)));
        const due = agenda.before(until).map(({ at, case: { number } }) => [at, number]);
        const sorted = moments.map((at, number) => [at, number] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(due).toEqual(sorted.filter(([at]) => at < until));
        expect(agenda.size).toBe(moments.length - due.length);
        expect(agenda.nextAt).toBe(sorted.find(([at]) => at >= until)?.[0] ?? Infinity);
      }),
    );
  });

  it('knows how much a unit has in hand', () => {
    const agenda = new Agenda([
      task(1, 1, 'a'),
      task(2, 2, 'a'),
      task(3, 3, 'b'),
      { ...task(4, 4, 'b'), deed: 'rate' },
    ]);
    expect([agenda.inHand('a'), agenda.inHand('b'), agenda.inHand('c')]).toEqual([2, 1, 0]);
    agenda.before(2);
    expect(agenda.inHand('a')).toBe(1);
  });

  it('is the same again after it was written down', () => {
    const agenda = new Agenda([task(3, 1, 'a'), task(1, 2, 'b'), task(2, 3, 'a')]);
    const again = new Agenda(JSON.parse(JSON.stringify(agenda.all())) as Task[]);
    expect(again.inHand('a')).toBe(2);
    expect(again.before(9)).toEqual(agenda.before(9));
  });
});

import { dueAt, endClock, officeCalendar, startClock, type Suspension } from '@gridwhistle/clocks';
import fc from 'fast-check';
import { standing } from './standing.js';

const calendar = officeCalendar([{ from: '09:00', to: '17:00' }]);
const at = (hour: number): Date => new Date(Date.parse('2026-03-02T09:00+08:00') + hour * 3_600_000);
const clock = startClock({ kind: 'report-in', limit: { amount: 8, unit: 'emergency-hour' }, at: at(0) }, calendar);
const time = (from: number, to: number | null): Suspension => ({ from: at(from), to: to === null ? null : at(to) });

describe('a clock beside a whistle', () => {
  it.each([
    ['nothing', [], at(8)],
    ['a suspension', [time(2, 5)], at(11)],
    ['a suspension that goes on', [time(2, null)], undefined],
    ['an objection within a suspension', [time(2, 6), time(3, 5)], at(12)],
    ['an objection that is still to be ruled', [time(2, null), time(3, 5)], undefined],
    ['what was over before it began', [time(-3, -1)], at(8)],
    ['what began before it', [time(-3, 1)], at(9)],
    ['what came too late for it', [time(9, 12)], at(8)],
  ])('stands for %s, and goes on with what it had left [whistle 17]', (_what, times, due) => {
    expect(dueAt(standing(clock, times, calendar), calendar)?.at).toEqual(due);
  });

  it('is the same in whatever order the times became known', () => {
    const hour = fc.integer({ min: -5, max: 20 });
    const times = fc.array(fc.tuple(hour, fc.integer({ min: 1, max: 9 })).map(([from, n]) => time(from, from + n)));
    fc.assert(
      fc.property(times, times, (some, others) => {
        const stepwise = standing(standing(clock, some, calendar), [...others, ...some], calendar);
        expect(stepwise).toEqual(standing(clock, [...some, ...others], calendar));
      }),
    );
  });

  it('keeps its judgement once it has ended', () => {
    const ended = endClock(clock, at(3), calendar);
    expect(standing(ended, [time(1, 2)], calendar)).toBe(ended);
  });
});

import fc from 'fast-check';
import type { WorkCalendar } from './calendar.js';
import { endClock, resumeClock, startClock, stopClock, type Clock } from './clock.js';
import { dueAt } from './due.js';
import { DAY_MS, HOUR_MS } from './local-time.js';
import type { LimitUnit } from './limit.js';
import { clockAsOf, recountClock } from './recount.js';
import { noticesWith, officeCalendar } from './state-council.js';

const OFFICE = [{ from: '09:00', to: '17:00' }];
const at = (local: string) => new Date(`${local}+08:00`);
const before = officeCalendar(OFFICE);
const off = { name: '元旦', from: '2027-01-01', to: '2027-01-05', makeUpDays: ['2027-01-09', '2027-01-10'] };
const announced = officeCalendar(OFFICE, noticesWith([{ year: 2027, published: '2026-11-04', breaks: [off] }]));
const start = (calendar: WorkCalendar, from: string, unit: LimitUnit = 'work-day', amount = 4) =>
  startClock({ kind: 'handling', limit: { amount, unit }, at: at(from) }, calendar);

describe('a clock counted anew', () => {
  it('that only ran falls due by the notice, and is provisional no more', () => {
    const clock = start(before, '2026-12-31T09:00');
    expect(dueAt(clock, before)).toEqual({ at: at('2027-01-05T17:00'), provisional: true });
    expect(dueAt(recountClock(clock, announced), announced)).toEqual({
      at: at('2027-01-08T17:00'),
      provisional: false,
    });
  });

  it('that was stopped after weekdays had used it up has not fallen due where they were holidays', () => {
    const missed = stopClock(start(before, '2026-12-31T09:00'), at('2027-01-06T10:00'), before);
    expect(missed.fellDueAt).toEqual(at('2027-01-05T17:00'));
    expect(recountClock(missed, announced)).toMatchObject({ fellDueAt: null, usedMs: 9 * HOUR_MS });
  });

  it('that was stopped in time has fallen due where weekends were worked', () => {
    const stopped = stopClock(start(before, '2027-01-08T09:00', 'work-day', 2), at('2027-01-11T12:00'), before);
    expect(stopped.fellDueAt).toBeNull();
    expect(recountClock(stopped, announced).fellDueAt).toEqual(at('2027-01-09T17:00'));
  });

  it('keeps the judgement of one that has ended', () => {
    const ended = endClock(start(before, '2026-12-31T09:00'), at('2027-01-06T10:00'), before);
    expect(recountClock(ended, announced)).toBe(ended);
  });
});

describe('any clock', () => {
  const steps = fc.array(fc.integer({ min: 0, max: 9 * DAY_MS }), { maxLength: 7 });
  const unit = fc.constantFrom<LimitUnit>('work-day', 'work-hour', 'natural-day', 'emergency-hour');
  /** Stops and goes on by turns. */
  const lived = (calendar: WorkCalendar, kind: LimitUnit, amount: number, moves: readonly number[]): Clock => {
    let now = at('2026-12-24T10:00').getTime();
    return moves.reduce(
      (clock, move, index) => {
        now += move;
        return index % 2 === 0 ? stopClock(clock, new Date(now), calendar) : resumeClock(clock, new Date(now));
      },
      start(calendar, '2026-12-24T10:00', kind, amount),
    );
  };

  it('was at any moment of its past what it was then', () => {
    fc.assert(
      fc.property(unit, fc.integer({ min: 1, max: 40 }), steps, steps, (kind, amount, moves, more) => {
        const then = at('2026-12-24T10:00').getTime() + moves.reduce((sum, move) => sum + move, 0);
        const whole = lived(announced, kind, amount, [...moves, 1, ...more]);
        expect(clockAsOf(whole, new Date(then), announced)).toEqual(lived(announced, kind, amount, moves));
      }),
    );
  });

  it('is as if the notice had been there all the time', () => {
    fc.assert(
      fc.property(unit, fc.integer({ min: 1, max: 40 }), steps, (kind, amount, moves) => {
        expect(recountClock(lived(before, kind, amount, moves), announced)).toEqual(
          lived(announced, kind, amount, moves),
        );
      }),
    );
  });
});

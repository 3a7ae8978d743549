import fc from 'fast-check';
import { capClock, endClock, restartClock, resumeClock, startClock, stopClock, type Clock } from './clock.js';
import { dueAt, isOverdue, remaining } from './due.js';
import { extendClock } from './extension.js';
import { LIMIT_UNITS, type Limit, type LimitUnit } from './limit.js';
import { HOUR_MS } from './local-time.js';
import { measuredBetween } from './measure.js';
import { officeCalendar } from './state-council.js';

const at = (local: string) => new Date(`${local}+08:00`);
const calendar = officeCalendar([
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]);
const start = (amount: number, unit: LimitUnit, from: string, within?: Clock) =>
  startClock({ kind: 'handling', limit: { amount, unit }, at: at(from), within }, calendar);
const due = (clock: Clock) => dueAt(clock, calendar)?.at;

describe('the due moment', () => {
  it.each<[number, LimitUnit, string, string]>([
    [2, 'emergency-hour', '2026-02-16T23:00', '2026-02-17T01:00'],
    [0.25, 'emergency-hour', '2026-03-07T10:00', '2026-03-07T10:15'],
    [4, 'work-hour', '2026-03-02T11:00', '2026-03-02T16:00'],
    [1, 'work-day', '2026-03-02T10:00', '2026-03-03T10:00'],
    [1, 'work-day', '2026-03-02T09:00', '2026-03-02T18:00'],
    [1, 'work-day', '2026-03-01T20:00', '2026-03-02T18:00'],
    [7, 'work-day', '2026-02-12T09:00', '2026-02-27T18:00'],
    [2, 'natural-day', '2026-02-14T17:00', '2026-02-16T17:00'],
  ])('of %s %s from %s is %s', (amount, unit, from, to) => {
    expect(dueAt(start(amount, unit, from), calendar)).toEqual({ at: at(to), provisional: false });
  });

  it('is provisional once it reaches an unannounced year, in office time only', () => {
    expect(dueAt(start(1, 'work-day', '2026-12-31T17:00'), calendar)).toEqual({
      at: at('2027-01-01T17:00'),
      provisional: true,
    });
    expect(dueAt(start(2, 'natural-day', '2026-12-31T17:00'), calendar)?.provisional).toBe(false);
    expect(dueAt(start(1, 'work-day', '2024-12-31T17:00'), calendar)?.provisional).toBe(true);
  });

  it('moves when the notice of the year is known', () => {
    const notice = {
      year: 2027,
      published: '2026-11-30',
      breaks: [{ name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: [] }],
    };
    const announced = officeCalendar(calendar.officeHours, [notice, { ...notice, year: 2026, breaks: [] }]);
    const clock = start(1, 'work-day', '2026-12-31T17:00');
    expect(dueAt(clock, announced)).toEqual({ at: at('2027-01-04T17:00'), provisional: false });
  });
});

describe('stopping and resuming', () => {
  const running = start(2, 'work-hour', '2026-03-02T10:00');
  const stopped = stopClock(running, at('2026-03-02T11:00'), calendar);

  it('keeps what is left, and has no due moment meanwhile', () => {
    expect(due(stopped)).toBeUndefined();
    expect(remaining(stopped, at('2026-03-05T11:00'), calendar)).toBe(HOUR_MS);
    const resumed = resumeClock(stopped, at('2026-03-05T17:30'));
    expect(due(resumed)).toEqual(at('2026-03-06T09:30'));
    expect(resumed.suspensions).toEqual([{ from: at('2026-03-02T11:00'), to: at('2026-03-05T17:30') }]);
  });

  it('changes nothing when told twice or too late', () => {
    expect(stopClock(stopped, at('2026-03-02T12:00'), calendar)).toBe(stopped);
    expect(resumeClock(running, at('2026-03-02T12:00'))).toBe(running);
    const ended = endClock(running, at('2026-03-02T12:00'), calendar);
    expect(stopClock(ended, at('2026-03-02T12:00'), calendar)).toBe(ended);
    expect(resumeClock(ended, at('2026-03-02T12:00'))).toBe(ended);
    expect(endClock(ended, at('2026-03-09T12:00'), calendar)).toBe(ended);
  });

  it('counts from the moment of the act, never before the running stretch began', () => {
    const resumed = resumeClock(stopped, at('2026-03-02T10:30'));
    expect(resumed.runningSince).toEqual(at('2026-03-02T11:00'));
    const again = stopClock(resumed, at('2026-03-02T09:00'), calendar);
    expect(again.usedMs).toBe(HOUR_MS);
    expect(again.suspensions.at(-1)).toEqual({ from: at('2026-03-02T11:00'), to: null });
  });

  it('does not heal what was missed', () => {
    const late = stopClock(start(8, 'work-hour', '2026-03-02T09:00'), at('2026-03-02T20:00'), calendar);
    expect(due(late)).toEqual(at('2026-03-02T18:00'));
    const resumed = resumeClock(late, at('2026-03-02T21:00'));
    expect(due(resumed)).toEqual(at('2026-03-02T18:00'));
    expect(endClock(resumed, at('2026-03-02T22:00'), calendar).met).toBe(false);
  });
});

describe('the judgement', () => {
  const clock = start(8, 'work-hour', '2026-03-02T09:00');
  it.each([
    ['2026-03-02T17:59', true],
    ['2026-03-02T18:00', true],
    ['2026-03-02T18:00:00.001', false],
    ['2026-03-02T20:00', false],
    ['2026-03-03T09:00', false],
  ])('of an end at %s is met = %s', (end, met) => {
    const ended = endClock(clock, at(end), calendar);
    expect(ended).toMatchObject({ state: 'ended', met, endedAt: at(end), runningSince: null });
    expect(isOverdue(clock, at(end), calendar)).toBe(!met);
    expect(due(ended)).toEqual(at('2026-03-02T18:00'));
  });

  it('of a clock that stands in time is met', () => {
    const stopped = stopClock(clock, at('2026-03-02T17:00'), calendar);
    const ended = endClock(stopped, at('2026-03-09T17:00'), calendar);
    expect(ended.met).toBe(true);
    expect(ended.suspensions).toEqual([{ from: at('2026-03-02T17:00'), to: at('2026-03-09T17:00') }]);
  });
});

describe('restart, extension, the rest of another clock', () => {
  it('restarts with nothing used', () => {
    const used = stopClock(start(2, 'work-day', '2026-03-02T09:00'), at('2026-03-03T09:00'), calendar);
    expect(due(restartClock(used, at('2026-03-04T09:00'), calendar))).toEqual(at('2026-03-05T18:00'));
  });

  it.each<[LimitUnit, Limit, string]>([
    ['work-day', { amount: 4, unit: 'work-hour' }, '2026-03-06T15:00'],
    ['work-hour', { amount: 1, unit: 'natural-day' }, '2026-03-06T11:00'],
    ['natural-day', { amount: 1, unit: 'work-day' }, '2026-03-09T10:00'],
  ])('extends one %s by %j to %s, running or stopped', (unit, extra, to) => {
    const clock = start(1, unit, '2026-03-05T10:00');
    const now = at('2026-03-05T10:30');
    expect(due(extendClock(clock, extra, now, calendar))).toEqual(at(to));
    const stopped = extendClock(stopClock(clock, now, calendar), extra, now, calendar);
    expect(due(resumeClock(stopped, now))).toEqual(at(to));
  });

  it('does not undo a miss by an extension that comes too late', () => {
    const late = extendClock(
      start(1, 'work-hour', '2026-03-02T09:00'),
      { amount: 8, unit: 'work-hour' },
      at('2026-03-02T11:00'),
      calendar,
    );
    expect(endClock(late, at('2026-03-02T11:30'), calendar).met).toBe(false);
  });

  it('never gives more than the ticket has left, whatever the units', () => {
    const ticket = start(1, 'natural-day', '2026-03-06T16:00');
    expect(due(start(5, 'work-day', '2026-03-06T16:00', ticket))).toEqual(at('2026-03-06T18:00'));
    expect(due(start(1, 'emergency-hour', '2026-03-06T16:00', ticket))).toEqual(at('2026-03-06T17:00'));
    expect(start(1, 'work-hour', '2026-03-09T16:00', ticket).budgetMs).toBe(0);
    const missed = start(8, 'work-hour', '2026-03-06T09:00');
    expect(start(1, 'emergency-hour', '2026-03-06T20:00', missed).budgetMs).toBe(0);
    const standing = stopClock(start(2, 'work-hour', '2026-03-06T09:00'), at('2026-03-06T10:00'), calendar);
    expect(start(5, 'work-day', '2026-03-06T16:00', standing).budgetMs).toBe(HOUR_MS);
  });

  it('leaves a clock that goes on no more than the other has left, and what it had used', () => {
    const paused = stopClock(start(2, 'work-day', '2026-03-02T09:00'), at('2026-03-02T11:00'), calendar);
    const goesOn = (ticket: Clock) => capClock(resumeClock(paused, at('2026-03-03T11:00')), ticket, calendar);
    expect(due(goesOn(start(2, 'work-day', '2026-03-02T09:00')))).toEqual(at('2026-03-03T18:00'));
    expect(due(goesOn(start(9, 'work-day', '2026-03-02T09:00')))).toEqual(at('2026-03-04T18:00'));
    expect(goesOn(start(1, 'work-hour', '2026-03-02T09:00'))).toMatchObject({
      usedMs: 2 * HOUR_MS,
      budgetMs: 2 * HOUR_MS,
    });
    const late = resumeClock(stopClock(paused, at('2026-03-02T11:00'), calendar), at('2026-03-09T11:00'));
    expect(capClock(late, late, calendar)).toEqual(late);
    expect(capClock(paused, goesOn(paused), calendar)).toBe(paused);
  });
});

describe('any clock', () => {
  const moment = fc.date({ min: at('2026-01-01T00:00'), max: at('2026-12-01T00:00'), noInvalidDate: true });
  const unit = fc.constantFrom(...LIMIT_UNITS);
  const steps = fc.array(fc.integer({ min: 0, max: 90 * HOUR_MS }), { maxLength: 12 });

  it('has the same total, however often it stops and resumes [clock 1]', () => {
    fc.assert(
      fc.property(moment, unit, steps, (from, kind, gaps) => {
        let clock = startClock({ kind: 'handling', limit: { amount: 40, unit: kind }, at: from }, calendar);
        let now = from;
        let ran = 0;
        for (const [index, gap] of gaps.entries()) {
          const next = new Date(+now + gap);
          if (index % 2 === 0) ran += measuredBetween(calendar, kind, now, next);
          clock = index % 2 === 0 ? stopClock(clock, next, calendar) : resumeClock(clock, next);
          now = next;
        }
        expect(clock.usedMs + remaining(clock, now, calendar)).toBe(clock.budgetMs);
        expect(clock.usedMs).toBe(ran);
        if (clock.runningSince && !clock.fellDueAt) {
          const left = measuredBetween(calendar, kind, now, due(clock) as Date);
          expect(ran + left).toBe(clock.budgetMs);
        }
      }),
    );
  });

  it('is due later, never earlier, for a larger limit', () => {
    fc.assert(
      fc.property(moment, unit, fc.integer({ min: 1, max: 60 }), (from, kind, amount) => {
        const of = (limit: number) =>
          due(startClock({ kind: 'handling', limit: { amount: limit, unit: kind }, at: from }, calendar)) as Date;
        expect(+of(amount + 1)).toBeGreaterThan(+of(amount));
      }),
    );
  });

  it('within another is not due after it, while office time is left', () => {
    fc.assert(
      fc.property(moment, unit, unit, fc.integer({ min: 1, max: 30 }), (from, kind, other, amount) => {
        const outer = startClock({ kind: 'ticket', limit: { amount, unit: other }, at: from }, calendar);
        const inner = startClock(
          { kind: 'handling', limit: { amount: 10, unit: kind }, at: from, within: outer },
          calendar,
        );
        if (inner.budgetMs > 0) expect(+(due(inner) as Date)).toBeLessThanOrEqual(+(due(outer) as Date));
      }),
    );
  });

  it('is met exactly when it ends at its due moment or before', () => {
    fc.assert(
      fc.property(moment, unit, fc.integer({ min: 0, max: 400 * HOUR_MS }), (from, kind, after) => {
        const clock = startClock({ kind: 'handling', limit: { amount: 8, unit: kind }, at: from }, calendar);
        const end = new Date(+from + after);
        expect(endClock(clock, end, calendar).met).toBe(end <= (due(clock) as Date));
      }),
    );
  });
});

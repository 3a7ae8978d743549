import fc from 'fast-check';
import { endClock, resumeClock, startClock, stopClock } from './clock.js';
import { dueAt } from './due.js';
import { extendClock } from './extension.js';
import { LIMIT_UNITS } from './limit.js';
import { HOUR_MS } from './local-time.js';
import { checkRungPolicy, fireRungs, keepRungs, rungPolicy, rungPolicyProblems, rungsOf, voidRungs } from './rungs.js';
import { officeCalendar } from './state-council.js';

const at = (local: string) => new Date(`${local}+08:00`);
const calendar = officeCalendar([
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]);
const policy = rungPolicy({ amber: 0.75, overdueAfter: { amount: 1, unit: 'work-day' } });
const clock = startClock(
  { kind: 'handling', limit: { amount: 1, unit: 'work-day' }, at: at('2026-03-02T09:00') },
  calendar,
);
const moments = (of: typeof clock) => rungsOf(policy, of, calendar).map(({ name, at: moment }) => [name, moment]);

describe('rungs', () => {
  it('stand at a share of the budget, at the due moment and later, in the clock’s own measure', () => {
    expect(moments(clock)).toEqual([
      ['amber', at('2026-03-02T16:00')],
      ['due', at('2026-03-02T18:00')],
      ['overdue', at('2026-03-03T18:00')],
    ]);
  });

  it('take a day as the day of the clock’s measure', () => {
    const natural = { ...clock, limit: { amount: 1, unit: 'natural-day' as const }, budgetMs: 24 * HOUR_MS };
    expect(moments(natural).at(-1)).toEqual(['overdue', at('2026-03-04T09:00')]);
  });

  it('fire once [clock 5]', () => {
    const fired = fireRungs(fireRungs(clock, ['amber']), ['amber', 'due']);
    expect(fired.fired).toEqual(['amber', 'due']);
    expect(moments(fired).map(([name]) => name)).toEqual(['overdue']);
  });

  it('do not come while the clock stands, and move on when it resumes', () => {
    const stopped = stopClock(clock, at('2026-03-02T15:00'), calendar);
    expect(moments(stopped)).toEqual([]);
    expect(moments(resumeClock(stopped, at('2026-03-03T11:00')))).toEqual([
      ['amber', at('2026-03-03T12:00')],
      ['due', at('2026-03-03T15:00')],
      ['overdue', at('2026-03-04T15:00')],
    ]);
    expect(moments(endClock(clock, at('2026-03-02T15:00'), calendar))).toEqual([]);
  });

  it('that were missed while everything was down keep their moments', () => {
    const late = resumeClock(stopClock(clock, at('2026-03-02T20:00'), calendar), at('2026-03-02T21:00'));
    expect(moments(late)).toEqual([
      ['amber', at('2026-03-02T18:00')],
      ['due', at('2026-03-02T18:00')],
      ['overdue', at('2026-03-03T18:00')],
    ]);
  });

  it('that fired while a stop was on its way are void and may fire again', () => {
    const fired = fireRungs(clock, ['amber', 'due']);
    const stopped = stopClock(fired, at('2026-03-02T17:00'), calendar);
    const taken = voidRungs(policy, stopped, at('2026-03-02T19:00'), calendar);
    expect(taken.voided).toEqual(['due']);
    expect(taken.clock.fired).toEqual(['amber']);
    const kept = stopClock(fired, at('2026-03-02T18:01'), calendar);
    expect(voidRungs(policy, kept, at('2026-03-02T19:00'), calendar).voided).toEqual([]);
    const longer = extendClock(kept, { amount: 1, unit: 'work-day' }, at('2026-03-02T19:00'), calendar);
    expect(voidRungs(policy, longer, at('2026-03-02T19:00'), calendar).voided).toEqual([]);
  });

  it('that fired before the clock became longer are not void, and fire no second time [rule 4g]', () => {
    const asked = at('2026-03-02T17:00');
    const kept = keepRungs(policy, fireRungs(clock, ['amber', 'due']), asked, calendar);
    const longer = extendClock(kept, { amount: 1, unit: 'work-day' }, asked, calendar);
    const approved = voidRungs(policy, longer, at('2026-03-02T19:00'), calendar);
    expect(approved.voided).toEqual(['due']);
    expect(moments(approved.clock).map(([name]) => name)).toEqual(['due', 'overdue']);
    const again = keepRungs(policy, approved.clock, at('2026-03-03T09:00'), calendar);
    expect(again.kept).toEqual(['amber']);
    const stopped = stopClock(again, at('2026-03-03T10:00'), calendar);
    expect(voidRungs(policy, stopped, at('2026-03-03T10:00'), calendar).voided).toEqual([]);
  });

  it('are kept by what the clock had used then, though it stood since', () => {
    const stopped = stopClock(fireRungs(clock, ['amber']), at('2026-03-02T16:30'), calendar);
    const resumed = resumeClock(stopped, at('2026-03-03T09:00'));
    const keptAt = (local: string) => keepRungs(policy, resumed, at(local), calendar).kept;
    expect(keptAt('2026-03-02T15:30')).toEqual([]);
    for (const later of ['2026-03-02T16:10', '2026-03-02T20:00', '2026-03-03T09:30']) {
      expect(keptAt(later)).toEqual(['amber']);
    }
  });

  it('are in order, and the due rung is at the due moment, whatever happened to the clock', () => {
    const moment = fc.date({ min: at('2026-01-01T00:00'), max: at('2026-11-01T00:00'), noInvalidDate: true });
    const step = fc.integer({ min: 0, max: 30 * HOUR_MS });
    const unit = fc.constantFrom(...LIMIT_UNITS);
    fc.assert(
      fc.property(moment, unit, step, step, (from, kind, ran, stood) => {
        const started = startClock({ kind: 'handling', limit: { amount: 2, unit: kind }, at: from }, calendar);
        const stop = new Date(+from + ran);
        const resumed = resumeClock(stopClock(started, stop, calendar), new Date(+stop + stood));
        const rungs = rungsOf(policy, resumed, calendar);
        expect(rungs.map(({ name }) => name)).toEqual(['amber', 'due', 'overdue']);
        expect(rungs.map((rung) => +rung.at)).toEqual(rungs.map((rung) => +rung.at).sort((a, b) => a - b));
        expect(rungs[1]?.at).toEqual(dueAt(resumed, calendar)?.at);
      }),
    );
  });
});

describe('a rung policy of a profile', () => {
  it('is only the due moment when nothing is given', () => {
    expect(rungPolicy()).toEqual([{ name: 'due', share: 1 }]);
  });

  it('lists every problem with its place', () => {
    const bad = [
      { name: 'Amber', share: 0 },
      { name: 'due', share: 1 },
      { name: 'due', after: { amount: 0, unit: 'work-day' as const } },
    ];
    expect(rungPolicyProblems(bad, 'clocks.0.rungs').map(({ field }) => field)).toEqual([
      'clocks.0.rungs.0.share',
      'clocks.0.rungs.0.name',
      'clocks.0.rungs.2.after.amount',
      'clocks.0.rungs.2.name',
    ]);
    expect(() => checkRungPolicy(bad)).toThrow('The rungs cannot be used');
    expect(checkRungPolicy(policy)).toBe(policy);
  });
});

import { after, between, judge, worthOf } from './reference-clock.js';

const hours = [
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
];
const at = (local: string): Date => new Date(`${local}+08:00`);
const HOUR = 3_600_000;

describe('the reference of deadlines', () => {
  it.each([
    ['over lunch', '2026-03-02T11:00', 2, '2026-03-02T14:00'],
    ['to closing time exactly', '2026-03-02T16:00', 2, '2026-03-02T18:00'],
    ['over a weekend', '2026-03-06T17:00', 9, '2026-03-09T18:00'],
    ['from the night', '2026-03-02T20:00', 1, '2026-03-03T10:00'],
    ['on a make-up Saturday', '2026-02-27T17:00', 2, '2026-02-28T10:00'],
    ['over the Spring Festival', '2026-02-14T17:00', 2, '2026-02-24T10:00'],
  ])('adds office time %s', (_, from, amount, to) => {
    expect(after(at(from), amount * HOUR, 'work-hour', hours)).toEqual(at(to));
    expect(between(at(from), at(to), 'work-hour', hours)).toBe(amount * HOUR);
  });

  it('knows what a limit is worth', () => {
    expect(worthOf(2, 'work-day', hours)).toBe(16 * HOUR);
    expect(worthOf(2, 'natural-day', hours)).toBe(48 * HOUR);
    expect(worthOf(0.25, 'emergency-hour', hours)).toBe(HOUR / 4);
  });

  const limit = { budget: 2 * HOUR, measure: 'work-hour', hours };
  it('judges stretch by stretch', () => {
    const run = (from: string, to: string | null) => ({ from: at(from), to: to === null ? null : at(to) });
    const first = run('2026-03-02T10:00', '2026-03-02T11:00');
    expect(judge(limit, [first], null)).toEqual({ due: null, met: null });
    const second = run('2026-03-03T10:00', null);
    expect(judge(limit, [first, second], null)).toEqual({ due: at('2026-03-03T11:00'), met: null });
    const end = at('2026-03-03T10:30');
    expect(judge(limit, [first, { ...second, to: end }], end)).toEqual({ due: at('2026-03-03T11:00'), met: true });
  });

  it('goes on no longer than its ticket has', () => {
    const first = { from: at('2026-03-02T10:00'), to: at('2026-03-02T11:00') };
    const dueUntil = (until: string) =>
      judge({ ...limit, until: at(until) }, [first, { from: at('2026-03-03T10:00'), to: null }], null).due;
    expect(dueUntil('2026-03-03T10:30')).toEqual(at('2026-03-03T10:30'));
    expect(dueUntil('2026-03-03T17:00')).toEqual(at('2026-03-03T11:00'));
    expect(dueUntil('2026-03-02T17:00')).toEqual(at('2026-03-03T10:00'));
  });

  it('keeps a miss, whatever comes later', () => {
    const late = { from: at('2026-03-02T09:00'), to: at('2026-03-02T11:30') };
    const due = at('2026-03-02T11:00');
    expect(judge(limit, [late], null)).toEqual({ due, met: null });
    expect(judge(limit, [late, { from: late.to, to: at('2026-03-02T12:00') }], at('2026-03-02T12:00'))).toEqual({
      due,
      met: false,
    });
  });
});

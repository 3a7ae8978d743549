import fc from 'fast-check';
import { HOUR_MS } from './local-time.js';
import { officeCalendar } from './state-council.js';
import { addWorking, workingBetween } from './working-time.js';

const at = (local: string) => new Date(`${local}+08:00`);
const calendar = officeCalendar([
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]);

describe('adding working time in 2026', () => {
  it.each([
    ['within the morning', '2026-03-02T09:30', 2, '2026-03-02T11:30'],
    ['across the lunch break', '2026-03-02T11:00', 2, '2026-03-02T14:00'],
    ['to the lunch break exactly', '2026-03-02T11:00', 1, '2026-03-02T12:00'],
    ['from within the lunch break', '2026-03-02T12:20', 1, '2026-03-02T14:00'],
    ['to closing time exactly', '2026-03-02T16:00', 2, '2026-03-02T18:00'],
    ['from closing time', '2026-03-02T18:00', 1, '2026-03-03T10:00'],
    ['over night', '2026-03-02T17:00', 2, '2026-03-03T10:00'],
    ['from before the opening', '2026-03-02T03:00', 1, '2026-03-02T10:00'],
    ['from a Saturday', '2026-03-07T10:00', 1, '2026-03-09T10:00'],
    ['over a weekend', '2026-03-06T17:00', 9, '2026-03-09T18:00'],
    ['on a make-up Saturday before the Spring Festival', '2026-02-13T17:00', 2, '2026-02-14T10:00'],
    ['over the nine days of the Spring Festival', '2026-02-14T17:00', 2, '2026-02-24T10:00'],
    ['on the make-up Saturday after the Spring Festival', '2026-02-27T17:00', 9, '2026-02-28T18:00'],
    ['past the Sunday after a make-up Saturday', '2026-02-28T17:00', 2, '2026-03-02T10:00'],
    ['through the make-up Sunday before National Day', '2026-09-18T17:00', 2, '2026-09-20T10:00'],
    ['over National Day', '2026-09-30T17:00', 2, '2026-10-08T10:00'],
    ['over Labour Day', '2026-04-30T17:30', 1, '2026-05-06T09:30'],
    ['nothing, inside office hours', '2026-03-02T10:00', 0, '2026-03-02T10:00'],
    ['nothing, at closing time', '2026-03-02T18:00', 0, '2026-03-02T18:00'],
    ['nothing, at night', '2026-03-02T20:00', 0, '2026-03-03T09:00'],
    ['less than nothing', '2026-03-02T10:00', -5, '2026-03-02T10:00'],
  ])('%s: %s + %s h = %s', (_, from, hours, to) => {
    expect(addWorking(calendar, at(from), hours * HOUR_MS)).toEqual(at(to));
    if (hours >= 0) expect(workingBetween(calendar, at(from), at(to))).toBe(hours * HOUR_MS);
  });

  it('refuses what is no number instead of counting for ever', () => {
    expect(() => addWorking(calendar, at('2026-03-02T10:00'), Infinity)).toThrow(RangeError);
    expect(() => addWorking(calendar, new Date(NaN), 1)).toThrow(RangeError);
    expect(() => workingBetween(calendar, at('2026-03-02T10:00'), new Date(NaN))).toThrow(RangeError);
  });

  it('is fast enough for limits of years', () => {
    expect(addWorking(calendar, at('2026-03-02T10:00'), 80_000 * HOUR_MS).getTime()).toBeGreaterThan(0);
  });
});

describe('working time', () => {
  const moment = fc.date({ min: at('2026-01-01T00:00'), max: at('2027-03-01T00:00'), noInvalidDate: true });
  const amount = fc.integer({ min: 0, max: 400 * HOUR_MS });

  it('between a moment and itself plus an amount is the amount', () => {
    fc.assert(
      fc.property(moment, amount, (from, ms) => workingBetween(calendar, from, addWorking(calendar, from, ms)) === ms),
    );
  });

  it('added up to a moment never leads past it, and leads to it where an office is open', () => {
    fc.assert(
      fc.property(moment, moment, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        const ms = workingBetween(calendar, from, to);
        if (ms > 0) expect(+addWorking(calendar, from, ms)).toBeLessThanOrEqual(+to);
        const opened = addWorking(calendar, to, 0);
        if (ms > 0 && +opened === +to && workingBetween(calendar, new Date(+to - 1), to) > 0) {
          expect(addWorking(calendar, from, ms)).toEqual(to);
        }
      }),
    );
  });

  it('lands later, never earlier, for more of it', () => {
    fc.assert(
      fc.property(
        moment,
        amount,
        amount,
        (from, one, more) => addWorking(calendar, from, one) <= addWorking(calendar, from, one + more),
      ),
    );
  });

  it('adds up over any split', () => {
    fc.assert(
      fc.property(fc.tuple(moment, moment, moment), (moments) => {
        const [a, b, c] = moments.sort((one, other) => +one - +other) as [Date, Date, Date];
        const [ab, bc] = [workingBetween(calendar, a, b), workingBetween(calendar, b, c)];
        expect(ab + bc).toBe(workingBetween(calendar, a, c));
        expect(workingBetween(calendar, c, a)).toBe(0);
      }),
    );
  });
});

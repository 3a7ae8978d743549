import chineseDays from 'chinese-days';
import { calendarProblems, isAnnounced, isWorkingDay, officeDayMs, officeHoursProblems } from './calendar.js';
import { DAY_MS, HOUR_MS, dateOf, parseDate, parseTimeOfDay } from './local-time.js';
import { officeCalendar } from './state-council.js';

const at = (local: string) => new Date(`${local}+08:00`);
const calendar = officeCalendar([
  { from: '09:00', to: '12:00' },
  { from: '13:00', to: '18:00' },
]);

describe('the calendar', () => {
  it('agrees with an independent package on every day of 2026', () => {
    const days = Array.from({ length: 365 }, (_, day) => dateOf(Date.UTC(2026, 0, 1) / DAY_MS + day));
    expect(days.at(-1)).toBe('2026-12-31');
    const differing = days.filter(
      (date) => isWorkingDay(calendar, at(`${date}T12:00`)) !== chineseDays.isWorkday(date),
    );
    expect(differing).toEqual([]);
    expect(days.filter((date) => isWorkingDay(calendar, at(`${date}T12:00`)))).toHaveLength(248);
  });

  it.each([
    ['2026-02-14', true, 'a make-up Saturday'],
    ['2026-02-16', false, 'a Monday of the Spring Festival'],
    ['2026-02-28', true, 'a make-up Saturday'],
    ['2026-03-07', false, 'an ordinary Saturday'],
    ['2026-09-20', true, 'a make-up Sunday'],
    ['2027-01-01', true, 'a Friday of a year without a notice'],
  ])('%s: working day is %s (%s)', (date, working) => {
    expect(isWorkingDay(calendar, at(`${date}T00:00`))).toBe(working);
    expect(isWorkingDay(calendar, at(`${date}T23:59:59.999`))).toBe(working);
  });

  it('knows which years are announced, in local time', () => {
    expect(isAnnounced(calendar, at('2026-01-01T00:00'), at('2026-12-31T23:59'))).toBe(true);
    expect(isAnnounced(calendar, at('2026-12-31T23:59'), at('2027-01-01T00:00'))).toBe(false);
    expect(isAnnounced(calendar, at('2024-12-31T23:59'), at('2025-01-05T00:00'))).toBe(false);
  });

  it('makes a work-day the office hours of one day', () => {
    expect(officeDayMs(calendar)).toBe(8 * HOUR_MS);
  });
});

describe('office hours of a profile', () => {
  it('lists every problem with its place', () => {
    const hours = [
      { from: '9 o’clock', to: '12:00' },
      { from: '13:00', to: '13:00' },
      { from: '12:00', to: '17:00' },
      { from: '17:00', to: '25:00' },
    ];
    expect(officeHoursProblems(hours, 'calendar.officeHours')).toEqual([
      expect.objectContaining({ field: 'calendar.officeHours.0' }),
      { field: 'calendar.officeHours.1', message: '13:00 is not after 13:00' },
      { field: 'calendar.officeHours.2', message: '12:00 lies before the end of the stretch above' },
      expect.objectContaining({ field: 'calendar.officeHours.3' }),
    ]);
    expect(officeHoursProblems([])).toHaveLength(1);
    expect(officeHoursProblems(calendar.officeHours)).toEqual([]);
  });

  it('refuses to count time by a calendar that cannot be read', () => {
    const bad = { ...calendar, officeHours: [], holidays: ['2026-02-30'] };
    expect(calendarProblems(bad).map(({ field }) => field)).toEqual(['calendar.officeHours', 'calendar.holidays.0']);
    expect(() => officeDayMs(bad)).toThrow('The calendar cannot be used');
  });
});

describe('local time', () => {
  it.each([
    ['00:00', 0],
    ['24:00', DAY_MS],
    ['24:01', undefined],
    ['9:00', undefined],
  ])('reads the time of day %s as %s', (text, ms) => expect(parseTimeOfDay(text)).toBe(ms));

  it.each(['2026-02-30', '2026-2-3', 'tomorrow', '2026-13-01'])('refuses %s as a date', (text) =>
    expect(parseDate(text)).toBeUndefined(),
  );
});

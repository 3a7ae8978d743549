import { isOfficeTime, type WorkCalendar } from './calendar.js';
import { isWithinHours } from './day-hours.js';

const at = (local: string) => new Date(`${local}+08:00`);

describe('hours of the day', () => {
  it.each([
    ['09:00', '17:00', '08:59', false],
    ['09:00', '17:00', '09:00', true],
    ['09:00', '17:00', '17:00', false],
    ['18:00', '08:00', '17:59', false],
    ['18:00', '08:00', '18:00', true],
    ['18:00', '08:00', '00:00', true],
    ['18:00', '08:00', '08:00', false],
    ['18:00', '00:00', '23:59', true],
    ['12:00', '12:00', '12:00', false],
  ])('from %s to %s, at %s: %s', (from, to, time, expected) => {
    expect(isWithinHours({ from, to }, at(`2026-03-02T${time}`))).toBe(expected);
  });
});

describe('office time', () => {
  const calendar: WorkCalendar = {
    zone: '+08:00',
    officeHours: [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:00' },
    ],
    holidays: ['2026-03-03'],
    makeUpDays: ['2026-03-07'],
    announcedYears: [2026],
  };

  it.each([
    ['a Monday at nine', '2026-03-02T09:00', true],
    ['the lunch break', '2026-03-02T12:00', false],
    ['closing time', '2026-03-02T17:00', false],
    ['a holiday', '2026-03-03T10:00', false],
    ['a Saturday that is worked', '2026-03-07T10:00', true],
    ['a Sunday', '2026-03-08T10:00', false],
  ])('is not always: %s', (_when, time, expected) => {
    expect(isOfficeTime(calendar, at(time))).toBe(expected);
  });
});

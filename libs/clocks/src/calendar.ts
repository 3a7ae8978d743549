import { refuseIfAny, type Detail } from '@gridwhistle/kernel';
import { timeOfDay } from './day-hours.js';
import { dayOf, parseDate, parseTimeOfDay, toLocal, weekdayOf, yearOf, type ZONE } from './local-time.js';

/** One stretch of an office day, `HH:MM` local; a lunch break is the gap between two of them. */
export interface OfficeHours {
  from: string;
  to: string;
}

/**
 * When offices work. Plain data, never changed in place: it may stand in a profile and travel as JSON.
 * Days are `YYYY-MM-DD` local. Outside the lists Monday to Friday are working days.
 */
export interface WorkCalendar {
  zone: typeof ZONE;
  /** In order of the day, not overlapping. The same on every working day, make-up days included. */
  officeHours: readonly OfficeHours[];
  holidays: readonly string[];
  /** Saturdays and Sundays that are worked in return for a long holiday (调休). */
  makeUpDays: readonly string[];
  /** Years whose State Council notice is in the lists. In any other year weekdays decide and results are provisional. */
  announcedYears: readonly number[];
}

/** A stretch of an office day in milliseconds after local midnight. */
interface Opening {
  open: number;
  close: number;
}

/** A calendar made ready for counting; days are day numbers. */
interface Office {
  openings: readonly Opening[];
  works(day: number): boolean;
}

// Every clock asks for its calendar several times a second; reading the texts each time costs more than the counting.
const offices = new WeakMap<WorkCalendar, Office>();

/** The calendar made ready for counting. Throws `profile.invalid` with every problem where it cannot be used. */
export function officeOf(calendar: WorkCalendar): Office {
  const known = offices.get(calendar);
  if (known) return known;
  refuseIfAny('profile.invalid', 'The calendar cannot be used', calendarProblems(calendar));
  const [holidays, makeUpDays] = [dayNumbers(calendar.holidays), dayNumbers(calendar.makeUpDays)];
  const office = {
    openings: calendar.officeHours.map(toOpening),
    works: (day: number) => makeUpDays.has(day) || (weekdayOf(day) <= 5 && !holidays.has(day)),
  };
  offices.set(calendar, office);
  return office;
}

/** Office time of one working day in milliseconds: what one work-day is worth. Throws as `officeOf`. */
export function officeDayMs(calendar: WorkCalendar): number {
  return officeOf(calendar).openings.reduce((sum, { open, close }) => sum + close - open, 0);
}

/** True when offices work on the local day of the moment: a make-up day, or a weekday that is no holiday. */
export function isWorkingDay(calendar: WorkCalendar, at: Date): boolean {
  return officeOf(calendar).works(dayOf(toLocal(at)));
}

/** True while offices are open: on a working day, from an opening until just before its closing time. */
export function isOfficeTime(calendar: WorkCalendar, at: Date): boolean {
  const time = timeOfDay(at);
  return (
    isWorkingDay(calendar, at) && officeOf(calendar).openings.some(({ open, close }) => time >= open && time < close)
  );
}

/** True when both moments and everything between lie in announced years. */
export function isAnnounced(calendar: WorkCalendar, from: Date, to: Date): boolean {
  for (let year = yearOf(from); year <= yearOf(to); year++) {
    if (!calendar.announcedYears.includes(year)) return false;
  }
  return true;
}

/** Every problem of a calendar; `field` is the dotted path it stands at. Empty = usable. */
export function calendarProblems(calendar: WorkCalendar, field = 'calendar'): Detail[] {
  const dates = (['holidays', 'makeUpDays'] as const).flatMap((list) =>
    calendar[list].flatMap((date, index) =>
      parseDate(date) === undefined ? [{ field: `${field}.${list}.${index}`, message: `'${date}' is no day` }] : [],
    ),
  );
  return [...officeHoursProblems(calendar.officeHours, `${field}.officeHours`), ...dates];
}

/** Every problem of office hours from a profile; `field` is the dotted path they stand at. Empty = usable. */
export function officeHoursProblems(hours: readonly OfficeHours[], field = 'officeHours'): Detail[] {
  if (hours.length === 0) return [{ field, message: 'an office day needs at least one stretch of hours' }];
  let closed = 0;
  return hours.flatMap(({ from, to }, index) => {
    const [open, close] = [parseTimeOfDay(from), parseTimeOfDay(to)];
    const at = `${field}.${index}`;
    if (open === undefined || close === undefined) {
      return [{ field: at, message: `'${from}' to '${to}' are not times such as 09:00` }];
    }
    const early = open < closed;
    closed = Math.max(closed, close);
    if (close <= open) return [{ field: at, message: `${to} is not after ${from}` }];
    return early ? [{ field: at, message: `${from} lies before the end of the stretch above` }] : [];
  });
}

const toOpening = ({ from, to }: OfficeHours): Opening => ({
  open: parseTimeOfDay(from) ?? 0,
  close: parseTimeOfDay(to) ?? 0,
});

const dayNumbers = (dates: readonly string[]) => new Set(dates.map(parseDate));

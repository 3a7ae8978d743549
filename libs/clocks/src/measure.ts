import { isAnnounced, officeDayMs, type WorkCalendar } from './calendar.js';
import { countsOfficeTime, type Limit, type LimitUnit } from './limit.js';
import { DAY_MS, HOUR_MS } from './local-time.js';
import { addWorking, workingBetween } from './working-time.js';

/** The milliseconds a limit is worth in its own measure: office time for work-hours and work-days, else elapsed time. */
export function limitMs(limit: Limit, calendar: WorkCalendar): number {
  return Math.round(limit.amount * unitMs(limit.unit, countsOfficeTime(limit.unit), calendar));
}

/**
 * The milliseconds a limit is worth in the measure of another unit: hours stay hours, a day becomes the day of that
 * measure. `1 natural-day` on a clock of work-hours is one office day.
 */
export function limitMsIn(unit: LimitUnit, limit: Limit, calendar: WorkCalendar): number {
  return Math.round(limit.amount * unitMs(limit.unit, countsOfficeTime(unit), calendar));
}

/** The moment at which `ms` have passed since `from` in the unit's measure. Below 0 counts as 0. */
export function addMeasured(calendar: WorkCalendar, unit: LimitUnit, from: Date, ms: number): Date {
  if (countsOfficeTime(unit)) return addWorking(calendar, from, ms);
  return new Date(from.getTime() + Math.max(0, ms));
}

/** What passes between two moments in the unit's measure, in milliseconds; 0 when `to` is not after `from`. */
export function measuredBetween(calendar: WorkCalendar, unit: LimitUnit, from: Date, to: Date): number {
  if (countsOfficeTime(unit)) return workingBetween(calendar, from, to);
  return Math.max(0, to.getTime() - from.getTime());
}

/** True when the time between was measured by weekdays alone because a year's notice is not out yet. */
export function isProvisional(calendar: WorkCalendar, unit: LimitUnit, from: Date, to: Date): boolean {
  return countsOfficeTime(unit) && !isAnnounced(calendar, from, to);
}

function unitMs(unit: LimitUnit, office: boolean, calendar: WorkCalendar): number {
  if (unit === 'emergency-hour' || unit === 'work-hour') return HOUR_MS;
  return office ? officeDayMs(calendar) : DAY_MS;
}

/**
 * Working time, limits and clocks: pure. Time comes in as an argument and goes out as a Date; nothing here knows what
 * time it is, and nothing changes in place. The rules are domain §3 (time units) and §4 (Clocks).
 *
 *     const calendar = officeCalendar([{ from: '09:00', to: '12:00' }, { from: '13:30', to: '17:30' }]);
 *     const clock = startClock({ kind: 'handling', limit: { amount: 2, unit: 'work-day' }, at }, calendar);
 *     dueAt(clock, calendar);                                     // { at, provisional }
 *     rungsOf(rungPolicy({ amber: 0.75 }), clock, calendar);      // [{ name: 'amber', at, … }, { name: 'due', at, … }]
 *     endClock(clock, later, calendar).met;                       // true when `later` is not after the due moment
 *
 * Acts may come late or twice: stopping what stands, resuming what runs and ending what has ended change nothing.
 */
export {
  calendarProblems,
  isAnnounced,
  isOfficeTime,
  isWorkingDay,
  officeDayMs,
  officeHoursProblems,
  type OfficeHours,
  type WorkCalendar,
} from './calendar.js';
export {
  CLOCK_STATES,
  endClock,
  isEnded,
  restartClock,
  resumeClock,
  roomWithin,
  startClock,
  stopClock,
  type Clock,
  type ClockStart,
  type ClockState,
  type EndedClock,
  type Suspension,
} from './clock.js';
export { isWithinHours, type DailyHours } from './day-hours.js';
export { dueAt, isOverdue, remaining, usedAt, type Due } from './due.js';
export { extendClock } from './extension.js';
export {
  LIMIT_UNITS,
  LONGEST_AMOUNT,
  countsOfficeTime,
  limitProblems,
  parseLimit,
  type Limit,
  type LimitUnit,
} from './limit.js';
export { fromLocal, toLocal } from './local-time.js';
export { addMeasured, isProvisional, limitMs, measuredBetween } from './measure.js';
export { noticeProblems, type HolidayBreak, type HolidayNotice } from './notice.js';
export { readNotice } from './notice-text.js';
export { STATE_COUNCIL_NOTICES } from './notices.js';
export { isQuiet, quietHoursProblems, reminderTime, type QuietHours } from './quiet-hours.js';
export { recountClock, standClock } from './recount.js';
export {
  checkRungPolicy,
  fireRungs,
  keepRungs,
  rungPolicy,
  rungPolicyProblems,
  rungsOf,
  voidRungs,
  type Rung,
  type RungPolicy,
  type RungRule,
} from './rungs.js';
export { noticesWith, officeCalendar } from './state-council.js';
export { addWorking, workingBetween } from './working-time.js';

import type { WorkCalendar } from './calendar.js';
import type { Clock } from './clock.js';
import { addMeasured, isProvisional, measuredBetween } from './measure.js';

/** `provisional`: counted by weekdays in a year whose holidays are not announced; may move, must blame nobody yet. */
export interface Due {
  at: Date;
  provisional: boolean;
}

/** What the clock has used at a moment, in milliseconds of its own measure. Nothing is used while it stands. */
export function usedAt(clock: Clock, at: Date, calendar: WorkCalendar): number {
  if (!clock.runningSince) return clock.usedMs;
  return clock.usedMs + measuredBetween(calendar, clock.limit.unit, clock.runningSince, at);
}

/** What is left at a moment, in milliseconds of the clock's own measure; below 0 = how long it is overdue. */
export function remaining(clock: Clock, at: Date, calendar: WorkCalendar): number {
  return clock.budgetMs - usedAt(clock, at, calendar);
}

/**
 * The due moment, derived from budget and use (domain §4, Clocks). A moment the clock fell due at stays, whatever stops
 * later. null while a clock stands in time: it has a due moment again when it resumes. For an ended clock that was in
 * time: the moment it would have fallen due.
 */
export function dueAt(clock: Clock, calendar: WorkCalendar): Due | null {
  const at = clock.fellDueAt ?? derivedDue(clock, calendar);
  return at && { at, provisional: isProvisional(calendar, clock.limit.unit, clock.startedAt, at) };
}

/**
 * True when a moment lies after the due moment. The due moment itself is in time. Office time alone cannot tell this:
 * at night after a due moment at closing time nothing more is used, and still the clock is overdue.
 */
export function isOverdue(clock: Clock, at: Date, calendar: WorkCalendar): boolean {
  if (clock.fellDueAt) return true;
  const due = clock.state === 'running' ? derivedDue(clock, calendar) : null;
  return due !== null && at > due;
}

function derivedDue(clock: Clock, calendar: WorkCalendar): Date | null {
  const from = clock.runningSince ?? clock.endedAt;
  return from && addMeasured(calendar, clock.limit.unit, from, clock.budgetMs - clock.usedMs);
}

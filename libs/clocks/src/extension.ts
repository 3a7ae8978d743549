import type { WorkCalendar } from './calendar.js';
import type { Clock } from './clock.js';
import { dueAt, isOverdue, remaining } from './due.js';
import { countsOfficeTime, type Limit } from './limit.js';
import { addMeasured, limitMs, measuredBetween } from './measure.js';

/**
 * Gives a clock more time at a moment. Limits that measure like the clock are added as they are; others move the due
 * moment by `extra` in their own measure. Who may extend, how often and how long is the caller's rule (rule 4). An
 * extension after the due moment postpones what is still to come but does not undo the miss.
 */
export function extendClock(clock: Clock, extra: Limit, at: Date, calendar: WorkCalendar): Clock {
  if (clock.state === 'ended') return clock;
  const fellDueAt = isOverdue(clock, at, calendar) ? (dueAt(clock, calendar)?.at ?? null) : null;
  return { ...clock, fellDueAt, budgetMs: clock.budgetMs + extraMs(clock, extra, at, calendar) };
}

function extraMs(clock: Clock, extra: Limit, at: Date, calendar: WorkCalendar): number {
  const { unit } = clock.limit;
  const ms = limitMs(extra, calendar);
  if (countsOfficeTime(unit) === countsOfficeTime(extra.unit)) return ms;
  const due = addMeasured(calendar, unit, at, remaining(clock, at, calendar));
  return measuredBetween(calendar, unit, due, addMeasured(calendar, extra.unit, due, ms));
}

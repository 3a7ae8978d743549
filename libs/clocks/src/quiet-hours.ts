import type { Detail, Severity } from '@gridwhistle/kernel';
import { DAY_MS, dayOf, fromLocal, parseTimeOfDay, toLocal } from './local-time.js';

/** The part of the night in which nobody is reminded, `HH:MM` local; over midnight when `from` is the later one. */
export interface QuietHours {
  from: string;
  to: string;
}

/**
 * When a reminder that is due at a moment may go out: at once, or at the end of the quiet hours it falls into. An
 * emergency never waits (domain §4, Clocks). The beginning of the quiet hours is quiet, their end is not.
 */
export function reminderTime(quiet: QuietHours, at: Date, severity: Severity): Date {
  const [from, to] = [parseTimeOfDay(quiet.from), parseTimeOfDay(quiet.to)];
  if (severity === 'emergency' || from === undefined || to === undefined || from === to) return at;
  const local = toLocal(at);
  const midnight = dayOf(local) * DAY_MS;
  const time = local - midnight;
  if (from < to) return time >= from && time < to ? fromLocal(midnight + to) : at;
  if (time < to) return fromLocal(midnight + to);
  return time >= from ? fromLocal(midnight + DAY_MS + to) : at;
}

/** True when a reminder of ordinary severity has to wait. */
export function isQuiet(quiet: QuietHours, at: Date): boolean {
  return reminderTime(quiet, at, 'normal') > at;
}

/** Every problem of quiet hours from a profile; `field` is the dotted path they stand at. Empty = usable. */
export function quietHoursProblems(quiet: QuietHours, field = 'quietHours'): Detail[] {
  return (['from', 'to'] as const)
    .filter((end) => parseTimeOfDay(quiet[end]) === undefined)
    .map((end) => ({ field: `${field}.${end}`, message: `'${quiet[end]}' is not a time such as 22:00` }));
}

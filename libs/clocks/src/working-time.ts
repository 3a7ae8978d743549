import { officeOf, type WorkCalendar } from './calendar.js';
import { DAY_MS, dayOf, fromLocal, toLocal } from './local-time.js';

/**
 * The moment at which `ms` of office time have passed since `from` (domain §3).
 *
 * - Outside office hours nothing passes: counting begins at the next opening.
 * - A result that lands exactly at closing time (or at the lunch break) stays there; it does not move to the next opening.
 * - `ms` of 0 gives `from` inside office hours, closing time included, else the next opening. Below 0 counts as 0.
 *
 * Throws `profile.invalid` for an unusable calendar, RangeError for a moment or an amount that is no number.
 */
export function addWorking(calendar: WorkCalendar, from: Date, ms: number): Date {
  if (!Number.isFinite(ms) || Number.isNaN(+from)) throw new RangeError(`cannot add ${ms} ms to ${+from}`);
  const { openings, works } = officeOf(calendar);
  const start = toLocal(from);
  let left = Math.max(0, ms);
  for (let day = dayOf(start); ; day++) {
    if (!works(day)) continue;
    for (const { open, close } of openings) {
      const begin = Math.max(start, day * DAY_MS + open);
      const room = day * DAY_MS + close - begin;
      if (left <= room) return fromLocal(begin + left);
      left -= Math.max(0, room);
    }
  }
}

/** Office time between two moments in milliseconds; 0 when `to` is not after `from`. Throws as `addWorking`. */
export function workingBetween(calendar: WorkCalendar, from: Date, to: Date): number {
  const { openings, works } = officeOf(calendar);
  const [start, end] = [toLocal(from), toLocal(to)];
  if (Number.isNaN(start + end)) throw new RangeError(`cannot count from ${start} to ${end}`);
  let sum = 0;
  for (let day = dayOf(start); day * DAY_MS < end; day++) {
    if (!works(day)) continue;
    for (const { open, close } of openings) {
      sum += Math.max(0, Math.min(end, day * DAY_MS + close) - Math.max(start, day * DAY_MS + open));
    }
  }
  return sum;
}

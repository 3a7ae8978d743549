import { DAY_MS, dayOf, parseTimeOfDay, toLocal } from './local-time.js';

/** A stretch of every day, `HH:MM` local; over midnight when `from` is the later one, none when both are the same. */
export interface DailyHours {
  from: string;
  to: string;
}

/** Whether a moment lies in the hours: their beginning does, their end does not. What cannot be read counts as midnight. */
export function isWithinHours({ from, to }: DailyHours, at: Date): boolean {
  const [begin, end] = [parseTimeOfDay(from) ?? 0, parseTimeOfDay(to) ?? 0];
  const time = timeOfDay(at);
  return begin <= end ? time >= begin && time < end : time >= begin || time < end;
}

/** Milliseconds after local midnight. */
export const timeOfDay = (at: Date): number => toLocal(at) - dayOf(toLocal(at)) * DAY_MS;

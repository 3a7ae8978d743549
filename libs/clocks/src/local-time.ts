/**
 * Wall-clock time of the districts. China keeps one zone without summer time, so the offset is a constant and no time
 * zone database is needed. "Local" milliseconds count from 1970-01-01 00:00 on the wall clock.
 */
export const ZONE = '+08:00';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;

export const toLocal = (at: Date): number => at.getTime() + OFFSET_MS;
export const fromLocal = (local: number): Date => new Date(local - OFFSET_MS);

/** Number of the local day, 0 = 1970-01-01. */
export const dayOf = (local: number): number => Math.floor(local / DAY_MS);

/** `YYYY-MM-DD` of a day number. */
export const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Day number of a `YYYY-MM-DD`; undefined for anything that is no day of the calendar, `2026-02-30` included. */
export function parseDate(text: string): number | undefined {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  const day = at / DAY_MS;
  return Number.isNaN(at) || dateOf(day) !== text ? undefined : day;
}

/** 1 = Monday … 7 = Sunday. 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;

/** The local calendar year of a moment. */
export const yearOf = (at: Date): number => new Date(toLocal(at)).getUTCFullYear();

/** Milliseconds after midnight of `HH:MM`, `24:00` included; undefined for anything else. */
export function parseTimeOfDay(text: string): number | undefined {
  const [, hours, minutes] = /^([01]\d|2[0-4]):([0-5]\d)$/.exec(text) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  const ms = Number(hours) * HOUR_MS + Number(minutes) * 60_000;
  return ms <= DAY_MS ? ms : undefined;
}

import type { Arrivals } from '@gridwhistle/registry';
import { random } from '../replay/random.js';

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** China keeps one zone, without summer time. */
const ZONE_MS = 8 * HOUR_MS;

export const fullHour = (at: number): number => Math.floor(at / HOUR_MS) * HOUR_MS;

/** The time that is played, in milliseconds: full hours, from a local midnight on. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What arises in one hour: so many matters, the first of them with this number. */
export interface Hour {
  readonly at: number;
  readonly first: number;
  readonly count: number;
}

/** So many months of 30.4 days from the first local midnight after a moment on. */
export function spanAfter(now: number, months: number): Span {
  const from = Math.ceil((now + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  return { from, to: from + Math.round(months * 30.4375) * DAY_MS };
}

/**
 * Every hour of the span with what arises in it: exactly `tickets` in all, in relation to the weights, and the same ones for
 * the same seed. Nothing is held but the sum of the weights.
 */
export function* arrivals(wanted: Arrivals, span: Span, tickets: number, seed: string): Generator<Hour> {
  const hours = Math.round((span.to - span.from) / HOUR_MS);
  const weight = (hour: number): number => weightAt(wanted, span, span.from + hour * HOUR_MS);
  let all = 0;
  for (let hour = 0; hour < hours; hour++) all += weight(hour);
  for (let hour = 0, sum = 0, first = 0; hour < hours; hour++) {
    sum += weight(hour);
    const next = hour === hours - 1 ? tickets : numberBefore((sum / all) * tickets, seed);
    yield { at: span.from + hour * HOUR_MS, first, count: next - first };
    first = next;
  }
}

const MORNING = 6;
const AT_NIGHT = 3;

/** The same hours, but at night, when hardly anybody does anything, three pass as one: the last of them. */
export function* withShortNights(hours: Iterable<Hour>): Generator<Hour> {
  let first: number | undefined;
  let count = 0;
  for (const hour of hours) {
    first ??= hour.first;
    count += hour.count;
    const local = localHour(hour.at);
    if (local < MORNING && (local + 1) % AT_NIGHT > 0) continue;
    yield { at: hour.at, first, count };
    [first, count] = [undefined, 0];
  }
}

/** Each number has its own share of the way, and lies somewhere within it. */
function numberBefore(reached: number, seed: string): number {
  const whole = Math.floor(reached);
  return random(`${seed}:arrival:${whole}`)() < reached - whole ? whole + 1 : whole;
}

/** How much arises at a moment, in relation to others. */
export function weightAt({ hours, weekdays, months, flood }: Arrivals, span: Span, at: number): number {
  const local = new Date(at + ZONE_MS);
  const ordinary =
    (hours[local.getUTCHours()] ?? 0) *
    (weekdays[(local.getUTCDay() + 6) % 7] ?? 0) *
    (months[local.getUTCMonth()] ?? 0);
  return isFlood(flood, span, at) ? ordinary * flood.times : ordinary;
}

/** The flood begins at a local midnight. */
export function isFlood({ after, days }: Arrivals['flood'], { from, to }: Span, at: number): boolean {
  const begin = from + Math.floor(((to - from) * after) / DAY_MS) * DAY_MS;
  return at >= begin && at < begin + days * DAY_MS;
}

/** `07` of a moment's wall clock. */
export const localHour = (at: number): number => new Date(at + ZONE_MS).getUTCHours();
/** Count of local days since 1970. */
export const localDay = (at: number): number => Math.floor((at + ZONE_MS) / DAY_MS);

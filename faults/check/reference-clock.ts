import chineseDays from 'chinese-days';

/**
 * When clocks fall due, once more and in another way than the product counts: working days come from a package, and
 * time is added opening by opening.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** China has one time, all year. */
const EAST = 8 * HOUR;

export interface OfficeHours {
  readonly from: string;
  readonly to: string;
}

/** A time in which a clock ran; `to` is null while it still runs. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date | null;
}

export interface Judgement {
  /** Null while the clock stands in time. */
  readonly due: Date | null;
  /** Null while it has not ended. */
  readonly met: boolean | null;
}

/** Whether a moment lies in hours of the day; over midnight when `from` is the later one. */
export function isBetween(at: Date, { from, to }: OfficeHours): boolean {
  const time = (at.getTime() + EAST) % DAY;
  const [begin, end] = [clockTime(from), clockTime(to)];
  return begin <= end ? time >= begin && time < end : time >= begin || time < end;
}

const isOffice = (measure: string): boolean => measure === 'work-hour' || measure === 'work-day';

/** What a limit is worth, in milliseconds of its measure. */
export function worthOf(amount: number, measure: string, hours: readonly OfficeHours[]): number {
  if (measure === 'natural-day') return Math.round(amount * DAY);
  if (measure !== 'work-day') return Math.round(amount * HOUR);
  const day = hours.reduce((sum, { from, to }) => sum + clockTime(to) - clockTime(from), 0);
  return Math.round(amount * day);
}

/** The moment at which so much has passed. */
export function after(from: Date, amount: number, measure: string, hours: readonly OfficeHours[]): Date {
  if (!isOffice(measure)) return new Date(from.getTime() + Math.max(0, amount));
  let left = Math.max(0, amount);
  for (const [open, close] of openings(from, hours)) {
    const start = Math.max(open, from.getTime());
    if (start > close || (start === close && left > 0)) continue;
    if (left <= close - start) return new Date(start + left);
    left -= close - start;
  }
  throw new Error('office hours never end');
}

/** What passes between two moments. */
export function between(from: Date, to: Date, measure: string, hours: readonly OfficeHours[]): number {
  if (!isOffice(measure)) return Math.max(0, to.getTime() - from.getTime());
  let sum = 0;
  for (const [open, close] of openings(from, hours)) {
    if (open >= to.getTime()) return sum;
    sum += Math.max(0, Math.min(close, to.getTime()) - Math.max(open, from.getTime()));
  }
  return sum;
}

/** The opening times from the day of a moment on, without end. */
function* openings(from: Date, hours: readonly OfficeHours[]): Generator<[number, number]> {
  for (let midnight = Math.floor((from.getTime() + EAST) / DAY) * DAY; ; midnight += DAY) {
    const day = new Date(midnight).toISOString().slice(0, 10);
    if (!chineseDays.isWorkday(day)) continue;
    for (const { from: open, to: close } of hours)
      yield [midnight - EAST + clockTime(open), midnight - EAST + clockTime(close)];
  }
}

function clockTime(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * HOUR + minutes * MINUTE;
}

export interface Limit {
  /** In milliseconds of the measure. */
  readonly budget: number;
  readonly measure: string;
  readonly hours: readonly OfficeHours[];
  /** Whatever is left, it goes on no longer than until then: its ticket's due moment. */
  readonly until?: Date;
}

/** Judges a clock by the stretches in which it ran. What fell due stays so, whatever comes later. */
export function judge(
  { budget, measure, hours, until }: Limit,
  stretches: readonly Stretch[],
  endedAt: Date | null,
): Judgement {
  let left = budget;
  for (const { from, to } of stretches) {
    if (until) left = Math.min(left, from > until ? 0 : between(from, until, measure, hours));
    const due = after(from, left, measure, hours);
    if (to === null) return { due, met: null };
    if (to > due) return { due, met: endedAt ? false : null };
    left -= between(from, to, measure, hours);
  }
  return endedAt ? { due: after(endedAt, left, measure, hours), met: true } : { due: null, met: null };
}

import type { WorkCalendar } from './calendar.js';
import { dueAt, isOverdue, remaining, usedAt } from './due.js';
import type { Limit, LimitUnit } from './limit.js';
import { addMeasured, limitMs, measuredBetween } from './measure.js';

export const CLOCK_STATES = ['running', 'stopped', 'ended'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** A time for which the clock stood; `to` is null while it still stands. */
export interface Suspension {
  from: Date;
  to: Date | null;
}

/**
 * A clock beside the fact it judges. It stores budget, use and suspensions; the due moment is derived (`dueAt`).
 * `budgetMs` and `usedMs` are milliseconds in the measure of `limit.unit` (office time or elapsed time); `usedMs` lacks
 * the stretch that runs since `runningSince`. Never changed in place: every act gives a new clock.
 */
export interface Clock {
  /** What it measures, such as `handling` or `report-in`. */
  kind: string;
  /** As the rule states it; the budget is smaller within another clock, larger after an extension. */
  limit: Limit;
  budgetMs: number;
  usedMs: number;
  startedAt: Date;
  state: ClockState;
  /** Set exactly while it runs. */
  runningSince: Date | null;
  suspensions: readonly Suspension[];
  /** The due moment, once an act came after it: what is missed stays missed. */
  fellDueAt: Date | null;
  /** Names of the rungs that have fired, so that each fires once. */
  fired: readonly string[];
  /** Those of them that nothing takes back: they had fired before the clock became longer. */
  kept: readonly string[];
  /** Both null until it ends. */
  endedAt: Date | null;
  met: boolean | null;
}

export interface EndedClock extends Clock {
  state: 'ended';
  endedAt: Date;
  met: boolean;
}

/** `within`: never more than the rest of that clock, whatever its unit (rule 9: an order's within its ticket's). */
export interface ClockStart {
  kind: string;
  limit: Limit;
  at: Date;
  within?: Clock;
}

/**
 * Starts a clock. Started outside office hours, office time begins at the next opening. A clock without any time left
 * (its ticket's is used up) falls due at once, in office time at the next opening.
 */
export function startClock({ kind, limit, at, within }: ClockStart, calendar: WorkCalendar): Clock {
  const room = within ? roomWithin(within, limit.unit, at, calendar) : Infinity;
  return {
    kind,
    limit,
    budgetMs: Math.min(limitMs(limit, calendar), room),
    usedMs: 0,
    startedAt: at,
    state: 'running',
    runningSince: at,
    suspensions: [],
    fellDueAt: null,
    fired: [],
    kept: [],
    endedAt: null,
    met: null,
  };
}

/** What another clock still leaves from `at` on, in milliseconds of `unit`'s measure; 0 when it is used up. */
export function roomWithin(other: Clock, unit: LimitUnit, at: Date, calendar: WorkCalendar): number {
  if (isOverdue(other, at, calendar)) return 0;
  const end = addMeasured(calendar, other.limit.unit, at, remaining(other, at, calendar));
  return measuredBetween(calendar, unit, at, end);
}

/**
 * Stops a running clock at a moment that may lie in the past (an act that another service decided counts from the time
 * in its event), never before the running stretch began. A clock that does not run is given back as it is.
 */
export function stopClock(clock: Clock, at: Date, calendar: WorkCalendar): Clock {
  if (!clock.runningSince) return clock;
  const from = later(at, clock.runningSince);
  const suspensions = [...clock.suspensions, { from, to: null }];
  return { ...halt(clock, from, calendar), state: 'stopped', suspensions };
}

/** Lets a stopped clock go on with what it has left. A clock that runs or has ended is given back as it is. */
export function resumeClock(clock: Clock, at: Date): Clock {
  if (clock.state !== 'stopped') return clock;
  const since = later(at, clock.suspensions.at(-1)?.from ?? at);
  return { ...clock, state: 'running', runningSince: since, suspensions: closeLast(clock.suspensions, since) };
}

/** A new clock with the limit of the old one and nothing used (rule 3: re-issued elsewhere; redo restarts a ticket's). */
export function restartClock(clock: Clock, at: Date, calendar: WorkCalendar, within?: Clock): Clock {
  return startClock({ kind: clock.kind, limit: clock.limit, at, within }, calendar);
}

/**
 * Ends a clock for good and judges it: met when it ends at its due moment or before, or stands without having missed
 * it. An ended clock keeps its first judgement.
 */
export function endClock(clock: Clock, at: Date, calendar: WorkCalendar): EndedClock {
  if (isEnded(clock)) return clock;
  const endedAt = later(at, clock.runningSince ?? clock.suspensions.at(-1)?.from ?? at);
  const halted = halt(clock, endedAt, calendar);
  const suspensions = closeLast(clock.suspensions, endedAt);
  return { ...halted, state: 'ended', suspensions, endedAt, met: halted.fellDueAt === null };
}

export function isEnded(clock: Clock): clock is EndedClock {
  return clock.state === 'ended';
}

/** The clock with its running stretch added to what is used, and the due moment kept when it has passed. */
function halt(clock: Clock, at: Date, calendar: WorkCalendar): Clock {
  const fellDueAt = isOverdue(clock, at, calendar) ? (dueAt(clock, calendar)?.at ?? null) : null;
  return { ...clock, usedMs: usedAt(clock, at, calendar), fellDueAt, runningSince: null };
}

function closeLast(suspensions: readonly Suspension[], to: Date): Suspension[] {
  return suspensions.map((each) => (each.to ? each : { ...each, to }));
}

const later = (one: Date, other: Date): Date => (one > other ? one : other);

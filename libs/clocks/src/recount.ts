import type { WorkCalendar } from './calendar.js';
import type { Clock, Suspension } from './clock.js';
import { addMeasured, measuredBetween } from './measure.js';

/**
 * The clock as it stood had its calendar been known from the start: what it used between its stops is measured anew, and
 * with it whether it fell due. For clocks that were counted by weekdays in a year without a notice (domain §3). One that
 * has ended keeps its judgement.
 */
export function recountClock(clock: Clock, calendar: WorkCalendar): Clock {
  if (clock.state === 'ended') return clock;
  const { unit } = clock.limit;
  let usedMs = 0;
  let fellDueAt: Date | null = null;
  for (const { from, to } of stretchesOf(clock)) {
    const due = addMeasured(calendar, unit, from, clock.budgetMs - usedMs);
    if (to > due) fellDueAt ??= due;
    usedMs += measuredBetween(calendar, unit, from, to);
  }
  return { ...clock, usedMs, fellDueAt };
}

/** The clock as it was at a moment of its past, by the stops that are known now, with the rungs that have fired since. */
export function clockAsOf(clock: Clock, at: Date, calendar: WorkCalendar): Clock {
  if (clock.state === 'ended') return clock;
  const begun = clock.suspensions.filter(({ from }) => from <= at);
  return standClock(
    clock,
    begun.map(({ from, to }) => ({ from, to: to && to <= at ? to : null })),
    calendar,
  );
}

/** The clock as it is when it stood for these times and no other; they are in order and apart, the last may be open. */
export function standClock(clock: Clock, suspensions: readonly Suspension[], calendar: WorkCalendar): Clock {
  const last = suspensions.at(-1);
  const runningSince = last ? last.to : clock.startedAt;
  const state = runningSince ? 'running' : 'stopped';
  return recountClock({ ...clock, suspensions, state, runningSince }, calendar);
}

/** The stretches that it ran, without the one in which it still runs. */
function stretchesOf({ startedAt, suspensions }: Clock): { from: Date; to: Date }[] {
  return suspensions.map(({ from }, index) => ({ from: suspensions[index - 1]?.to ?? startedAt, to: from }));
}

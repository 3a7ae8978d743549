import type { WorkCalendar } from './calendar.js';
import type { Clock } from './clock.js';
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

/** The stretches that it ran, without the one in which it still runs. */
function stretchesOf({ startedAt, suspensions }: Clock): { from: Date; to: Date }[] {
  return suspensions.map(({ from }, index) => ({ from: suspensions[index - 1]?.to ?? startedAt, to: from }));
}

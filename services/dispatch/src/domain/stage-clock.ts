import { startClock, type Clock } from '@gridwhistle/clocks';
import type { ClockKind, Severity } from '@gridwhistle/kernel';
import type { Context } from './rules.js';

/** A clock with the limit that the profile gives its kind; null where it gives none. */
export function startStageClock(kind: ClockKind, severity: Severity, { rules, now }: Context): Clock | null {
  const { limit } = rules.stageClock(kind, severity);
  return limit ? startClock({ kind, limit, at: now }, rules.calendar) : null;
}

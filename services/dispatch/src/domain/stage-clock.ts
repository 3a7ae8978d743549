import { endClock, startClock, type Clock } from '@gridwhistle/clocks';
import type { ClockKind, Severity } from '@gridwhistle/kernel';
import { applied, type Change, type Matter } from './matter.js';
import type { Context } from './rules.js';
import type { Ticket } from './ticket.js';

/** A clock with the limit that the profile gives its kind; null where it gives none. */
export function startStageClock(kind: ClockKind, severity: Severity, { rules, now }: Context): Clock | null {
  const { limit } = rules.stageClock(kind, severity);
  return limit ? startClock({ kind, limit, at: now }, rules.calendar) : null;
}

/** A ticket's clock that runs exactly while something is waited for. */
export interface Wait {
  readonly kind: 'dispatch' | 'call-back';
  readonly field: 'dispatchClock' | 'callBackClock';
  readonly lasts: (matter: Matter) => boolean;
}

/** What follows for such a clock from every decision: it starts as the wait begins and ends with it. */
export function keepClock({ kind, field, lasts }: Wait, matter: Matter, change: Change, context: Context): Change {
  const after = applied(matter, change);
  const clock = after.ticket[field];
  const isRunning = clock !== null && clock.state !== 'ended';
  if (isRunning === lasts(after)) return change;
  const kept = isRunning
    ? endClock(clock, context.now, context.rules.calendar)
    : startStageClock(kind, after.ticket.severity, context);
  if (kept === clock) return change;
  const next: Ticket = { ...after.ticket, [field]: kept };
  return { ...change, ticket: { next, events: change.ticket?.events ?? [] } };
}

import { dueAt, recountClock, voidRungs, type Clock, type RungPolicy } from '@gridwhistle/clocks';
import type { Context } from './rules.js';

/** A clock that was counted with another calendar than is in force, and the due moment that was told. */
export interface Outdated {
  /** Id of the ticket, order or receipt. */
  readonly aggregateId: string;
  readonly kind: string;
  readonly dueAt: Date | null;
  readonly provisional: boolean;
}

/** A clock counted anew, and whether somebody sees a difference. */
export interface Recounted {
  readonly clock: Clock;
  readonly isMoved: boolean;
}

/**
 * The clock as it stood had the calendar in force been so from the start, with the limit that it began with (domain §3);
 * undefined where it need not be counted anew. What was in time when it was forwarded stays in time.
 */
export function recounted(
  clock: Clock | null,
  outdated: readonly Outdated[],
  aggregateId: string,
  { rules }: Context,
): Recounted | undefined {
  const told = outdated.find((each) => each.aggregateId === aggregateId && each.kind === clock?.kind);
  if (!clock || !told || clock.state === 'ended') return undefined;
  const anew = recountClock(clock, rules.calendar);
  const next = { ...anew, fellDueAt: clock.fellDueAt && anew.fellDueAt };
  const due = dueAt(next, rules.calendar);
  const isSame = due?.at.getTime() === told.dueAt?.getTime() && due?.provisional === told.provisional;
  return { clock: next, isMoved: due !== null && !isSame };
}

/** What has fired before the moment that is known now is void, as the clock was longer all the time; it fires when that comes. */
export function takenBack({ clock }: Recounted, policy: RungPolicy, { rules, now }: Context) {
  return voidRungs(policy, clock, now, rules.calendar);
}

import { compare, counted, named, text } from './count.js';
import type { Evidence, LogEvent } from './evidence.js';
import { wrong, type Violation } from './finding.js';
import { isBetween } from './reference-clock.js';

/** However long a service may be down. */
const HEARD_WITHIN_MS = 3_600_000;

type Rules = Pick<Evidence, 'log' | 'escalations' | 'quietHours'>;

/** Of those rungs, the ones that the profile has lead to an act; one may lead to it more than once. */
export const ledToBy = (act: string, escalations: Rules['escalations'], fired: readonly LogEvent[]): LogEvent[] =>
  fired.flatMap((event) => escalations.filter((one) => one.on === event.name && one.act === act).map(() => event));

const keyOf = (rung: string, event: LogEvent): string => `${rung} of ${text(event, 'ticketId')} ${text(event, 'unit')}`;

/** A rung, as its effects name it. */
export const rungKey = (event: LogEvent): string => keyOf(event.name, event);

/** What rungs led to; what was made by hand is not in it. */
export const effectsOf = (log: readonly LogEvent[], name: string): LogEvent[] =>
  named(log, name).filter((event) => text(event, 'cause') !== 'by-hand');

/** The rung that an effect names as its cause. */
export const causeOf = (event: LogEvent): string => keyOf(text(event, 'cause'), event);

/**
 * A rung by day, or of an emergency, leads to its reminder. One by night leads to none at that moment; in the morning
 * to one, or to none where nothing is owed any more.
 */
export function checkReminders({ log, escalations, quietHours }: Rules, fired: readonly LogEvent[]): Violation[] {
  const urgent = new Set(
    named(log, 'order.issued')
      .filter((event) => text(event, 'severity') === 'emergency')
      .map((event) => text(event, 'orderId')),
  );
  const isUrgent = (event: LogEvent): boolean => urgent.has(text(event, 'orderId'));
  const mustWait = (event: LogEvent): boolean => isBetween(event.at, quietHours) && !isUrgent(event);
  // One of the late evening may be heard of at night only.
  const mayWait = (event: LogEvent): boolean =>
    mustWait(event) || (isBetween(new Date(event.at.getTime() + HEARD_WITHIN_MS), quietHours) && !isUrgent(event));
  const reminding = ledToBy('remind', escalations, fired);
  const waiting = reminding.filter(mayWait);
  const sent = effectsOf(log, 'reminder.sent').filter((event) => text(event, 'cause') !== 'hotline-order.urged');
  const at = (key: string, event: LogEvent): string => `${key} at ${event.at.toISOString()}`;
  const byNight = new Set(reminding.filter(mustWait).map((event) => at(rungKey(event), event)));
  return [
    ...between(counted(reminding.map(rungKey)), counted(waiting.map(rungKey)), counted(sent.map(causeOf))),
    ...sent
      .filter((event) => byNight.has(at(causeOf(event), event)))
      .map((event) => wrong(`${causeOf(event)}: reminded at night, ${event.at.toISOString()}`)),
  ];
}

type Counts = ReadonlyMap<string, number>;

/** As many as are due; of those that waited any number may be missing. */
function between(due: Counts, waited: Counts, came: Counts): Violation[] {
  const expected = [...due].map(([key, n]): [string, number] => {
    const least = n - (waited.get(key) ?? 0);
    return [key, Math.min(n, Math.max(least, came.get(key) ?? 0))];
  });
  return compare('reminder', new Map(expected), came);
}

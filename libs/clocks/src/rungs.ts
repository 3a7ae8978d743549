import { refuseIfAny, type Detail } from '@gridwhistle/kernel';
import type { WorkCalendar } from './calendar.js';
import type { Clock } from './clock.js';
import { usedAt } from './due.js';
import { limitProblems, type Limit } from './limit.js';
import { addMeasured, isProvisional, limitMsIn } from './measure.js';
import { clockAsOf } from './recount.js';

/** One rung: at a share of the budget (1 = due), or some time after the due moment in the clock's own measure. */
export type RungRule = { name: string; share: number } | { name: string; after: Limit };

/** The rungs of a kind of clock: profile data. Names are unique; they end the names of events (`order.due`). */
export type RungPolicy = readonly RungRule[];

/** A rung that is still to fire. `provisional` as in `Due`: a blaming rung waits until the year is announced. */
export interface Rung {
  name: string;
  at: Date;
  provisional: boolean;
}

/** The usual ladder: `due`, before it `amber` at a share of the budget, after it `overdue`, each where it is given. */
export function rungPolicy(rule: { amber?: number; overdueAfter?: Limit } = {}): RungPolicy {
  const amber = rule.amber === undefined ? [] : [{ name: 'amber', share: rule.amber }];
  const overdue = rule.overdueAfter ? [{ name: 'overdue', after: rule.overdueAfter }] : [];
  return [...amber, { name: 'due', share: 1 }, ...overdue];
}

/**
 * The rungs a running clock has still to fire, in order. One whose moment has passed (everything was down) is among
 * them with that moment. A clock that stands or has ended has none.
 */
export function rungsOf(policy: RungPolicy, clock: Clock, calendar: WorkCalendar): Rung[] {
  const { runningSince, limit, startedAt } = clock;
  if (!runningSince) return [];
  return thresholds(policy, clock, calendar)
    .filter(({ name }) => !clock.fired.includes(name))
    .map(({ name, ms }) => {
      const missed = ms <= clock.budgetMs ? clock.fellDueAt : null;
      const at = missed ?? addMeasured(calendar, limit.unit, runningSince, ms - clock.usedMs);
      return { name, at, provisional: isProvisional(calendar, limit.unit, startedAt, at) };
    });
}

/** The clock with rungs marked as fired, so that they never fire again. */
export function fireRungs<Fires extends Pick<Clock, 'fired'>>(clock: Fires, names: readonly string[]): Fires {
  return { ...clock, fired: [...new Set([...clock.fired, ...names])] };
}

/**
 * Takes back the rungs that fired although the clock, as it is now known, had not reached them at `at`: they fired
 * while a stop was on its way. The caller publishes which; they may fire again later.
 */
export function voidRungs(
  policy: RungPolicy,
  clock: Clock,
  at: Date,
  calendar: WorkCalendar,
): { clock: Clock; voided: string[] } {
  const used = usedAt(clock, at, calendar);
  const early = thresholds(policy, clock, calendar)
    .filter(({ ms }) => ms > used && !(clock.fellDueAt && ms <= clock.budgetMs))
    .map(({ name }) => name);
  const voided = clock.fired.filter((name) => early.includes(name) && !clock.kept.includes(name));
  return { clock: { ...clock, fired: clock.fired.filter((name) => !voided.includes(name)) }, voided };
}

/**
 * The clock with the rungs that it had come to by a moment kept: more time given from then on takes back none of them, so
 * that they fire no second time.
 */
export function keepRungs(policy: RungPolicy, clock: Clock, at: Date, calendar: WorkCalendar): Clock {
  return { ...clock, kept: voidRungs(policy, clockAsOf(clock, at, calendar), at, calendar).clock.fired };
}

/** Every problem of a rung policy from a profile; `field` is the dotted path it stands at. Empty = usable. */
export function rungPolicyProblems(policy: RungPolicy, field = 'rungs'): Detail[] {
  return policy.flatMap((rule, index) => {
    const at = `${field}.${index}`;
    const problems = 'share' in rule ? shareProblems(rule.share, at) : limitProblems(rule.after, `${at}.after`);
    const named = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(rule.name);
    if (!named) problems.push({ field: `${at}.name`, message: 'must be small letters, digits and single hyphens' });
    const twice = policy.findIndex(({ name }) => name === rule.name) < index;
    if (twice) problems.push({ field: `${at}.name`, message: `the name ${rule.name} stands twice` });
    return problems;
  });
}

/** Gives the policy back; throws `profile.invalid` with every problem. */
export function checkRungPolicy(policy: RungPolicy, field = 'rungs'): RungPolicy {
  refuseIfAny('profile.invalid', 'The rungs cannot be used', rungPolicyProblems(policy, field));
  return policy;
}

function shareProblems(share: number, at: string): Detail[] {
  if (share > 0 && share <= 1) return [];
  return [{ field: `${at}.share`, message: 'must be above 0 and at most 1' }];
}

/** What has to be used for each rung, in the clock's own measure, lowest first. */
function thresholds(policy: RungPolicy, clock: Clock, calendar: WorkCalendar): { name: string; ms: number }[] {
  return policy
    .map((rule) => ({ name: rule.name, ms: thresholdMs(rule, clock, calendar) }))
    .sort((one, other) => one.ms - other.ms);
}

function thresholdMs(rule: RungRule, clock: Clock, calendar: WorkCalendar): number {
  if ('share' in rule) return Math.round(clock.budgetMs * rule.share);
  return clock.budgetMs + limitMsIn(clock.limit.unit, rule.after, calendar);
}

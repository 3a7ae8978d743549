import { addMeasured, countsOfficeTime, limitMs, type Limit, type WorkCalendar } from '@gridwhistle/clocks';

const HOUR_MS = 3_600_000;

/**
 * One limit for a matter whose standard runs several in a row (domain §3). Limits of one unit add up, those of one
 * measure become hours of it; limits of both measures become the hours that pass from `at` until the last one ends.
 */
export function wholeLimit(limits: readonly Limit[], at: Date, calendar: WorkCalendar): Limit {
  const [first, ...others] = limits;
  if (!first) throw new Error('a standard without a limit');
  if (others.every(({ unit }) => unit === first.unit))
    return { amount: sum(limits, ({ amount }) => amount), unit: first.unit };
  const office = countsOfficeTime(first.unit);
  if (others.every(({ unit }) => countsOfficeTime(unit) === office)) {
    const amount = sum(limits, (limit) => limitMs(limit, calendar)) / HOUR_MS;
    return { amount, unit: office ? 'work-hour' : 'emergency-hour' };
  }
  const end = limits.reduce((from, limit) => addMeasured(calendar, limit.unit, from, limitMs(limit, calendar)), at);
  return { amount: (end.getTime() - at.getTime()) / HOUR_MS, unit: 'emergency-hour' };
}

const sum = (limits: readonly Limit[], of: (limit: Limit) => number): number =>
  limits.reduce((total, limit) => total + of(limit), 0);

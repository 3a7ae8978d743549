import { limitProblems, type Limit } from '@gridwhistle/clocks';
import type { Detail } from '@gridwhistle/kernel';
import { problem } from '../draft.js';

/** A limit that cannot be parsed is refused, never guessed (domain §3). */
export function limitProblem(field: string, limit: string | undefined): Detail[] {
  if (limit === undefined || limitProblems(limit).length === 0) return [];
  const expected =
    "expected an amount and a unit such as '2 work-day', '4 work-hour', '2 emergency-hour', '5 natural-day'";
  return [problem(field, 'limit.unreadable', `'${limit}' is not a limit; ${expected}`)];
}

/** In hours, a day of any kind as 24: the least that says for certain which of two is the longer. */
export const leastHours = ({ amount, unit }: Limit): number =>
  unit === 'work-day' || unit === 'natural-day' ? amount * 24 : amount;

import { LIMIT_UNITS, refuseIfAny, type Detail, type LimitUnit } from '@gridwhistle/kernel';

export { LIMIT_UNITS, type LimitUnit };

/** An amount of time as rules state it; 15 minutes are 0.25 of an hour. */
export interface Limit {
  amount: number;
  unit: LimitUnit;
}

/** No rule of the field is longer; it keeps every computation short. */
export const LONGEST_AMOUNT = 10_000;

const TEXT = /^(\d+(?:\.\d+)?) ([a-z]+-[a-z]+)$/;

/** Every problem of a limit from a profile: `{ amount, unit }` or text such as `2 work-day`. Empty = readable. */
export function limitProblems(input: unknown, field = 'limit'): Detail[] {
  const parts = partsOf(input);
  if (!parts) return [{ field, message: "a limit is { amount, unit } or text such as '2 work-day'" }];
  const { amount, unit } = parts;
  const problems: Detail[] = [];
  if (typeof amount !== 'number' || !(amount > 0 && amount <= LONGEST_AMOUNT)) {
    problems.push({ field: `${field}.amount`, message: `must be a number above 0, at most ${LONGEST_AMOUNT}` });
  }
  if (!LIMIT_UNITS.some((known) => known === unit)) {
    problems.push({ field: `${field}.unit`, message: `must be one of ${LIMIT_UNITS.join(', ')}` });
  }
  return problems;
}

/** Reads a limit; throws `profile.invalid` with every problem. A bare number, `2天`, zero are refused, never guessed. */
export function parseLimit(input: unknown, field = 'limit'): Limit {
  refuseIfAny('profile.invalid', 'The limit cannot be read', limitProblems(input, field));
  const { amount, unit } = partsOf(input) as unknown as Limit;
  return { amount, unit };
}

/** True for the units that count office time only. */
export const countsOfficeTime = (unit: LimitUnit): boolean => unit === 'work-hour' || unit === 'work-day';

function partsOf(input: unknown): { amount?: unknown; unit?: unknown } | undefined {
  if (typeof input === 'object' && input !== null) return input;
  const [, amount, unit] = (typeof input === 'string' && TEXT.exec(input)) || [];
  return unit === undefined ? undefined : { amount: Number(amount), unit };
}

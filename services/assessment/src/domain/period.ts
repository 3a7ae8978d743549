export type PeriodKind = 'month' | 'quarter' | 'year';

/** A stretch of statistical days: `from` belongs to it, `to` is the first moment after it. */
export interface Period {
  /** `2026-03`, `2026-q1`, `2026` */
  readonly code: string;
  readonly from: Date;
  readonly to: Date;
}

/** When a district's statistical day begins: `00:00`, or `12:00` where days run from noon to noon. */
export interface StatisticalDay {
  /** `HH:MM` on the wall clock of the day that gives the statistical day its date. */
  readonly start: string;
  /** `+08:00` */
  readonly zone: string;
}

const CODES: Record<PeriodKind, RegExp> = {
  month: /^(20\d\d)-(0[1-9]|1[0-2])$/,
  quarter: /^(20\d\d)-q([1-4])$/,
  year: /^(20\d\d)$/,
};
const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 };

/** The period that a code names; undefined when it names none of this kind. */
export function periodOf(kind: PeriodKind, code: string, day: StatisticalDay): Period | undefined {
  const [, year, nth = '1'] = CODES[kind].exec(code) ?? [];
  if (year === undefined) return undefined;
  const month = (Number(nth) - 1) * MONTHS[kind];
  return {
    code,
    from: firstMoment(Number(year), month, day),
    to: firstMoment(Number(year), month + MONTHS[kind], day),
  };
}

export const hasBegun = ({ from }: Period, now: Date): boolean => now >= from;
export const hasEnded = ({ to }: Period, now: Date): boolean => now >= to;

/** The start of a month's first statistical day; month 12 is January of the next year. */
function firstMoment(year: number, month: number, { start, zone }: StatisticalDay): Date {
  const date = `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  return new Date(`${date}T${start}:00${zone}`);
}

import { DomainError } from '@gridwhistle/kernel';

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
/** How a code of each kind is written. */
export const EXAMPLES: Record<PeriodKind, string> = { month: '2026-03', quarter: '2026-q1', year: '2026' };
const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 };
const NAMES: Record<PeriodKind, (year: number, nth: number) => string> = {
  month: (year, nth) => `${year}-${String(nth).padStart(2, '0')}`,
  quarter: (year, nth) => `${year}-q${nth}`,
  year: (year) => String(year),
};

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

/** The period of a kind that runs at a moment; undefined in years that no code names. */
export function periodAt(kind: PeriodKind, at: Date, day: StatisticalDay): Period | undefined {
  const ahead = Date.UTC(2000, 0) - firstMoment(2000, 0, day).getTime();
  const date = new Date(at.getTime() + ahead);
  const nth = Math.floor(date.getUTCMonth() / MONTHS[kind]) + 1;
  return periodOf(kind, NAMES[kind](date.getUTCFullYear(), nth), day);
}

/** No statistical day begins later than another by more. */
const DAY_MS = 86_400_000;

/**
 * The period where it meets those that were opened: a changed beginning of the statistical day neither leaves hours between
 * two periods of a plan, nor has two share them.
 */
export function meeting(period: Period, known: readonly Period[]): Period {
  const isNear = (one: Date, other: Date): boolean => Math.abs(one.getTime() - other.getTime()) < DAY_MS;
  const others = known.filter(({ code }) => code !== period.code);
  const before = others.find(({ to }) => isNear(to, period.from));
  const after = others.find(({ from }) => isNear(from, period.to));
  return { ...period, from: before?.to ?? period.from, to: after?.from ?? period.to };
}

/** Opened, its plan never changes; frozen, nothing that happens later counts; published, nothing at all changes. */
export const PERIOD_STATES = ['open', 'frozen', 'published'] as const;
export type PeriodState = (typeof PERIOD_STATES)[number];

/** A period that was opened. */
export interface KnownPeriod extends Period {
  readonly state: PeriodState;
}

/** Domain §5: a plan is frozen when a period opens, so one stretch of time has one plan. Throws the refusal. */
export function checkOpening(period: Period, known: readonly KnownPeriod[]): void {
  const same = known.find(({ code }) => code === period.code);
  if (same) throw new DomainError('assessment.period-opened', `${same.code} is ${same.state}`);
  const other = known.find((each) => shareDays(each, period));
  if (other) throw new DomainError('assessment.period-overlaps', `${period.code} and ${other.code} share days`);
}

/** Domain §5: a period that runs is opened without anybody asking, where opening it by hand would be allowed. */
export const opensByItself = (period: Period, known: readonly Period[]): boolean =>
  !known.some((each) => shareDays(each, period));

/** What a freeze depends on beside the period. */
export interface FreezingMoment {
  readonly now: Date;
  /** Everything that was told is in the facts. */
  readonly hasAllArrived: boolean;
}

/** A period is frozen once, after its end, with every fact that was told. Throws the refusal. */
export function checkFreezing(period: KnownPeriod | null, { now, hasAllArrived }: FreezingMoment): void {
  if (!period) throw notOpened();
  if (period.state !== 'open') throw new DomainError('assessment.already-frozen', `the period is ${period.state}`);
  if (!hasEnded(period, now)) throw stillOpen(`the period ends at ${period.to.toISOString()}`);
  if (!hasAllArrived) throw new DomainError('assessment.events-outstanding', 'events are still on their way here');
}

/** What is published first is frozen; afterwards only a correction that names the last one. Throws the refusal. */
export function checkPublishing(
  period: KnownPeriod | null,
  { last, corrects }: { last: string | undefined; corrects: string | undefined },
): void {
  if (!period) throw notOpened();
  if (period.state === 'open') throw stillOpen('the period is open: freeze it first');
  if (last === undefined && corrects === undefined) return;
  if (last === undefined) throw new DomainError('assessment.not-the-last', 'nothing has been published to correct');
  if (corrects === undefined) throw new DomainError('assessment.already-published', `it was published as ${last}`);
  if (corrects !== last) throw new DomainError('assessment.not-the-last', `the last publication is ${last}`);
}

const notOpened = (): DomainError => new DomainError('assessment.period-not-opened', 'nobody has opened the period');
const stillOpen = (message: string): DomainError => new DomainError('assessment.period-open', message);

const shareDays = (one: Period, other: Period): boolean => one.from < other.to && other.from < one.to;

/** Whether a moment is one of the period's. */
export const lies = (at: Date | null, { from, to }: Period): boolean => at !== null && at >= from && at < to;

export const hasBegun = ({ from }: Period, now: Date): boolean => now >= from;
export const hasEnded = ({ to }: Period, now: Date): boolean => now >= to;

/** The start of a month's first statistical day; month 12 is January of the next year. */
function firstMoment(year: number, month: number, { start, zone }: StatisticalDay): Date {
  const date = `${year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`;
  return new Date(`${date}T${start}:00${zone}`);
}

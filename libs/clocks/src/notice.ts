import type { Detail } from '@gridwhistle/kernel';
import { DAY_MS, parseDate, weekdayOf } from './local-time.js';

/** One holiday of a notice: off from `from` to `to`, both included; the make-up days are worked in return. */
export interface HolidayBreak {
  name: string;
  from: string;
  to: string;
  makeUpDays: readonly string[];
}

/** The State Council's yearly notice on public holidays (国务院办公厅关于部分节假日安排的通知). */
export interface HolidayNotice {
  year: number;
  published: string;
  breaks: readonly HolidayBreak[];
}

/** No holiday of a notice was ever longer; a longer one is a mistake of typing. */
const LONGEST_BREAK = 15;

/** Every problem of a notice from a profile; `field` is the dotted path it stands at. Empty = usable. */
export function noticeProblems({ year, published, breaks }: HolidayNotice, field = 'notice'): Detail[] {
  const off = new Set(breaks.flatMap(daysOff));
  const problems = breaks.flatMap((each, index) => breakProblems(each, year, off, `${field}.breaks.${index}`));
  if (parseDate(published) === undefined) {
    problems.push({ field: `${field}.published`, message: `'${published}' is no day` });
  }
  if (breaks.length === 0) problems.push({ field: `${field}.breaks`, message: 'a notice has at least one holiday' });
  return problems;
}

/** The numbers of all days of a break. */
export function daysOff({ from, to }: HolidayBreak): number[] {
  const first = parseDate(from) ?? 0;
  const last = parseDate(to) ?? -1;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

function breakProblems(each: HolidayBreak, year: number, off: ReadonlySet<number>, field: string): Detail[] {
  const { from, to, makeUpDays } = each;
  const [first, last] = [parseDate(from), parseDate(to)];
  const worked = (day: number | undefined) =>
    day !== undefined && liesIn(year, day) && weekdayOf(day) > 5 && !off.has(day);
  const problems = makeUpDays
    .map((date, index) => ({ field: `${field}.makeUpDays.${index}`, date }))
    .filter(({ date }) => !worked(parseDate(date)))
    .map(({ field: at, date }) => ({ field: at, message: `${date} is no Saturday or Sunday to work` }));
  if (first === undefined || last === undefined || last < first || last - first >= LONGEST_BREAK) {
    problems.push({ field, message: `${from} to ${to} are no days off` });
  } else if (!liesIn(year, first) || !liesIn(year, last)) {
    problems.push({ field, message: `${from} to ${to} do not lie in ${year}` });
  }
  return problems;
}

/** A notice may reach into the last days of the year before and the first of the next. */
const liesIn = (year: number, day: number): boolean =>
  day > Date.UTC(year, 0, 1) / DAY_MS - LONGEST_BREAK && day < Date.UTC(year + 1, 0, 1) / DAY_MS + LONGEST_BREAK;

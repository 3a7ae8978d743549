import type { HolidayBreak, HolidayNotice } from '@gridwhistle/clocks';
import { PACKAGES, type HolidayPackage } from './packages.js';

/** The years whose notices are built in, and when each notice was published. */
export const YEARS: readonly Pick<HolidayNotice, 'year' | 'published'>[] = [
  { year: 2025, published: '2024-11-12' },
  { year: 2026, published: '2025-11-04' },
];

const DAY_MS = 86_400_000;

/** Every day of a year, `YYYY-MM-DD`. */
export function daysOf(year: number): string[] {
  const [from, to] = [Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)];
  return Array.from({ length: (to - from) / DAY_MS }, (_, day) =>
    new Date(from + day * DAY_MS).toISOString().slice(0, 10),
  );
}

/** Every day that two packages do not tell alike, and each package that has nothing of the year. */
export function differences(year: number, packages: readonly [HolidayPackage, HolidayPackage] = PACKAGES): string[] {
  const [one, other] = packages;
  const days = daysOf(year);
  const empty = packages.filter(({ dayOf }) => days.every((day) => dayOf(day) === undefined));
  if (empty.length > 0) return empty.map(({ name }) => `${name} has no notice of ${year}`);
  return days
    .filter((day) => one.dayOf(day)?.works !== other.dayOf(day)?.works)
    .map((day) => `${day}: ${said(one, day)}, ${said(other, day)}`);
}

/** The notice of a year in which both packages agree on every day; throws with every day in which they do not. */
export function noticeOf({ year, published }: (typeof YEARS)[number], packages = PACKAGES): HolidayNotice {
  const differing = differences(year, packages);
  if (differing.length > 0) throw new Error(`the packages of holidays differ:\n${differing.join('\n')}`);
  return { year, published, breaks: breaksOf(year, packages[0]) };
}

/** Days off that follow each other are one break, of one holiday or of several; a make-up day belongs to its holiday's. */
function breaksOf(year: number, { dayOf }: HolidayPackage): HolidayBreak[] {
  const days = daysOf(year).map((date) => ({ date, ...dayOf(date) }));
  const runs: { date: string; holiday?: string }[][] = [];
  for (const day of days.filter(({ works }) => works === false)) {
    const last = runs.at(-1)?.at(-1);
    if (last && Date.parse(day.date) - Date.parse(last.date) === DAY_MS) runs.at(-1)?.push(day);
    else runs.push([day]);
  }
  return runs.map((run) => {
    const names = [...new Set(run.map(({ holiday = '' }) => holiday))];
    const makeUp = days.filter(({ works, holiday = '' }) => works === true && names.includes(holiday));
    const [from = '', to = ''] = [run.at(0)?.date, run.at(-1)?.date];
    return { name: names.join('、'), from, to, makeUpDays: makeUp.map(({ date }) => date) };
  });
}

function said({ name, dayOf }: HolidayPackage, day: string): string {
  const works = dayOf(day)?.works;
  return `${name} ${works === undefined ? 'names it not' : works ? 'has it worked' : 'has it off'}`;
}

import type { Detail } from '@gridwhistle/kernel';
import { parseDate, weekdayOf } from './local-time.js';
import { noticeProblems, type HolidayBreak, type HolidayNotice } from './notice.js';

const WEEKDAYS = '一二三四五六日';
/** `2月28日（农历腊月二十八、周六）`; the month may be that of the day before, the year stands only around New Year. */
const DAY = '(?:(\\d{4})年)?(?:(\\d{1,2})月)?(\\d{1,2})日(?:（[^（）]*(?:周|星期)([一二三四五六日])）)?';
const DAYS_OFF = new RegExp(`^${DAY}(?:至${DAY})?放假(?:[^。]*?(\\d+)天)?`);
const ANY_DAY = new RegExp(DAY, 'g');
const ITEM = /[一二三四五六七八九十]+、([^：:\s]{2,12})[：:]([^\n]*)/g;

/** What is wrong with a text, and the line it stands in, counted from 1; none where it is wrong as a whole. */
export interface NoticeProblem extends Detail {
  line?: number;
}

/**
 * Reads the State Council's notice as it is published. What it says twice is checked: weekdays in brackets and the
 * number of days off. Without problems the notice is there.
 */
export function readNotice(text: string): { notice?: HolidayNotice; problems: NoticeProblem[] } {
  const year = /(\d{4})年部分节假日安排/.exec(text)?.[1];
  const published = [...text.matchAll(/(\d{4})年(\d{1,2})月(\d{1,2})日/g)].at(-1)?.slice(1);
  if (year === undefined || !published) {
    return { problems: [{ message: 'the text is no notice: it lacks its year in the title or its day at the end' }] };
  }
  const items = [...text.matchAll(ITEM)].map(({ 1: name = '', 2: said = '', index }) => {
    return { ...breakOf(name, said, Number(year)), line: text.slice(0, index).split('\n').length };
  });
  const problems = items.flatMap(({ problems: each, line }) => each.map((problem) => ({ ...problem, line })));
  const read = items.filter(({ found }) => found !== undefined);
  const breaks = read.flatMap(({ found }) => found ?? []);
  const notice = { year: Number(year), published: dateText(...published), breaks };
  const lines = read.map(({ line }) => line);
  const all = [...problems, ...noticeProblems(notice).map((problem) => withLine(problem, lines))];
  return all.length > 0 ? { problems: all } : { notice, problems: [] };
}

/** The problem of a notice's nth holiday stands in the line of that holiday. */
function withLine(problem: Detail, lines: readonly number[]): NoticeProblem {
  const line = lines[Number(/^notice\.breaks\.(\d+)/.exec(problem.field ?? '')?.[1])];
  return line === undefined ? problem : { ...problem, line };
}

function breakOf(name: string, said: string, year: number): { found?: HolidayBreak; problems: Detail[] } {
  const off = DAYS_OFF.exec(said);
  if (!off) return { problems: [{ field: name, message: 'the days off cannot be read' }] };
  const from = dayIn(off.slice(1, 5), [String(year)]);
  const to = off[7] === undefined ? from : dayIn(off.slice(5, 9), from.date.split('-'));
  const worked = /[^。]*上班/.exec(said.slice(off[0].length))?.[0] ?? '';
  const makeUp = [...worked.matchAll(ANY_DAY)].map((each) => dayIn(each.slice(1, 5), [String(year)]));
  const problems = [...new Set([from, to, ...makeUp])].flatMap(({ wrong }) => wrong.map(at(name)));
  const length = (parseDate(to.date) ?? NaN) - (parseDate(from.date) ?? NaN) + 1;
  const counted = off[9] === undefined || length === Number(off[9]);
  if (!counted) problems.push({ field: name, message: `${from.date} to ${to.date} are not ${off[9]} days` });
  return { found: { name, from: from.date, to: to.date, makeUpDays: makeUp.map(({ date }) => date) }, problems };
}

const at = (field: string) => (message: string) => ({ field, message });

/** A day, its weekday checked where it stands; what is left out of year and month is that of the day before it. */
function dayIn(parts: readonly (string | undefined)[], [year, month = '']: readonly string[]) {
  const date = dateText(parts[0] ?? year, parts[1] ?? month, parts[2]);
  const number = parseDate(date);
  const weekday = number === undefined ? undefined : WEEKDAYS[weekdayOf(number) - 1];
  const right = weekday !== undefined && weekday === (parts[3] ?? weekday);
  return { date, wrong: right ? [] : [`${date} is no 周${parts[3] ?? '…'}`] };
}

const dateText = (...parts: (string | undefined)[]): string =>
  parts.map((part = '') => part.padStart(2, '0')).join('-');

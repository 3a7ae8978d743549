import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { readNotice, STATE_COUNCIL_NOTICES, type HolidayNotice, type NoticeProblem } from '@gridwhistle/clocks';
import { Failure } from './failure.js';
import { insideFolder } from './inside-folder.js';
import { readPart, type Wanted } from './json-part.js';
import { print } from './output.js';
import { readParts } from './profile-folder.js';

export interface NoticeOptions {
  profile: string;
  out?: string;
  json?: boolean;
}

interface Part {
  holidayNotices: HolidayNotice[];
}

/**
 * Reads a State Council notice and adds it to a profile's part: with the profile applied, its year is announced and
 * deadlines counted by weekdays are counted anew. Exit code 1, with every problem, where the text cannot be read whole.
 */
export async function importNotice(file: string, { profile: folder, out, json }: NoticeOptions): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure(`${file} cannot be read.`, 2);
  });
  const { notice, problems } = readNotice(text);
  if (!notice) process.exitCode = 1;
  else await checkFree(notice, folder, out);
  if (notice && out !== undefined) await writeFile(out, textOf([...(await otherYearsIn(out, notice)), notice]));
  print(json, { notice, problems }, () => [
    ...problems.map((problem) => problemLine(file, problem)),
    ...(notice ? linesOf(notice, out) : ['Nothing is written.']),
  ]);
}

/** `notice.txt:3: 元旦: …`, and without a line what is wrong with the text as a whole. */
function problemLine(file: string, { line, field, message }: NoticeProblem): string {
  return [line === undefined ? file : `${file}:${line}`, ...(field === undefined ? [] : [field]), message].join(': ');
}

/** A year stands in a profile once; in the file that is written it is replaced. */
async function checkFree({ year }: HolidayNotice, folder: string, out?: string): Promise<void> {
  const { holidayNotices } = await readParts(folder, ['holidayNotices'], insideFolder(folder, out));
  const twice = holidayNotices?.some((each) => each.year === year);
  if (twice) throw new Failure(`${folder} has a notice of ${year} in another file.`);
}

async function otherYearsIn(file: string, { year }: HolidayNotice): Promise<HolidayNotice[]> {
  if (!existsSync(file)) return [];
  const { holidayNotices } = await readPart<Part>(file, NOTICES);
  return holidayNotices.filter((each) => each.year !== year);
}

const NOTICES: Wanted = { kind: 'notices', is: 'part for notices' };

function linesOf({ year, breaks }: HolidayNotice, out?: string): string[] {
  const known = STATE_COUNCIL_NOTICES.some((notice) => notice.year === year);
  return [
    `${year}${known ? ', instead of the notice that is built in' : ''}`,
    ...breaks.map(({ name, from, to, makeUpDays }) => {
      const worked = makeUpDays.length > 0 ? `, worked: ${makeUpDays.join(', ')}` : '';
      return `  ${name} ${from} to ${to}${worked}`;
    }),
    out === undefined ? 'Write it with --out.' : `in ${out}; put it in force with \`npx gw profile apply\``,
  ];
}

const textOf = (holidayNotices: HolidayNotice[]): string => `${JSON.stringify({ holidayNotices }, null, 2)}\n`;

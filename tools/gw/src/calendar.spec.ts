import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { importNotice } from './calendar.js';

// The commands load it when they need it; here it is there before a test's time runs.
await import('@gridwhistle/registry');

const notice = (year: number, day: string) =>
  `关于${year}年部分节假日安排的通知\n一、元旦：1月1日（${day}）放假1天。\n${year - 1}年11月4日\n`;

let folder: string;
let printed: string[];
const at = (name: string) => join(folder, name);
const written = async (name: string) =>
  JSON.parse(await readFile(at(name), 'utf8')) as { holidayNotices: { year: number }[] };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'calendar-'));
  await writeFile(at('staff.json'), '{ "staff": [] }');
  await writeFile(at('2027.txt'), notice(2027, '周五'));
  await writeFile(at('2028.txt'), notice(2028, '周六'));
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)));
});
afterEach(async () => {
  process.exitCode = 0;
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

describe('gw calendar import', () => {
  it('adds a year to a part of the profile, or replaces it there', async () => {
    const options = { profile: folder, out: at('holidays.json') };
    for (const file of ['2028.txt', '2027.txt', '2028.txt']) await importNotice(at(file), options);
    expect((await written('holidays.json')).holidayNotices.map(({ year }) => year)).toEqual([2027, 2028]);
    expect(printed[1]).toContain('元旦 2027-01-01 to 2027-01-01');
  });

  it('writes nothing where the text contradicts itself, and fails', async () => {
    await writeFile(at('2027.txt'), notice(2027, '周一'));
    await importNotice(at('2027.txt'), { profile: folder, out: at('holidays.json') });
    expect(printed.join()).toContain(`${at('2027.txt')}:2: 元旦: 2027-01-01 is no 周一\n`);
    expect(process.exitCode).toBe(1);
    await expect(readFile(at('holidays.json'))).rejects.toThrow();
  });

  it('names the file and the line of whatever is wrong', async () => {
    await writeFile(
      at('2027.txt'),
      notice(2027, '周五').replace('\n2026', '\n二、春节：另行通知。\n三、国庆：10月1日放假1天。10月6日上班。\n2026'),
    );
    await writeFile(at('2028.txt'), 'no notice at all\n');
    for (const file of ['2027.txt', '2028.txt']) await importNotice(at(file), { profile: folder });
    expect(
      printed
        .join('\n')
        .split('\n')
        .filter((line) => line.startsWith(folder)),
    ).toEqual([
      `${at('2027.txt')}:3: 春节: the days off cannot be read`,
      `${at('2027.txt')}:4: notice.breaks.1.makeUpDays.0: 2027-10-06 is no Saturday or Sunday to work`,
      `${at('2028.txt')}: the text is no notice: it lacks its year in the title or its day at the end`,
    ]);
  });

  it('says a year once in a profile, and keeps what is no part for notices', async () => {
    await importNotice(at('2027.txt'), { profile: folder, out: at('a.json') });
    const again = importNotice(at('2027.txt'), { profile: folder, out: at('b.json') });
    await expect(again).rejects.toThrow('has a notice of 2027 in another file');
    await writeFile(at('units.json'), '{ "units": [] }');
    const over = importNotice(at('2028.txt'), { profile: folder, out: at('units.json') });
    await expect(over).rejects.toThrow(
      /units\.json is no part for notices:\n {2}holidayNotices: .*\n {2}units: must NOT/,
    );
  });

  it.each([
    ['{', /holidays\.json: [^\n]+$/],
    ['null', /holidays\.json: holds no object/],
    ['{ "holidayNotices": 3 }', /holidays\.json is no part for notices:\n {2}holidayNotices: must be array$/],
    ['{ "holidayNotices": [{ "year": "2027" }] }', /holidayNotices\.0\.year: must be number/],
  ])('names the file that cannot be gone on with: %s', async (text, message) => {
    await writeFile(at('holidays.json'), text);
    const inside = importNotice(at('2027.txt'), { profile: folder });
    await expect(inside).rejects.toThrow(text.includes(':') ? /is no profile:\n {2}holidays\.json: holiday/ : message);
    await mkdir(at('elsewhere'));
    await rename(at('holidays.json'), at('elsewhere/holidays.json'));
    const out = importNotice(at('2027.txt'), { profile: folder, out: at('elsewhere/holidays.json') });
    await expect(out).rejects.toThrow(message);
  });
});

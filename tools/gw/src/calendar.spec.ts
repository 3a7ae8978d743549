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
    expect(printed.join()).toContain('2027-01-01 is no 周一');
    expect(process.exitCode).toBe(1);
    await expect(readFile(at('holidays.json'))).rejects.toThrow();
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

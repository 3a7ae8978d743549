import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsx from 'write-excel-file/node';
import { partsOf } from './hotline-import.js';
import { readSheet } from './hotline-sheet.js';

let folder: string;
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'export-'))));
afterEach(() => rm(folder, { recursive: true }));

async function sheetOf(rows: (string | number | Date | null)[][]): Promise<string> {
  const file = join(folder, 'day.xlsx');
  const cell = (value: string | number | Date | null) =>
    value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd hh:mm:ss' } : value === null ? null : { value };
  await writeXlsx(rows.map((row) => row.map(cell))).toFile(file);
  return file;
}

describe('an export in Excel', () => {
  it('is read line by line, by its headings: numbers, times and empty lines too', async () => {
    const file = await sheetOf([
      ['工单编号', ' 标题 ', '办结时间', '次数', null],
      ['HL1', '路灯不亮', new Date('2026-03-02T09:05:00Z'), 3, 'beside'],
      [null, null, null, null, null],
      ['HL2', ' ', null, null, null],
    ]);
    expect(await readSheet(file)).toEqual([
      { line: 2, cells: { 工单编号: 'HL1', 标题: '路灯不亮', 办结时间: '2026-03-02 09:05:00', 次数: 3 } },
      { line: 4, cells: { 工单编号: 'HL2' } },
    ]);
  });

  it('is refused when a heading stands twice, or it is none', async () => {
    await expect(readSheet(await sheetOf([['标题', '标题']]))).rejects.toThrow('stand twice: 标题');
    await writeFile(join(folder, 'no.xlsx'), 'words');
    await expect(readSheet(join(folder, 'no.xlsx'))).rejects.toThrow('is no Excel file');
    await expect(readSheet(join(folder, 'nowhere.xlsx'))).rejects.toThrow('cannot be read');
    await expect(readSheet(await sheetOf([['标题']]), 'Other')).rejects.toThrow('Name one with --sheet');
  });

  it('goes over in parts, by lines and by length', () => {
    const lines = Array.from({ length: 120 }, (_, n) => ({ line: n + 2, cells: { a: 'x' } }));
    expect(partsOf(lines).map((part) => part.length)).toEqual([50, 50, 20]);
    const long = lines.slice(0, 5).map((line) => ({ ...line, cells: { a: 'x'.repeat(100_000) } }));
    expect(partsOf(long).map((part) => part.length)).toEqual([2, 2, 1]);
    expect(partsOf(long).flat()).toEqual(long);
    expect(partsOf([])).toEqual([]);
  });
});

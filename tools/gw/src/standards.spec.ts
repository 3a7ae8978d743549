import { jest } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsx from 'write-excel-file/node';
import { importTable } from './standards.js';
import { readTableFile } from './table-file.js';

const { COLUMNS } = await import('@gridwhistle/registry');
const HEADING = Object.values(COLUMNS);
const CSV = `${HEADING.join(',')}
1,公用设施,1,上水井盖,各产权单位,市城管局,"缺失、移位
存在隐患",恢复,2紧急工作时
,,,,,,"破损,超过25c㎡",更换,4小时
,,,,,,,,
,,02,污水井盖,各产权单位,市城管局,弹跳,更换,"2工作日
"
`;
const DEPARTMENT = {
  ...{ code: 'x-urban', name: { zh: '市城管局', en: 'Urban management' }, kind: 'department', tier: 'district' },
  area: 'x',
};

let folder: string;
let printed: string[];
const at = (name: string) => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'standards-'));
  await writeFile(at('units.json'), JSON.stringify({ units: [DEPARTMENT] }));
  await writeFile(at('staff.json'), '{ "staff": [] }');
  await writeFile(at('table.csv'), CSV);
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)));
});
afterEach(async () => {
  process.exitCode = 0;
  jest.restoreAllMocks();
  await rm(folder, { recursive: true });
});

/** The two-byte codes of GB 18030, found by reading all of them: Node only reads that encoding. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, number[]>();
  for (let high = 0xa1; high < 0xf8; high++) {
    for (let low = 0xa1; low < 0xff; low++) codes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
  return Buffer.from([...text].flatMap((char) => (char < '\u0080' ? [char.charCodeAt(0)] : (codes.get(char) ?? []))));
}

describe('the lines of a table', () => {
  it('are numbered as in the file, also after a cell of several lines', async () => {
    const lines = await readTableFile(at('table.csv'));
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 4, 5, 6]);
    expect(lines[1]?.cells[6]).toBe('缺失、移位\n存在隐患');
    expect(lines[2]?.cells[6]).toBe('破损,超过25c㎡');
  });

  it('are the same in UTF-8 with a mark and in GB 18030', async () => {
    const plain = CSV.replace('㎡', '平方米');
    await writeFile(at('marked.csv'), `\ufeff${plain}`);
    await writeFile(at('gb.csv'), gb18030(plain));
    const lines = await readTableFile(at('marked.csv'));
    expect(lines[0]?.cells).toEqual(HEADING);
    expect(await readTableFile(at('gb.csv'))).toEqual(lines);
  });

  it('come from a spreadsheet with merged cells, its sheet named where there are several', async () => {
    const cells = (texts: readonly (string | number)[]) => texts.map((value) => ({ value }));
    const rest = ['各产权单位', '市城管局', '缺失', '恢复', '2紧急工作时'];
    const merged = [{ value: 1, rowSpan: 2 }, { value: '公用设施', rowSpan: 2 }, ...cells([1, '井盖', ...rest])];
    const below = [null, null, ...cells(['02', '箅子', ...rest])];
    const rows = [cells(HEADING), merged, [], below];
    await writeXlsx([{ data: rows, sheet: '部件' }]).toFile(at('one.xlsx'));
    const lines = await readTableFile(at('one.xlsx'));
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(lines[1]?.cells).toEqual(['1', '公用设施', '1', '井盖', ...rest]);
    expect(lines[3]?.cells).toEqual(['', '', '02', '箅子', ...rest]);
    const data = [cells(HEADING)];
    await writeXlsx([
      { data: rows, sheet: '部件' },
      { data, sheet: '事件' },
    ]).toFile(at('two.xlsx'));
    await expect(readTableFile(at('two.xlsx'))).rejects.toThrow('部件, 事件');
    expect(await readTableFile(at('two.xlsx'), '事件')).toHaveLength(1);
  });

  it.each([
    ['nothing.csv', 'cannot be read'],
    ['table.txt', 'neither .csv nor .xlsx'],
    ['open.csv', 'Quote Not Closed'],
    ['odd.csv', 'neither UTF-8 nor GB 18030'],
    ['no.xlsx', 'no.xlsx'],
  ])('cannot be had from %s', async (name, message) => {
    await writeFile(at('table.txt'), CSV);
    await writeFile(at('open.csv'), 'a,"b');
    await writeFile(at('odd.csv'), Buffer.from([0xff, 0xff]));
    await writeFile(at('no.xlsx'), 'text');
    await expect(readTableFile(at(name))).rejects.toThrow(message);
  });
});

describe('gw standards import', () => {
  it('lists every problem with its line, writes nothing and fails', async () => {
    await importTable(at('table.csv'), { profile: folder, out: at('cases.json') });
    expect(printed.join('\n')).toContain('第 4 行 line 4: “4小时”中的“小时”未说明');
    expect(printed.join('\n')).toContain('3 rows read, 1 blank: 2 accepted, 0 repeated, 1 rejected');
    expect(process.exitCode).toBe(1);
    await expect(readFile(at('cases.json'))).rejects.toThrow();
  });

  it('writes parts of the profile, the same again from what it wrote', async () => {
    const options = { profile: folder, out: at('cases.json'), bareHour: 'work-hour' as const };
    await importTable(at('table.csv'), options);
    const parts = await readFile(at('cases.json'), 'utf8');
    expect(JSON.parse(parts)).toMatchObject({ majors: [{ code: '01' }], standards: [{}, {}, {}] });
    await importTable(at('table.csv'), { ...options, json: true });
    expect(await readFile(at('cases.json'), 'utf8')).toBe(parts);
    expect(JSON.parse(printed[1] ?? '')).toMatchObject({ problems: [], counts: { accepted: 3 } });
    expect(process.exitCode).not.toBe(1);
  });

  it('takes the profile’s word, and one given with the command before it', async () => {
    await writeFile(at('words.json'), '{ "standardsImport": { "bareHour": "work-hour" } }');
    await importTable(at('table.csv'), { profile: folder, out: at('a.json') });
    await rm(at('a.json'));
    await importTable(at('table.csv'), { profile: folder, out: at('b.json'), bareHour: 'emergency-hour' });
    expect(await readFile(at('b.json'), 'utf8')).toContain('4 emergency-hour');
  });

  it('does not write over a file that is no earlier import', async () => {
    const options = { profile: folder, out: at('units.json') };
    await expect(importTable(at('table.csv'), options)).rejects.toThrow('units.json is no earlier import');
  });

  it.each([
    ['{', /cases\.json: [^\n]+$/],
    ['[]', /cases\.json: holds no object/],
    [
      '{ "majors": 3, "categories": [null], "standards": [] }',
      /cases\.json is no earlier import:\n {2}majors: must be array\n {2}categories\.0: must be object$/,
    ],
  ])('names the file that it cannot go on from: %s', async (text, message) => {
    await writeFile(at('cases.json'), text);
    const options = { profile: folder, out: at('cases.json'), bareHour: 'work-hour' as const };
    await expect(importTable(at('table.csv'), options)).rejects.toThrow(message);
  });

  it('names the file of the profile that has no departments in their shape', async () => {
    await writeFile(at('units.json'), '{ "units": [3], "majors": {} }');
    const refused = importTable(at('table.csv'), { profile: folder });
    await expect(refused).rejects.toThrow(
      /\n {2}units\.json: units\.0: must be object\n {2}units\.json: majors: must be array$/,
    );
  });
});

import fc from 'fast-check';
import { sampleProfile, sampleStaff } from '../../test/sample.js';
import type { StandardsImport } from '../document/matters.js';
import { validateProfile } from '../validate.js';
import { importStandards } from './import-standards.js';
import { COLUMNS, type TableLine } from './table.js';

const HEADING = Object.values(COLUMNS);
const WORDS: StandardsImport = { bareDay: 'work-day', bareHour: 'work-hour', emergencyWorkDayHours: 24 };
const profile = { ...sampleProfile(), majors: [], categories: [] };
const DEPARTMENT = profile.units.find(({ kind }) => kind === 'department');
const NAME = DEPARTMENT?.name.zh ?? '';

type Cells = (string | null)[];
const table = (...rows: Cells[]): TableLine[] => [HEADING, ...rows].map((cells, index) => ({ line: index + 1, cells }));
/** A row that opens a category, and one that goes on with it. */
const first = (major: string, minor: string, condition = '缺失', limit = '2紧急工作时', closing = '恢复'): Cells => [
  major,
  major && '公用设施',
  minor,
  minor && `井盖${minor}`,
  '各产权单位',
  `${NAME}、盐湖区政府`,
  condition,
  closing,
  limit,
];
const next = (condition: string, limit: string, closing = '恢复'): Cells => [
  '',
  '',
  '',
  '',
  '',
  '',
  condition,
  closing,
  limit,
];

const run = (lines: TableLine[], more: object = {}) => importStandards(lines, { profile, words: WORDS, ...more });
const problemsOf = (lines: TableLine[], more: object = {}) =>
  run(lines, more).problems.map(({ line, code, other }) => `${line} ${code}${other === undefined ? '' : ` ${other}`}`);

describe('a table of standards', () => {
  it('becomes majors, categories and standards that make a profile right', () => {
    const lines = table(
      [
        '1',
        '公用\n设施',
        '1',
        ' 上水井盖 ',
        '各产权单位',
        ` ${NAME}\n盐湖区 政府`,
        '缺失、移位',
        '恢复',
        '2紧急工作时',
      ],
      next('开裂', '4小时'),
      ['', '', '', '', '', '', '', '', ''],
      first('', '02', '违法搭建', '4工作时制止，7天处罚，20天拆除'),
      ['02', '道路', '99', '路面', '', NAME, '塌陷', '修复', '5自然日'],
    );
    const { parts, problems, counts } = run(lines);
    expect(problems).toEqual([]);
    expect(counts).toEqual({ read: 4, blank: 1, accepted: 4, repeated: 0, rejected: 0, reasons: {} });
    expect(parts?.majors.map(({ code, name }) => `${code} ${name.zh}`)).toEqual(['01 公用设施', '02 道路']);
    expect(parts?.categories.map(({ code, name }) => `${code} ${name.zh}`)).toEqual([
      '0101 上水井盖',
      '0102 井盖02',
      '0299 路面',
    ]);
    expect(parts?.categories.every(({ department }) => department === DEPARTMENT?.code)).toBe(true);
    expect(parts?.standards.map(({ category, condition, severity }) => [category, condition, severity])).toEqual([
      ['0101', 'c1', 'emergency'],
      ['0101', 'c2', 'normal'],
      ['0102', 'c1', 'normal'],
      ['0299', 'c1', 'normal'],
    ]);
    expect(parts?.standards[2]?.stages).toEqual([
      { name: { zh: '制止', en: '制止' }, limit: '4 work-hour' },
      { name: { zh: '处罚', en: '处罚' }, limit: '7 work-day' },
      { name: { zh: '拆除', en: '拆除' }, limit: '20 work-day' },
    ]);
    const routes = sampleProfile().routes.map((route) => ({
      ...route,
      when: { ...route.when, categories: undefined },
    }));
    const whole = JSON.parse(JSON.stringify({ ...profile, ...parts, routes, standardsImport: WORDS })) as unknown;
    expect(validateProfile(whole, sampleStaff())).toEqual([]);
  });

  it('may have a title above its heading, and its columns in another order', () => {
    const turned = table(first('01', '01')).map(({ line, cells }) => ({ line: line + 1, cells: [...cells].reverse() }));
    expect(run([{ line: 1, cells: ['市级部件立案标准', '', ''] }, ...turned]).parts?.standards).toHaveLength(1);
  });

  it('is the same with merged cells and with every cell filled', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 })), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(rows, (places) => {
        const sorted = places.sort(([a, b], [c, d]) => a - c || b - d);
        const filled = sorted.map(([major, minor], index) => first(String(major), String(minor), `第${index}种`));
        const merged = filled.map((cells, index) => {
          const [before, here] = [sorted[index - 1] ?? [], sorted[index] ?? []];
          const same = [before[0] === here[0], before[0] === here[0] && before[1] === here[1]];
          return cells.map((cell, column) => (same[column < 2 ? 0 : 1] && column < 6 ? '' : cell));
        });
        expect(run(table(...merged)).parts).toEqual(run(table(...filled)).parts);
        expect(run(table(...merged)).problems).toEqual([]);
      }),
    );
  });

  it.each<[string, Cells[], string[]]>([
    ['a row with cells beyond the heading', [[...first('01', '01'), 'x']], ['2 row.width']],
    ['a row that lacks cells', [first('01', '01').slice(1)], ['2 row.width']],
    ['a cell that holds a date', [[null, ...first('01', '01').slice(1)]], ['2 cell.not-text']],
    ['a code of letters', [first('01', 'A1')], ['2 code.unreadable']],
    ['a code of three digits', [first('001', '01')], ['2 code.unreadable']],
    ['a rule of no category', [next('缺失', '1天')], ['2 category.missing']],
    [
      'rules below a bad category',
      [first('01', 'x'), next('开裂', '1天')],
      ['2 code.unreadable', '3 category.missing'],
    ],
    [
      'a new major without category',
      [first('01', '01'), ['02', '道路', ...next('裂', '1天').slice(2)]],
      ['3 category.missing'],
    ],
    ['a code without name', [['01', '', ...first('', '01').slice(2)]], ['2 cell.missing']],
    ['a name without code', [['01', '设施', '', '井盖', '', NAME, '缺失', '恢复', '1天']], ['2 cell.missing']],
    ['a category of nobody', [[...first('01', '01').slice(0, 5), '', '缺失', '恢复', '1天']], ['2 cell.missing']],
    [
      'a department nobody knows',
      [[...first('01', '01').slice(0, 5), '某局', '缺失', '恢复', '1天']],
      ['2 department.unknown'],
    ],
    ['three empty cells', [first('01', '01', '', '', ' ')], Array(3).fill('2 cell.missing') as string[]],
    ['a condition without end', [first('01', '01', '长'.repeat(501))], ['2 cell.too-long']],
    ['a limit and a code at once', [first('x', '01', '缺失', '两天')], ['2 code.unreadable', '2 limit.unreadable']],
    ['a condition twice with two limits', [first('01', '01'), next('缺 失', '1天')], ['3 contradiction.limit 2']],
    [
      'a condition twice with two ends',
      [first('01', '01'), next('缺失', '2紧急工作时', '更换')],
      ['3 contradiction.closing 2'],
    ],
    [
      'an emergency longer than the rest',
      [first('01', '01', '开裂', '4小时'), next('缺失', '1紧急工作日')],
      ['3 contradiction.emergency 2'],
    ],
    [
      'a code with two names',
      [first('01', '01'), ['01', '设施', ...first('01', '02').slice(2)]],
      ['3 contradiction.name 2'],
    ],
    [
      'a category with two departments',
      [first('01', '01'), [...next('裂', '1天').slice(0, 5), '某局', '裂', '恢复', '1天']],
      ['3 contradiction.department 2'],
    ],
  ])('refuses %s', (_, rows, expected) => expect(problemsOf(table(...rows))).toEqual(expected));

  it('lists every problem in both languages and gives no parts', () => {
    const { parts, problems, counts } = run(table(first('01', '01', '缺失', '2天'), next('开裂', '两天')), {
      words: {},
    });
    expect(parts).toBeUndefined();
    expect(problems[0]).toEqual({
      line: 2,
      code: 'limit.bare-day',
      zh: '“2天”中的“天”未说明是工作日还是自然日，配置也未规定',
      en: 'the day in 2天 may be a work-day or a natural day, and the profile does not say which',
    });
    const reasons = { 'limit.bare-day': 1, 'limit.unreadable': 1 };
    expect(counts).toEqual({ read: 2, blank: 0, accepted: 0, repeated: 0, rejected: 2, reasons });
  });

  it('names each column that its heading lacks, has beside the nine, or has twice', () => {
    const heading = [...HEADING.slice(1), '备注', '小类代码'];
    expect(problemsOf([{ line: 1, cells: heading }])).toEqual([
      '1 table.header-missing',
      '1 table.unknown-column',
      '1 table.unknown-column',
    ]);
    expect(problemsOf([])).toHaveLength(9);
  });

  it('takes a rule that is said twice alike once', () => {
    const { counts, parts } = run(table(first('01', '01'), next('缺 失', '2 紧急工作时')));
    expect([counts.accepted, counts.repeated, parts?.standards.length]).toEqual([1, 1, 1]);
  });
});

describe('a table that comes to a profile', () => {
  it('keeps clear of the profile’s classes, or is moved past them', () => {
    const { majors, categories } = sampleProfile();
    const there = { profile: { ...profile, majors, categories } };
    const code = categories[0]?.code ?? '';
    const lines = table(first(code.slice(0, 2), code.slice(2)));
    expect(problemsOf(lines, there)).toEqual(['2 profile.major-taken', '2 profile.category-taken']);
    expect(run(lines, { ...there, majorsAfter: 40 }).parts?.majors[0]?.code).toBe(
      String(Number(code.slice(0, 2)) + 40),
    );
    expect(problemsOf(lines, { ...there, majorsAfter: 99 })).toEqual(['2 major.out-of-range']);
  });

  it('finds a department by the name that the profile gives it beside its own', () => {
    const lines = table([...first('01', '01').slice(0, 5), '市城管局、其他', '缺失', '恢复', '1天']);
    const words = { ...WORDS, departments: [{ name: '市 城管局', unit: DEPARTMENT?.code ?? '' }] };
    expect(run(lines, { words }).parts?.categories[0]?.department).toBe(DEPARTMENT?.code);
  });

  it('keeps the codes of conditions and the English words of the import before', () => {
    const before = run(table(first('01', '01'), next('开裂', '4小时'))).parts;
    const translated = JSON.parse(JSON.stringify(before).replaceAll('"en":"开裂"', '"en":"cracked"')) as typeof before;
    const lines = table(first('01', '01', '松动', '2天'), next('开裂', '8小时'), next('缺失', '2紧急工作时'));
    const standards = run(lines, { before: translated }).parts?.standards;
    expect(standards?.map(({ condition, name }) => `${condition} ${name.en}`)).toEqual([
      'c3 松动',
      'c2 cracked',
      'c1 缺失',
    ]);
  });
});

/** One city's tables: how many rows have which limit, and how many categories there are. Domain §3: 519 rules. */
const CITY: [table: string, categories: number, limits: Record<string, number>, reasons: Record<string, number>][] = [
  [
    'components',
    92,
    {
      '1天': 113,
      '3天': 73,
      '5天': 67,
      '2天': 60,
      '4小时': 22,
      '2紧急工作时': 15,
      '7天': 9,
      '2小时': 7,
      '4紧急工作时': 4,
      '10天': 2,
      '4天': 1,
      '1紧急工作时': 1,
      '15天': 1,
    },
    { 'limit.bare-day': 326, 'limit.bare-hour': 29 },
  ],
  [
    'events',
    98,
    {
      '1天': 30,
      '2天': 22,
      '5天': 19,
      '2紧急工作时': 17,
      '4小时': 17,
      '2小时': 15,
      '3天': 11,
      '15天': 4,
      '2紧急工作日': 3,
      '1紧急工作时': 3,
      '1紧急工作日': 1,
      '1紧急工作时制止': 1,
      '1紧急工作时\n': 1,
    },
    { 'limit.bare-day': 86, 'limit.bare-hour': 32, 'limit.emergency-work-day': 4 },
  ],
];

describe.each(CITY)('a table with the limits of a city’s %s', (_, categories, limits, reasons) => {
  const texts = Object.entries(limits).flatMap(([text, rows]) => Array<string>(rows).fill(text));
  // Emergencies first, each in a category of its own: which rules share one is the city's.
  const rows = texts
    .sort((one, other) => Number(other.includes('紧急')) - Number(one.includes('紧急')))
    .map((text, index) => first('1', String(Math.min(index + 1, categories)), `第${index}种`, text));

  it('is taken whole once the profile says what its words mean', () => {
    const { parts, counts } = run(table(...rows));
    expect(counts).toEqual({
      read: rows.length,
      blank: 0,
      accepted: rows.length,
      repeated: 0,
      rejected: 0,
      reasons: {},
    });
    expect([parts?.categories.length, parts?.standards.length]).toEqual([categories, rows.length]);
  });

  it('is refused row by row where the profile does not', () => {
    const { counts } = run(table(...rows), { words: {} });
    const rejected = Object.values(reasons).reduce((sum, times) => sum + times, 0);
    expect(counts).toMatchObject({ read: rows.length, rejected, accepted: rows.length - rejected, reasons });
  });
});

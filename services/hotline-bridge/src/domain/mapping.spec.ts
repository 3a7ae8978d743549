import fc from 'fast-check';
import type { MappingRule } from '@gridwhistle/contracts';
import { readDate, writeDate } from './mapping-date.js';
import { isThere, rowFor } from './mapping-choice.js';
import { toOurs, toTheirs } from './mapping.js';

const types = { number: 'text', severity: 'text', longitude: 'number', confidential: 'flag', at: 'instant' } as const;
const DATE = 'yyyy-MM-dd HH:mm:ss';
const value = (rule: MappingRule, theirs: object, field: string = 'number') =>
  toOurs({ [field]: rule }, { ...theirs }, types);

describe('a value of ours', () => {
  const tree = { a: { b: [{ c: ' deep ' }] }, x: '甲', y: '乙', empty: '  ', nothing: null, n: 26.5, yes: true };
  const cascade = { 市政: 'one', '市政/供水': 'two' };
  it.each<[string, MappingRule, unknown]>([
    ['a path through objects and lists', { from: 'a.b.0.c' }, 'deep'],
    ['several paths, joined', { from: ['x', 'empty', 'y'], with: '-' }, '甲-乙'],
    ['a number as text', { from: 'n' }, '26.5'],
    ['always the same', { always: 'fixed' }, 'fixed'],
    ['nothing where nothing stands', { from: 'nowhere.at.all' }, undefined],
    ['nothing where spaces stand', { from: 'empty' }, undefined],
    ['nothing where null stands', { from: 'nothing' }, undefined],
    ['what absent says, where nothing stands', { from: 'empty', absent: 'none' }, 'none'],
    ['a code of the table', { from: 'x', codes: { 甲: 'A' } }, 'A'],
    ['what otherwise says, for a code that is not in the table', { from: 'x', codes: {}, otherwise: 'B' }, 'B'],
    ['nothing, where otherwise is null', { from: 'x', codes: {}, otherwise: null }, undefined],
    ['a code of a flag', { from: 'yes', codes: { true: 'Y' } }, 'Y'],
  ])('is %s', (_what, rule, expected) => {
    const { document, problems } = value(rule, tree);
    expect([document['number'], problems]).toEqual([expected, []]);
  });

  it.each([
    ['市政->供水->漏水', 'two'],
    [' 市政 -> 路灯 ', 'one'],
  ])('is the longest known beginning of the cascade %s', (text, expected) => {
    expect(value({ from: 't', split: '->', codes: cascade }, { t: text }).document).toEqual({ number: expected });
  });

  it('is found in a cascade of several columns', () => {
    const rule = { from: ['一级', '二级', '三级'], codes: cascade };
    expect(value(rule, { 一级: '市政', 二级: '供水', 三级: '' }).document).toEqual({ number: 'two' });
  });

  it.each<[string, MappingRule, string, unknown]>([
    ['a number', { from: 't' }, 'longitude', 106.95],
    ['a time', { from: 'd', date: DATE }, 'at', '2026-03-02T09:05:00+08:00'],
    ['RFC 3339 as it is', { from: 'i' }, 'at', '2026-03-02T01:05:00Z'],
    ['a flag', { from: 'f' }, 'confidential', true],
  ])('is %s by its type', (_what, rule, field, expected) => {
    const theirs = { t: ' 106.95', d: '2026-3-2 9:05:00', i: '2026-03-02T01:05:00Z', f: true };
    expect(value(rule, theirs, field)).toEqual({ document: { [field]: expected }, problems: [] });
  });

  it('is never guessed: every value that cannot be one is named, with its code [hotline 1]', () => {
    const fields: Record<string, MappingRule> = {
      severity: { from: '紧急程度', codes: { 一般: 'normal' } },
      longitude: { from: '经度' },
      at: { from: '时间', date: DATE },
      confidential: { from: '保密' },
      number: { from: '编号' },
    };
    const theirs = { 紧急程度: '特急', 经度: '东', 时间: '2026-02-30 09:00:00', 保密: '是', 编号: { no: 1 } };
    const { document, problems } = toOurs(fields, theirs, types);
    expect(document).toEqual({});
    expect(problems).toEqual([
      { field: '紧急程度', code: 'mapping.unknown-code', message: 'severity: no code for "特急"' },
      { field: '经度', code: 'mapping.unreadable', message: 'longitude: cannot be read' },
      { field: '时间', code: 'mapping.unreadable', message: 'at: cannot be read' },
      { field: '保密', code: 'mapping.unreadable', message: 'confidential: cannot be read' },
      { field: '编号', code: 'mapping.no-value', message: 'number: is an object or a list, not a value' },
    ]);
  });

  it('is not found in what every object inherits', () => {
    expect(value({ from: 'constructor.name' }, {}).document).toEqual({});
    expect(value({ from: 'x', codes: {} }, { x: 'toString' }).problems).toHaveLength(1);
  });
});

describe('a time', () => {
  it.each(['2026/03/02', '2026-13-02 00:00:00', '2026-02-29 10:00:00', '2026-03-02 25:00:00', 'yesterday', ''])(
    'is not %p',
    (text) => expect(readDate(text, DATE)).toBeUndefined(),
  );

  it('may be a day, or have words in it', () => {
    expect(readDate('2026年3月2日', 'yyyy年MM月dd日')).toBe('2026-03-02T00:00:00+08:00');
    expect(writeDate('2026-03-01T16:30:00Z', 'yyyy年MM月dd日 HH:mm')).toBe('2026年03月02日 00:30');
  });
});

describe('both ways', () => {
  const rules: Record<string, MappingRule> = {
    'order.no': { from: 'number' },
    'order.lamp': { from: 'severity', codes: { normal: '绿', emergency: '红' } },
    'order.when': { from: 'at', date: DATE },
    secret: { from: 'confidential', codes: { true: '是', false: '否' } },
    x: { from: 'longitude' },
  };
  const back: Record<string, MappingRule> = {
    number: { from: 'order.no' },
    severity: { from: 'order.lamp', codes: { 绿: 'normal', 红: 'emergency' } },
    at: { from: 'order.when', date: DATE },
    confidential: { from: 'secret', codes: { 是: true, 否: false } },
    longitude: { from: 'x' },
  };
  const second = fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => seconds * 1000);
  const ours = fc.record(
    {
      number: fc.stringMatching(/^[A-Z0-9一-龥]{1,20}$/),
      severity: fc.constantFrom('normal', 'emergency'),
      at: second.map((at) => new Date(at).toISOString()),
      confidential: fc.boolean(),
      longitude: fc.double({ min: -180, max: 180, noNaN: true }).map((x) => x + 0),
    },
    { requiredKeys: ['number'] },
  );

  it('gives what went in', () => {
    fc.assert(
      fc.property(ours, (document) => {
        const theirs = toTheirs(rules, document, types);
        const again = toOurs(back, theirs.document, types);
        expect([...theirs.problems, ...again.problems]).toEqual([]);
        const at = again.document['at'];
        const same = at === undefined ? {} : { at: new Date(at as string).toISOString() };
        expect({ ...again.document, ...same }).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a message', () => {
  const told = { message: 'closed' as const, path: '/x', fields: {} };
  const invalid = { ...told, when: { outcome: ['invalid'] } };
  const platform = { outgoing: [invalid, { ...told, when: { outcome: ['solved'] } }], silent: ['progress' as const] };

  it('is told by the first row that fits, not told where it is not wanted, and stops where no row fits', () => {
    expect(rowFor(platform, { message: 'closed', outcome: 'invalid' })).toBe(invalid);
    expect(rowFor(platform, { message: 'progress' })).toBe('silent');
    expect(rowFor(platform, { message: 'closed', outcome: 'merged' })).toBeUndefined();
  });

  it('is there when each of its columns is filled', () => {
    const mapping = { if: ['是否解决', 'a.b'], fields: {} };
    expect(isThere(mapping, { 是否解决: '是', a: { b: 0 } })).toBe(true);
    expect(isThere(mapping, { 是否解决: ' ', a: { b: 0 } })).toBe(false);
    expect(isThere({ fields: {} }, {})).toBe(true);
  });
});

import fc from 'fast-check';
import { limitProblems } from '@gridwhistle/clocks';
import type { StandardsImport } from '../document/matters.js';
import { readLimitText, type ReadLimit } from './limit-text.js';

const WORDS: StandardsImport = { bareDay: 'work-day', bareHour: 'work-hour', emergencyWorkDayHours: 24 };

/** `emergency: 2 emergency-hour 制止; …`, or the codes of the faults. */
function said(cell: string, words: StandardsImport = WORDS): string {
  const read = readLimitText(cell, words);
  if (Array.isArray(read)) return read.map(({ code }) => code).join(' ');
  return `${read.severity}: ${read.stages.map(({ amount, unit, name = '' }) => `${amount} ${unit} ${name}`.trim()).join('; ')}`;
}

describe('a cell of limits', () => {
  it.each([
    // Every different text of one city's two tables.
    ['1天', 'normal: 1 work-day'],
    ['2天', 'normal: 2 work-day'],
    ['3天', 'normal: 3 work-day'],
    ['4天', 'normal: 4 work-day'],
    ['5天', 'normal: 5 work-day'],
    ['7天', 'normal: 7 work-day'],
    ['10天', 'normal: 10 work-day'],
    ['15天', 'normal: 15 work-day'],
    ['2小时', 'normal: 2 work-hour'],
    ['4小时', 'normal: 4 work-hour'],
    ['1紧急工作时', 'emergency: 1 emergency-hour'],
    ['2紧急工作时', 'emergency: 2 emergency-hour'],
    ['4紧急工作时', 'emergency: 4 emergency-hour'],
    ['1紧急工作时\n', 'emergency: 1 emergency-hour'],
    ['1紧急工作时制止', 'emergency: 1 emergency-hour 制止'],
    ['1紧急工作日', 'emergency: 24 emergency-hour'],
    ['2紧急工作日', 'emergency: 48 emergency-hour'],
    // Other cities' ways of writing.
    ['3个工作日', 'normal: 3 work-day'],
    [' ３ 自然日 ', 'normal: 3 natural-day'],
    ['０．５工作日', 'normal: 0.5 work-day'],
    ['8工作小时内', 'normal: 8 work-hour 内'],
    ['3日（遇汛期可延长，另行报批）', 'normal: 3 work-day （遇汛期可延长，另行报批）'],
    ['4工作时制止，7工作日处罚，20工作日拆除', 'normal: 4 work-hour 制止; 7 work-day 处罚; 20 work-day 拆除'],
    ['制止：4工作时；立案：7个工作日', 'normal: 4 work-hour 制止; 7 work-day 立案'],
    ['1紧急工作时围护、示警；3天修复。', 'emergency: 1 emergency-hour 围护、示警; 3 work-day 修复'],
    ['4工作时\n7工作日', 'normal: 4 work-hour; 7 work-day'],
  ])('%j reads %s', (cell, expected) => expect(said(cell)).toBe(expected));

  it.each([
    ['', 'limit.unreadable'],
    ['、', 'limit.unreadable'],
    ['天', 'limit.unreadable'],
    ['2', 'limit.unreadable'],
    ['两天', 'limit.unreadable'],
    ['2周', 'limit.unreadable'],
    ['15分钟', 'limit.unreadable'],
    ['1,000天', 'limit.unreadable'],
    ['3-5天', 'limit.unreadable'],
    ['1/2天', 'limit.unreadable'],
    ['-2天', 'limit.ambiguous'],
    ['约3天', 'limit.ambiguous'],
    ['不超过3天', 'limit.ambiguous'],
    ['3天或5天', 'limit.ambiguous'],
    ['3天至5天', 'limit.ambiguous'],
    ['1天半', 'limit.ambiguous'],
    ['3天4小时', 'limit.ambiguous'],
    ['3天以上', 'limit.ambiguous'],
    ['3天（雨季5天）', 'limit.ambiguous'],
    ['3天，特殊情况5天', 'limit.ambiguous'],
    ['一般3天；复杂情况5天', 'limit.ambiguous'],
    ['3天（一般），5天（特殊）', 'limit.ambiguous'],
    ['0天', 'limit.amount'],
    ['99999天', 'limit.amount'],
  ])('%j is refused: %s', (cell, expected) => expect(said(cell)).toBe(expected));

  it.each([
    ['2天', 'limit.bare-day'],
    ['2日', 'limit.bare-day'],
    ['2小时', 'limit.bare-hour'],
    ['2紧急工作日', 'limit.emergency-work-day'],
    ['4小时制止，7天处罚', 'limit.bare-hour limit.bare-day'],
    ['2工作日', 'normal: 2 work-day'],
    ['2自然日', 'normal: 2 natural-day'],
    ['2工作时', 'normal: 2 work-hour'],
    ['2紧急工作时', 'emergency: 2 emergency-hour'],
  ])('%j without a word of the profile: %s', (cell, expected) => expect(said(cell, {})).toBe(expected));
});

describe('any cell of limits', () => {
  const unit = fc.constantFrom('天', '个工作日', '小时', '工作时', '紧急工作时', '紧急工作日', '自然日');
  const stage = fc.tuple(fc.integer({ min: 1, max: 400 }), unit, fc.constantFrom('', '制止', '修复（含）', '立案查处'));
  const row = fc.array(stage, { minLength: 1, maxLength: 4 });
  const text = (stages: [number, string, string][]) => stages.map((each) => each.join('')).join('、');

  it('keeps every amount and every text behind it, in their order', () => {
    fc.assert(
      fc.property(row, (stages) => {
        const read = readLimitText(text(stages), WORDS) as ReadLimit;
        expect(read.stages.map(({ name = '' }) => name)).toEqual(stages.map(([, , name]) => name));
        const hours = stages.map(([amount, word]) => (word === '紧急工作日' ? amount * 24 : amount));
        expect(read.stages.map(({ amount }) => amount)).toEqual(hours);
        expect(read.severity === 'emergency').toBe(stages[0]?.[1].startsWith('紧急'));
      }),
    );
  });

  it('is read the same with spaces around it and wide digits in it', () => {
    const wide = (cell: string) => cell.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    fc.assert(fc.property(row, (stages) => said(` ${wide(text(stages))}\n`) === said(text(stages))));
  });

  it('gives limits that a profile can hold, or faults, whatever stands in it', () => {
    const piece = fc.constantFrom(
      '1',
      '20',
      '0',
      '.5',
      '天',
      '个',
      '工作时',
      '紧急工作日',
      '，',
      '、',
      '（',
      '）',
      '或',
      '制止',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readLimitText(pieces.join(''), WORDS);
        expect(Array.isArray(read) ? read.length : read.stages.length).toBeGreaterThan(0);
        if (!Array.isArray(read))
          expect(read.stages.flatMap((each) => limitProblems(`${each.amount} ${each.unit}`))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

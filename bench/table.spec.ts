import type { Machine } from './machine.js';
import { markdownTable, printedTable, rounded } from './table.js';

const machine: Machine = { cpu: 'c', cores: 2, memoryGb: 8, system: 's', node: '1', postgres: '2', nats: '3' };
const run = { date: '2026-11-22', command: 'npm run bench', seconds: 3, loadBefore: 0.5, machine };
const rate = {
  what: 'rate',
  value: 123.4,
  unit: '/s',
  floor: 100,
  stretch: 300,
  better: 'higher',
  mark: 'floor',
} as const;

describe('the table', () => {
  it('names a row once, and what was measured along with a figure', () => {
    const beside = { seconds: 30, most: 'intake 40 %' };
    const ratio = { ...rate, what: 'ratio', value: 0.456, unit: '×', beside };
    const lines = printedTable([{ ...run, id: '2', what: 'lifecycles', figures: [rate, ratio] }]);
    expect(lines.slice(1)).toEqual([
      '2  rate   123 /s    100 /s  300 /s   floor',
      '   ratio  0.46×     100×    300×     floor  seconds 30; most intake 40 %',
    ]);
  });

  it('shows a row that failed, with the first line of why', () => {
    const lines = markdownTable([{ ...run, id: '5', what: 'clocks', figures: [], failed: 'no | room\nstack' }]);
    expect(lines.at(-1)).toBe('| 5 | clocks | failed |  |  | missed | no \\| room |');
  });

  it('says what was not reached at all', () => {
    expect(printedTable([{ ...run, id: '3', what: 'x', figures: [{ ...rate, value: NaN }] }])[1]).toContain(
      'not reached',
    );
  });

  it.each([
    [0, '0'],
    [0.034, '0.03'],
    [4.56, '4.56'],
    [45.67, '45.7'],
    [10_001, '10,001'],
    [1234.5, '1,235'],
  ])('writes %s as %s', (value, text) => expect(rounded(value)).toBe(text));
});

import readXlsx from 'read-excel-file/node';
import { workbookOf } from './assessment-export.js';
import { NO_CASES, sheetsOf, type Counted, type UnitScore } from './assessment-sheets.js';
import { Calculator } from '../test/calculator.js';

const name = { zh: '水务局' };
const figure = (code: string, weight: number, better: 'high' | 'low', points: number | null) => ({
  ...{ code, name, weight, better, points, list: '' },
});
const water: UnitScore = {
  unit: 'water',
  name,
  indicators: [
    figure('in-time', 70, 'high', 46.67),
    figure('returns', 20, 'low', 13.33),
    figure('satisfied', 10, 'high', null),
  ],
  adjustments: [{ code: 'claims', name, kind: 'bonus', each: 0.4, cap: 1, points: 0.8, list: '' }],
  proposals: [
    { proposer: 'room', points: 4 },
    { proposer: 'branch', points: 2.5 },
  ],
  total: 62.47,
};
const idle: UnitScore = {
  ...{ unit: 'idle', name, indicators: [figure('in-time', 70, 'high', null)], adjustments: [], proposals: [] },
  total: null,
};
const fact = (indicator: string, numerator: number, denominator = 1): Counted => ({
  ...{ unit: 'water', indicator, kind: 'order', ticketId: 't', countsAt: '2026-03-04T09:00:00Z' },
  ...{ numerator, denominator },
});
const facts = [
  ...[1, 1, 0].map((each) => fact('in-time', each)),
  ...[0, 1, 0].map((each) => fact('returns', each)),
  ...[1, 1].map((each) => fact('claims', each)),
];
const calculated = (counted: readonly Counted[]) => new Calculator(sheetsOf([water, idle], counted, 5));

describe('the workbook of a period', () => {
  it('comes to the figures that were shown, by its own formulas', () => {
    const sheet = calculated(facts);
    expect(sheet.row('Figures', 2).slice(6)).toEqual([2, 3, 0.6667, 46.67, 46.67, '=']);
    expect(sheet.row('Figures', 3).slice(6)).toEqual([1, 3, 0.3333, 13.33, 13.33, '=']);
    expect(sheet.row('Figures', 4).slice(6)).toEqual([0, 0, NO_CASES, NO_CASES, NO_CASES, '=']);
    expect(sheet.row('Rules', 2).slice(6)).toEqual([2, 0.8, 0.8, '=']);
    expect(sheet.row('Scores', 2).slice(2)).toEqual([66.67, 0.8, 5, 62.47, 62.47, '=']);
    expect(sheet.row('Scores', 3).slice(2)).toEqual([NO_CASES, 0, 0, NO_CASES, NO_CASES, '=']);
  });

  it('shows it when a fact is not what was counted', () => {
    const sheet = calculated([...facts, fact('in-time', 0)]);
    expect(sheet.row('Figures', 2).slice(6)).toEqual([2, 4, 0.5, 35, 46.67, '≠']);
    expect(sheet.row('Scores', 2).at(-1)).toBe('≠');
  });

  it('counts tenths that are no binary fractions exactly', () => {
    const said = (times: number) => Array.from({ length: times }, () => fact('satisfied', 0.9));
    expect(
      calculated([...facts, ...said(3)])
        .row('Figures', 4)
        .slice(6, 10),
    ).toEqual([2.7, 3, 0.9, 9]);
  });

  it('is a file that is read back sheet by sheet', async () => {
    const sheets = await readXlsx(await workbookOf(sheetsOf([water, idle], facts, 5)));
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['Scores', 'Figures', 'Rules', 'Proposals', 'Facts']);
    expect(sheets[3]?.data[1]).toEqual(['water', 'room', 4]);
    expect(sheets[4]?.data).toHaveLength(9);
  });
});

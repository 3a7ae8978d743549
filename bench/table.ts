import { table } from '../tools/gw/src/output.js';
import type { Result } from './results.js';
import type { Figure } from './row.js';

/** Characters of why a row failed. */
const REASON_SHOWN = 120;
const HEADINGS = ['#', 'what', 'measured', 'floor', 'stretch', 'mark', 'beside'];

/** The results as lines for a terminal. */
export const printedTable = (results: readonly Result[]): string[] => table(HEADINGS, cellsOf(results));

/** The same as a table of Markdown. */
export function markdownTable(results: readonly Result[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const rows = cellsOf(results).map((row) => line(row.map((cell) => cell.replaceAll('|', '\\|'))));
  return [line(HEADINGS), line(HEADINGS.map(() => '---')), ...rows];
}

function cellsOf(results: readonly Result[]): string[][] {
  return results.flatMap(({ id, what, figures, failed }) => {
    if (failed !== undefined)
      return [[id, what, 'failed', '', '', 'missed', (failed.split('\n')[0] ?? '').slice(0, REASON_SHOWN)]];
    return figures.map((figure, index) => [
      index === 0 ? id : '',
      figure.what,
      measured(figure),
      amount(figure.floor, figure.unit),
      amount(figure.stretch, figure.unit),
      figure.mark,
      besideOf(figure),
    ]);
  });
}

const measured = ({ value, unit }: Figure): string => (Number.isFinite(value) ? amount(value, unit) : 'not reached');

const besideOf = ({ beside = {} }: Figure): string =>
  Object.entries(beside)
    .map(([what, value]) => `${what} ${typeof value === 'string' ? value : rounded(value)}`)
    .join('; ');

function amount(value: number, unit: string): string {
  if (unit === '×') return `${rounded(value)}×`;
  return unit === '' ? rounded(value) : `${rounded(value)} ${unit}`;
}

/** Three digits that mean something; whole numbers whole. */
export function rounded(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

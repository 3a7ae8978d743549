import { COLUMNS, type Column, type TableRow } from './table.js';
import type { Fault } from './problems.js';

/** As long as a profile's names of classes and of conditions may be. */
export const LONGEST_NAME = 100;
export const LONGEST_CONDITION = 500;

/** A cell's text on one line: a break beside a Chinese character is only the cell's width, elsewhere it is a space. */
export function oneLine(text: string): string {
  return text
    .replace(/(?<=[^\u0000-\u007f])\s*[\r\n]\s*|\s*[\r\n]\s*(?=[^\u0000-\u007f])/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What two cells must share to say the same. */
export const sameText = (text: string): string => text.replace(/\s/g, '');

/** The names in a cell that lists units. */
export const namesIn = (cell: string): string[] =>
  cell
    .split(/[、，,；;\n]/)
    .map(sameText)
    .filter(Boolean);

/** A code of two digits: `1`, `01` and `０１` are one; undefined for anything else. */
export function twoDigits(cell: string): string | undefined {
  const code = cell.normalize('NFKC');
  return /^\d{1,2}$/.test(code) ? code.padStart(2, '0') : undefined;
}

/** The faults of a cell that must hold a text of at most that length. */
export function textFaults(row: TableRow, column: Column, longest: number): Fault[] {
  const text = oneLine(row[column]);
  if (text === '') return [{ code: 'cell.missing', what: COLUMNS[column] }];
  return text.length > longest ? [{ code: 'cell.too-long', what: `${text.slice(0, 20)}…` }] : [];
}

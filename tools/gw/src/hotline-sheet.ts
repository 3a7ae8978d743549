import { readFile } from 'node:fs/promises';
import readXlsx from 'read-excel-file/node';
import { Failure } from './failure.js';

/** A line of a sheet with what stands under each heading; empty cells are left out. */
export interface SheetLine {
  line: number;
  cells: Record<string, string | number | boolean>;
}

/** The lines of an Excel file under its first one, the headings; empty lines are passed over. */
export async function readSheet(file: string, sheet?: string): Promise<SheetLine[]> {
  const [head, ...rows] = await linesOf(file, sheet);
  const headings = (head ?? []).map((cell) => String(cell ?? '').trim());
  const twice = headings.filter((name, n) => name !== '' && headings.indexOf(name) !== n);
  if (twice.length > 0) throw new Failure(`${file}: these headings stand twice: ${twice.join(', ')}.`);
  return rows
    .map((row, n) => ({ line: n + 2, cells: cellsOf(headings, row) }))
    .filter(({ cells }) => Object.keys(cells).length > 0);
}

async function linesOf(file: string, sheet?: string): Promise<unknown[][]> {
  const bytes = await readFile(file).catch(() => {
    throw new Failure(`${file} cannot be read.`, 2);
  });
  const sheets = await readXlsx(bytes).catch((error: Error) => {
    throw new Failure(`${file} is no Excel file: ${error.message}`);
  });
  const [only, second] = sheets.filter((each) => (sheet === undefined ? each.data.length > 0 : each.sheet === sheet));
  if (only && !second) return only.data;
  throw new Failure(`${file} has the sheets ${sheets.map((each) => each.sheet).join(', ')}. Name one with --sheet.`, 2);
}

function cellsOf(headings: readonly string[], row: readonly unknown[]): SheetLine['cells'] {
  const filled = headings.flatMap((name, n) => {
    const cell = valueOf(row[n]);
    return name === '' || cell === undefined ? [] : [[name, cell] as const];
  });
  return Object.fromEntries(filled);
}

/** A date of Excel has no zone and is a fraction of days: it is written as it is shown, to the second. */
function valueOf(cell: unknown): string | number | boolean | undefined {
  if (cell instanceof Date) {
    const second = new Date(Math.round(cell.getTime() / 1000) * 1000);
    return second.toISOString().slice(0, 19).replace('T', ' ');
  }
  if (typeof cell === 'string') return cell.trim() === '' ? undefined : cell;
  return typeof cell === 'number' || typeof cell === 'boolean' ? cell : undefined;
}

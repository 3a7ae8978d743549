import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import type { TableLine } from '@gridwhistle/registry';
import { CsvError, parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { Failure } from './failure.js';

/** The lines of a spreadsheet: a CSV file, or the one sheet of an `.xlsx` that has something in it (or is named). */
export async function readTableFile(file: string, sheet?: string): Promise<TableLine[]> {
  const bytes = await readFile(file).catch(() => {
    throw new Failure(`${file} cannot be read.`, 2);
  });
  const kind = extname(file).toLowerCase();
  if (kind === '.csv') return csvLines(file, textOf(file, bytes));
  if (kind === '.xlsx') return xlsxLines(file, bytes, sheet);
  throw new Failure(`${file} is neither .csv nor .xlsx.`, 2);
}

/** UTF-8, with or without a mark; else GB 18030, in which Chinese offices' spreadsheets save CSV. */
function textOf(file: string, bytes: Buffer): string {
  for (const encoding of ['utf-8', 'gb18030']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue;
    }
  }
  throw new Failure(`${file} is neither UTF-8 nor GB 18030.`);
}

/** As the parser gives it with `info`; `lines` are those read to the end of the record. */
interface CsvRecord {
  record: string[];
  info: { lines: number };
}

/** A record that spans several lines has the number of its first. */
function csvLines(file: string, text: string): TableLine[] {
  try {
    let line = 1;
    const records = parse(text, { bom: true, info: true, relax_column_count: true }) as unknown as CsvRecord[];
    return records.map(({ record, info }) => {
      const first = line;
      line = info.lines + 1;
      return { line: first, cells: record };
    });
  } catch (error) {
    if (error instanceof CsvError) throw new Failure(`${file}: ${error.message}`);
    throw error;
  }
}

async function xlsxLines(file: string, bytes: Buffer, sheet?: string): Promise<TableLine[]> {
  const sheets = await readXlsx(bytes, { trim: false }).catch((error: Error) => {
    throw new Failure(`${file}: ${error.message}`);
  });
  const filled = sheets.filter(({ data }) => data.length > 0);
  const [only, second] = sheet === undefined ? filled : sheets.filter((each) => each.sheet === sheet);
  const names = sheets.map((each) => each.sheet).join(', ');
  if (!only || second) throw new Failure(`${file} has the sheets ${names}. Name one with --sheet.`, 2);
  return only.data.map((cells, index) => ({ line: index + 1, cells: cells.map(cellOf) }));
}

/** Excel keeps a code such as 01 as the number 1. Dates and truth values are no text of a table of standards. */
function cellOf(cell: unknown): string | null {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  return typeof cell === 'string' ? cell : null;
}

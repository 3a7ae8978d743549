import { writeFile } from 'node:fs/promises';
import writeXlsx from 'write-excel-file/node';
import { sheetsOf, type Cell, type Counted, type Sheet, type UnitScore } from './assessment-sheets.js';
import { Failure } from './failure.js';
import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { print, progress } from './output.js';

export interface ExportOptions {
  readonly plan: string;
  readonly user: string;
  readonly out: string;
  readonly json?: boolean;
}

interface Assessment {
  readonly units: readonly UnitScore[];
  readonly proposalCap: number;
  readonly next?: string;
}

interface Facts {
  readonly items: readonly Omit<Counted, 'unit' | 'indicator'>[];
  readonly next?: string;
}

const PAGE = 'limit=200';

/** Writes a period's figures, as somebody sees them, with the facts behind them and live formulas in between. */
export async function exportPeriod(
  installation: Installation,
  period: string,
  { plan, user, out, json }: ExportOptions,
): Promise<void> {
  const token = await tokenFor(installation, user);
  const read = <T>(path: string) => call<T>(installation, path, token);
  const pages = await all<Assessment>(read, `/assessments/${encodeURIComponent(plan)}/${encodeURIComponent(period)}?`);
  const units = pages.flatMap((page) => page.units);
  const facts = await factsBehind(read, units);
  await writeFile(out, await workbookOf(sheetsOf(units, facts, pages[0]?.proposalCap ?? 0))).catch((error: Error) => {
    throw new Failure(`${out} cannot be written: ${error.message}`, 2);
  });
  print(json, { file: out, units: units.length, facts: facts.length }, () => [
    `${out}: ${units.length} units, ${facts.length} rows of facts, every figure a live formula over them.`,
  ]);
}

type Read = <T>(path: string) => Promise<T>;

async function factsBehind(read: Read, units: readonly UnitScore[]): Promise<Counted[]> {
  const facts: Counted[] = [];
  for (const { unit, indicators, adjustments } of units) {
    for (const { code, list } of [...indicators, ...adjustments]) {
      const pages = await all<Facts>(read, `${list.replace(/^\/api\/v1/, '')}&`);
      facts.push(...pages.flatMap(({ items }) => items.map((item) => ({ ...item, unit, indicator: code }))));
      progress(`${facts.length} rows of facts`);
    }
  }
  progress('');
  return facts;
}

async function all<T extends { next?: string }>(read: Read, path: string): Promise<T[]> {
  const pages: T[] = [];
  for (let next: string | undefined = ''; next !== undefined;) {
    const cursor: string = next === '' ? '' : `&cursor=${encodeURIComponent(next)}`;
    const page: T = await read<T>(`${path}${PAGE}${cursor}`);
    pages.push(page);
    next = page.next;
  }
  return pages;
}

/** The bytes of an Excel file. */
export async function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeXlsx(
    sheets.map(({ name, rows }) => ({ sheet: name, data: rows.map((row) => row.map(cellOf)) })),
  ).toBuffer();
}

function cellOf(cell: Cell) {
  if (typeof cell === 'string') return { value: cell, type: String };
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell.formula, type: 'Formula' as const };
}

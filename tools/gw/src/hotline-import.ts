import { readSheet, type SheetLine } from './hotline-sheet.js';
import type { Installation } from './installation.js';
import { call, tokenFor } from './operator.js';
import { print, progress } from './output.js';

interface ImportedRow {
  line: number;
  result: 'taken' | 'known' | 'refused';
  number?: string;
  problems: { code: string; field?: string; message: string }[];
}

interface Export {
  file: string;
  platform: string;
  sheet?: string | undefined;
}

/** Hands an export over in parts; every line that is refused is listed, and makes the exit code 1. */
export async function importExport(
  installation: Installation,
  { file, platform, sheet }: Export,
  json?: boolean,
): Promise<void> {
  const lines = await readSheet(file, sheet);
  const token = await tokenFor(installation, 'operator');
  const done: ImportedRow[] = [];
  for (const rows of partsOf(lines)) {
    const body = { platform, rows };
    const part = await call<{ rows: ImportedRow[] }>(installation, '/hotline/imports', token, { method: 'POST', body });
    done.push(...part.rows);
    progress(`${done.length} of ${lines.length} lines`);
  }
  progress('');
  if (done.some(({ result }) => result === 'refused')) process.exitCode = 1;
  print(json, { rows: done }, () => [...done.flatMap(problemLines), summaryOf(done)]);
}

const MOST_ROWS = 50;
const MOST_CHARACTERS = 250_000;

/** Parts that the bridge takes in one request: by the number of lines, and by their length. */
export function partsOf(lines: readonly SheetLine[]): SheetLine[][] {
  const parts: SheetLine[][] = [];
  let room = 0;
  for (const line of lines) {
    const size = JSON.stringify(line).length;
    const last = parts.at(-1);
    if (last && last.length < MOST_ROWS && size <= room) last.push(line);
    else parts.push([line]);
    room = (parts.at(-1)?.length === 1 ? MOST_CHARACTERS : room) - size;
  }
  return parts;
}

const problemLines = ({ line, problems }: ImportedRow): string[] =>
  problems.map(
    ({ code, field, message }) => `line ${line}: ${field === undefined ? '' : `${field}: `}${message} (${code})`,
  );

function summaryOf(rows: readonly ImportedRow[]): string {
  const count = (wanted: ImportedRow['result']): number => rows.filter(({ result }) => result === wanted).length;
  return `${rows.length} lines: ${count('taken')} taken, ${count('known')} known, ${count('refused')} refused`;
}

import { LONGEST_NAME, namesIn, oneLine, textFaults, twoDigits } from './cell-text.js';
import type { Fault } from './problems.js';
import { COLUMNS, type TableRow } from './table.js';

/** A class as the line that opens it has it. */
export interface TableClass {
  line: number;
  code: string;
  name: string;
}

/** `department` is the first unit that the table names as responsible, without spaces. */
export interface TableCategory extends TableClass {
  department: string;
}

/** Where a row stands: undefined where there is no class above it, or one that cannot be used. */
export interface Place {
  major?: TableClass;
  category?: TableCategory;
}

/** A row with its place and what is wrong with its first six cells. */
export interface PlacedRow extends Place {
  row: TableRow;
  faults: Fault[];
}

/**
 * Gives every row its place: an empty cell repeats the class above, a filled one opens a class or names it again. Rows
 * below a class that cannot be used belong to none, so that they do not fall into the one before.
 * `majorsAfter` is added to each major code: a city's second table (events beside components) keeps clear of the first.
 */
export function placeRows(rows: readonly TableRow[], majorsAfter: number): PlacedRow[] {
  const placed: PlacedRow[] = [];
  for (const row of rows) placed.push(placeRow(row, placed.at(-1) ?? {}, majorsAfter));
  return placed;
}

function placeRow(row: TableRow, above: Place, majorsAfter: number): PlacedRow {
  const upper = classIn(row, 'major');
  const lower = classIn(row, 'minor');
  const moved = upper.code === undefined ? { faults: [] } : movedMajor(upper.code, majorsAfter);
  const major = upper.repeats ? above.major : classOf(row, moved.code, row.majorName);
  const goesOn = lower.repeats && major?.code === above.major?.code;
  const category = goesOn ? above.category : categoryOf(row, major, lower.code);
  const none: Fault[] = lower.repeats && !category ? [{ code: 'category.missing', what: '' }] : [];
  const department = lower.repeats ? [] : textFaults(row, 'departments', LONGEST_NAME * 10);
  const faults = [...upper.faults, ...moved.faults, ...lower.faults, ...none, ...department];
  return { row, ...(major && { major }), ...(category && { category }), faults };
}

/** What the two cells of a class say. Both empty: the class above. */
function classIn(row: TableRow, kind: 'major' | 'minor'): { repeats: boolean; code?: string; faults: Fault[] } {
  const cell = row[`${kind}Code`];
  if (cell === '' && row[`${kind}Name`] === '') return { repeats: true, faults: [] };
  const code = twoDigits(cell);
  const missing = cell === '' ? [{ code: 'cell.missing' as const, what: COLUMNS[`${kind}Code`] }] : [];
  const unreadable = cell !== '' && !code ? [{ code: 'code.unreadable' as const, what: cell }] : [];
  const faults = [...missing, ...unreadable, ...textFaults(row, `${kind}Name`, LONGEST_NAME)];
  return { repeats: false, faults, ...(code !== undefined && faults.length === 0 ? { code } : {}) };
}

function movedMajor(code: string, after: number): { code?: string; faults: Fault[] } {
  const moved = Number(code) + after;
  if (moved >= 1 && moved <= 99) return { code: String(moved).padStart(2, '0'), faults: [] };
  return { faults: [{ code: 'major.out-of-range', what: String(moved) }] };
}

function classOf({ line }: TableRow, code: string | undefined, name: string): TableClass | undefined {
  return code === undefined ? undefined : { line, code, name: oneLine(name) };
}

function categoryOf(
  row: TableRow,
  major: TableClass | undefined,
  minor: string | undefined,
): TableCategory | undefined {
  if (!major || minor === undefined) return undefined;
  const department = namesIn(row.departments)[0] ?? '';
  return { line: row.line, code: major.code + minor, name: oneLine(row.minorName), department };
}

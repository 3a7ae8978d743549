import { problemAt, type Fault, type ImportProblem } from './problems.js';

/** A line of a spreadsheet as it was read; a cell that is neither text nor number is null. `line` counts from 1. */
export interface TableLine {
  line: number;
  cells: readonly (string | null)[];
}

/** The nine columns of the tables of cases, by what they hold. */
export const COLUMNS = {
  majorCode: '大类代码',
  majorName: '大类名称',
  minorCode: '小类代码',
  minorName: '小类名称',
  handlers: '处置单位',
  departments: '主管部门',
  condition: '立案条件',
  closing: '结案条件',
  limit: '处置时限',
} as const;
export type Column = keyof typeof COLUMNS;

/** One line below the heading, trimmed; an empty cell is an empty text. */
export interface TableRow extends Record<Column, string> {
  line: number;
}

export interface Table {
  rows: TableRow[];
  /** Lines below the heading with something in them, those that cannot be read as rows included. */
  lines: number;
  /** Lines below the heading without anything in them. */
  blank: number;
  problems: ImportProblem[];
}

/** A title may stand above the heading, nothing else: the heading is looked for in this many lines. */
const HEADING_WITHIN = 5;
const ALL = Object.keys(COLUMNS) as Column[];

/** Finds the heading and names the cells below it. The columns may stand in any order. */
export function readTable(lines: readonly TableLine[]): Table {
  const top = lines.slice(0, HEADING_WITHIN);
  const heading = top.find((line) => namesOf(line).includes(COLUMNS.limit)) ?? top[0] ?? { line: 1, cells: [] };
  const problems = headingFaults(namesOf(heading)).map((fault) => problemAt(heading.line, fault));
  const below = problems.length > 0 ? [] : lines.filter(({ line }) => line > heading.line);
  const filled = below.filter((line) => line.cells.some((cell) => cell === null || cell.trim() !== ''));
  const read = filled.map((line) => rowOf(line, namesOf(heading)));
  return {
    rows: read.filter((row) => 'limit' in row),
    lines: filled.length,
    blank: below.length - filled.length,
    problems: [...problems, ...read.filter((row) => Array.isArray(row)).flat()],
  };
}

const namesOf = ({ cells }: TableLine): string[] => {
  const names = cells.map((cell) => (cell ?? '').replace(/\s/g, ''));
  return names.slice(0, names.findLastIndex(Boolean) + 1);
};

function headingFaults(names: readonly string[]): Fault[] {
  const known = Object.values<string>(COLUMNS);
  return [
    ...known.filter((name) => !names.includes(name)).map((what) => ({ code: 'table.header-missing' as const, what })),
    ...names
      .filter((name, index) => !known.includes(name) || names.indexOf(name) < index)
      .map((what) => ({ code: 'table.unknown-column' as const, what })),
  ];
}

function rowOf({ line, cells }: TableLine, names: readonly string[]): TableRow | ImportProblem[] {
  const beyond = cells.slice(names.length).some((cell) => cell === null || cell.trim() !== '');
  if (beyond || cells.length < names.length) {
    return [problemAt(line, { code: 'row.width', what: `${cells.length} ≠ ${names.length}` })];
  }
  const odd = names.filter((_, index) => cells[index] === null);
  if (odd.length > 0) return odd.map((what) => problemAt(line, { code: 'cell.not-text', what }));
  const cell = (column: Column) => cells[names.indexOf(COLUMNS[column])]?.trim() ?? '';
  return { line, ...(Object.fromEntries(ALL.map((column) => [column, cell(column)])) as Record<Column, string>) };
}

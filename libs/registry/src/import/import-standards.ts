import { readCase } from './cases.js';
import { placeRows } from './classes.js';
import { caseContradictions, classContradictions, type LineFault } from './contradictions.js';
import { classesFor, profileFaults, type ImportInto } from './into-profile.js';
import { toParts, type StandardParts } from './parts.js';
import { problemAt, type ImportProblem, type ImportProblemCode } from './problems.js';
import { readTable, type TableLine } from './table.js';

/** `read` = `accepted` + `repeated` + `rejected`; `reasons` counts problems, of which a row may have several. */
export interface ImportCounts {
  read: number;
  blank: number;
  accepted: number;
  /** Rows that say again what another one says. */
  repeated: number;
  rejected: number;
  reasons: Partial<Record<ImportProblemCode, number>>;
}

/** `parts` stand only where there is no problem: a table is taken whole or not at all. */
export interface StandardsImported {
  parts?: StandardParts;
  problems: ImportProblem[];
  counts: ImportCounts;
}

/** Turns a city's table of cases into parts of a profile (domain §3); every problem is listed with its line. */
export function importStandards(lines: readonly TableLine[], into: ImportInto): StandardsImported {
  const table = readTable(lines);
  const placed = placeRows(table.rows, into.majorsAfter ?? 0);
  const cases = placed.map((row) => ({ line: row.row.line, ...readCase(row, into.words ?? {}) }));
  const rules = cases.flatMap(({ rule }) => rule ?? []);
  const against = caseContradictions(rules);
  const found: LineFault[] = [
    ...placed.flatMap(({ row: { line }, faults }) => faults.map((fault) => ({ line, fault }))),
    ...cases.flatMap(({ line, faults }) => faults.map((fault) => ({ line, fault }))),
    ...classContradictions(placed),
    ...against.faults,
    ...profileFaults(placed, into),
  ];
  const problems = [...table.problems, ...found.map(({ line, fault }) => problemAt(line, fault))];
  problems.sort((one, other) => one.line - other.line);
  const counts = countsOf(table, against.repeated, problems);
  if (problems.length > 0) return { problems, counts };
  const content = { ...classesFor(placed, into), rules: rules.filter(({ line }) => !against.repeated.has(line)) };
  return { parts: toParts(content, into.before ?? { majors: [], categories: [], standards: [] }), problems, counts };
}

function countsOf(
  { lines, blank }: { lines: number; blank: number },
  repeated: ReadonlySet<number>,
  problems: readonly ImportProblem[],
): ImportCounts {
  const bad = new Set(problems.map(({ line }) => line));
  const again = [...repeated].filter((line) => !bad.has(line)).length;
  const rejected = Math.min(bad.size, lines);
  const reasons: ImportCounts['reasons'] = {};
  for (const { code } of problems) reasons[code] = (reasons[code] ?? 0) + 1;
  return { read: lines, blank, accepted: lines - rejected - again, repeated: again, rejected, reasons };
}

import { leastHours } from '../rules/limits.js';
import type { TableCase } from './cases.js';
import { namesIn, sameText } from './cell-text.js';
import type { PlacedRow, TableClass } from './classes.js';
import type { Fault } from './problems.js';

/** A fault and the line it is found in. */
export interface LineFault {
  line: number;
  fault: Fault;
}

/** The same code with another name, or the same category with another department, than in the line that opened it. */
export function classContradictions(rows: readonly PlacedRow[]): LineFault[] {
  const first = new Map<string, TableClass>();
  const departments = new Map<string, { line: number; names: string }>();
  return rows.flatMap(({ row, major, category }) => [
    ...[major, category].flatMap((each) => (each ? renamed(first, each) : [])),
    ...(category && row.departments !== '' ? otherDepartment(departments, category.code, row) : []),
  ]);
}

function renamed(first: Map<string, TableClass>, { code, name, line }: TableClass): LineFault[] {
  const opened = first.get(code);
  if (!opened) first.set(code, { code, name, line });
  if (!opened || opened.line === line || sameText(opened.name) === sameText(name)) return [];
  return [{ line, fault: { code: 'contradiction.name', what: `${code} ${name}`, other: opened.line } }];
}

function otherDepartment(
  first: Map<string, { line: number; names: string }>,
  category: string,
  { line, departments }: PlacedRow['row'],
): LineFault[] {
  const names = namesIn(departments).join('、');
  const opened = first.get(category);
  if (!opened) first.set(category, { line, names });
  if (!opened || opened.names === names) return [];
  return [{ line, fault: { code: 'contradiction.department', what: names, other: opened.line } }];
}

/** What one rule says against another of the same category. Rules that say the same twice are told apart from both. */
export function caseContradictions(rules: readonly TableCase[]): { faults: LineFault[]; repeated: Set<number> } {
  const first = new Map<string, TableCase>();
  const repeated = new Set<number>();
  const twice = rules.flatMap((rule) => {
    const key = `${rule.category} ${sameText(rule.condition)}`;
    const stated = first.get(key);
    if (!stated) first.set(key, rule);
    const faults = stated ? restated(stated, rule) : [];
    if (stated && faults.length === 0) repeated.add(rule.line);
    return faults.map((fault) => ({ line: rule.line, fault }));
  });
  return { faults: [...twice, ...slowEmergencies(rules)], repeated };
}

function restated(stated: TableCase, { closing, said, severity, stages }: TableCase): Fault[] {
  const other = stated.line;
  const same = severity === stated.severity && JSON.stringify(stages) === JSON.stringify(stated.stages);
  return [
    ...(same ? [] : [{ code: 'contradiction.limit' as const, what: said, other }]),
    ...(sameText(closing) === sameText(stated.closing)
      ? []
      : [{ code: 'contradiction.closing' as const, what: closing, other }]),
  ];
}

/** An emergency that may take longer than an ordinary matter of its category. */
function slowEmergencies(rules: readonly TableCase[]): LineFault[] {
  const ordinary = rules.filter(({ severity }) => severity === 'normal');
  return rules
    .filter(({ severity }) => severity === 'emergency')
    .flatMap((rule) => {
      const faster = ordinary.find((other) => other.category === rule.category && hoursOf(other) < hoursOf(rule));
      if (!faster) return [];
      return [{ line: rule.line, fault: { code: 'contradiction.emergency', what: rule.said, other: faster.line } }];
    });
}

const hoursOf = ({ stages: [first] }: TableCase): number => (first ? leastHours(first) : 0);

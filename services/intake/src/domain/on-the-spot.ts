import type { Severity } from '@gridwhistle/kernel';
import type { Filing, Problem } from './filing.js';

/** A report that says what was done about it. */
export interface SettledReport {
  /** The grid whose worker reports; absent for everybody else. */
  readonly reportedBy: string | undefined;
  readonly filing: Filing;
  readonly severity: Severity;
  readonly photos: number;
}

/**
 * Domain §4, Up: a grid worker may settle on the spot (随报随了), report, result and proof in one act. What bars it is listed
 * whole; without `settled` the same report goes up as any other.
 */
export function settlementProblems({ reportedBy, filing, severity, photos }: SettledReport): Problem[] {
  const { grid, category } = filing;
  const isOwnGrid = reportedBy !== undefined && (grid?.startsWith(reportedBy) ?? false);
  return [
    ...(isOwnGrid ? [] : [barred('settled', 'a grid worker settles on the spot what lies in their own grid')]),
    ...(category === undefined ? [barred('category', 'what was settled needs its category')] : []),
    ...(severity === 'emergency' ? [barred('severity', 'an emergency starts at the township')] : []),
    ...(photos === 0 ? [barred('photos', 'what was settled needs a photo as its proof')] : []),
  ];
}

const barred = (field: string, message: string): Problem => ({ field, code: 'report.not-settled', message });

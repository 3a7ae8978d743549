import { DomainError, type Detail } from '@gridwhistle/kernel';
import type { AdmittedDuty, Context, UnitFacts } from './rules.js';
import type { Ticket } from './ticket.js';

/**
 * Domain §4, Admission: whoever hands work to a grid names a duty that grids may be given. A grid's own report comes
 * back to it without: what it reported itself, wherever that is said to lie, and no part that others made of it.
 * @throws admission.missing for none or another duty
 */
export function checkAdmitted(ticket: Ticket, unit: UnitFacts, duty: string | undefined, context: Context): void {
  if (unit.kind !== 'grid' || isItsOwnReport(ticket, unit, context)) return;
  const { rules, admitted = [] } = context;
  const missing = missingAdmission(unit, duty, [...rules.document.admissions, ...admitted]);
  if (!missing) return;
  const told = duty === undefined ? 'name the duty under which the grid is given this work' : `${duty} is not admitted`;
  throw new DomainError('admission.missing', told, [missing]);
}

/** What is wrong with handing a duty to a grid: undefined when it is admitted. */
export function missingAdmission(
  { tier }: UnitFacts,
  duty: string | undefined,
  all: readonly AdmittedDuty[],
): Detail | undefined {
  const admitted = all.filter(({ tiers }) => tiers.includes(tier)).map(({ code }) => code);
  if (duty !== undefined && admitted.includes(duty)) return undefined;
  return { field: 'duty', message: `is a duty admitted to grids: ${admitted.join(', ') || 'none'}` };
}

const isItsOwnReport = ({ reportedBy }: Ticket, { code }: UnitFacts, { rules }: Context): boolean =>
  reportedBy !== null && rules.unitNow(reportedBy)?.code === code;

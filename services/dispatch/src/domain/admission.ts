import { DomainError } from '@gridwhistle/kernel';
import type { Rules, UnitFacts } from './rules.js';
import type { Ticket } from './ticket.js';

/**
 * Domain §4, Admission: whoever hands work to a grid names a duty that grids may be given. A grid's own report comes
 * back to it without.
 * @throws admission.missing for none or another duty
 */
export function checkAdmitted(ticket: Ticket, unit: UnitFacts, duty: string | undefined, rules: Rules): void {
  if (unit.kind !== 'grid' || isItsOwnReport(ticket, unit)) return;
  const admitted = rules.document.admissions.filter(({ tiers }) => tiers.includes(unit.tier));
  if (admitted.some(({ code }) => code === duty)) return;
  const told = duty === undefined ? 'name the duty under which the grid is given this work' : `${duty} is not admitted`;
  const codes = admitted.map(({ code }) => code).join(', ') || 'none';
  throw new DomainError('admission.missing', told, [
    { field: 'duty', message: `is a duty admitted to grids: ${codes}` },
  ]);
}

const isItsOwnReport = ({ channel, grid }: Ticket, { code }: UnitFacts): boolean =>
  channel === 'grid-worker' && grid === code;

import type { Mutant } from '../mutant.js';
import { DISPATCH, REDISPATCH } from './files.js';

const ADMITTED = 'checkAdmitted(matter.ticket, unit, task.duty, context);';

export const ADMISSIONS_OFF: readonly Mutant[] = [
  { rule: 'admission 1', file: `${DISPATCH}/delegating.ts`, from: ADMITTED, to: '' },
  { rule: 'admission 2', file: REDISPATCH, from: 'checkAdmitted(matter.ticket, unit, duty, context);', to: '' },
  {
    rule: 'admission 3',
    file: `${DISPATCH}/assisting.ts`,
    from: ADMITTED,
    to: '',
  },
  { rule: 'admission 4', file: `${DISPATCH}/targets.ts`, from: "unit.kind === 'grid'", to: "unit.kind === 'council'" },
  { rule: 'admission 5', file: `${DISPATCH}/admission.ts`, from: ' || isItsOwnReport(ticket, unit, context)', to: '' },
  {
    rule: 'admission 6',
    file: `${DISPATCH}/assigning.ts`,
    from: 'checkAdmitted(ticket, handlingUnit(unit, context), duty, context)',
    to: 'handlingUnit(unit, context)',
  },
];

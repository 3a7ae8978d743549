import type { Mutant } from '../mutant.js';
import { DISPATCH } from './files.js';

export const DIRECTIVES_OFF: readonly Mutant[] = [
  {
    rule: 'directive 1',
    file: `${DISPATCH}/issuing.ts`,
    from: 'if (counted.open > 0) return',
    to: 'if (counted.open >= 0) return',
  },
  {
    rule: 'directive 2',
    file: `${DISPATCH}/receipt.ts`,
    from: "{ from: 'sent-back', act: 'report', to: 'reported', by: 'target' },",
    to: '',
  },
  {
    rule: 'directive 3',
    file: 'libs/platform/src/may.ts',
    from: ': holder(actor, subject));',
    to: ': false);',
  },
  { rule: 'directive 4', file: `${DISPATCH}/answering.ts`, from: 'person: head ?? null', to: 'person: null' },
  {
    rule: 'directive 5',
    file: `${DISPATCH}/receipt.ts`,
    from: "{ from: 'reported', act: 'confirm', to: 'confirmed', by: 'issuer' },",
    to: "{ from: 'reported', act: 'confirm', to: 'confirmed', by: 'issuer' },\n    { from: 'confirmed', act: 'rate' as never, to: 'confirmed', by: 'issuer' },",
  },
  {
    rule: 'directive 6',
    file: 'services/intake/src/domain/directive-report.ts',
    from: 'if (directiveId === undefined || isStaff) return { directiveId, problems: [] };',
    to: 'if (isStaff) return { directiveId: undefined, problems: [] };',
  },
  {
    rule: 'directive 7',
    file: `${DISPATCH}/answering.ts`,
    from: 'at: receipt.issuedAt }',
    to: 'at: context.now }',
  },
  {
    rule: 'directive 8',
    file: `${DISPATCH}/reach.ts`,
    from: 'if (belongsTo(issuer, unit, rules)) return false;',
    to: 'if (belongsTo(issuer, unit, rules)) return true;',
  },
];

import type { Mutant } from '../mutant.js';
import { ASSESSMENT } from './files.js';

const SCORE = `${ASSESSMENT}/score.ts`;
const PLANS = 'libs/registry/src/rules/plans.ts';

export const PLANS_OFF: readonly Mutant[] = [
  {
    rule: 'plan 1',
    file: PLANS,
    from: 'if (!isWhole || Math.abs(sum - 100) <= 1e-6) return fine;',
    to: 'if (!isWhole || sum > 0) return fine;',
  },
  {
    rule: 'plan 2',
    file: 'libs/registry/src/rules/plan-measures.ts',
    from: 'if (isOf(draft, rule, value)) return [];',
    to: 'if (rule.length > 0) return [];',
  },
  {
    rule: 'plan 5',
    file: 'libs/registry/src/rules/plan-subjects.ts',
    from: "if (ofStaff === (of === 'person')) return [];",
    to: 'if (ofStaff || of) return [];',
  },
  {
    rule: 'plan 6',
    file: 'libs/registry/src/rules/plan-rates.ts',
    from: 'return own !== undefined && [...own].every((value) => allowed.has(value));',
    to: 'return own === undefined || [...own].every((value) => allowed.has(value));',
  },
  { rule: 'plan 3', file: SCORE, from: "points: null, formula: 'no cases'", to: "points: 0, formula: 'no cases'" },
  { rule: 'plan 4', file: SCORE, from: 'Math.min(cents(cap), Math.round(', to: 'Math.max(0, Math.round(' },
];

import type { Mutant } from '../mutant.js';

const INTAKE = 'services/intake/src/domain';

export const SUGGESTIONS_OFF: readonly Mutant[] = [
  {
    rule: 'suggestion 1',
    file: `${INTAKE}/suggestion.ts`,
    from: 'suggestion?.applied ?',
    to: 'suggestion ?',
  },
  {
    rule: 'suggestion 2',
    file: `${INTAKE}/suggestion.ts`,
    from: "isSuggested(code) ? 'taken' : 'changed'",
    to: "'taken'",
  },
  {
    rule: 'suggestion 3',
    file: `${INTAKE}/training-set.ts`,
    from: 'if (large.length >= 2)',
    to: 'if (large.length >= 1)',
  },
  {
    rule: 'suggestion 4',
    file: 'services/intake/src/unit-labels.ts',
    from: 'label === labelOfUnit(suggested, profile)',
    to: 'true',
  },
];

import type { Mutant } from '../mutant.js';
import { ASSESSMENT } from './files.js';

export const RANKINGS_OFF: readonly Mutant[] = [
  {
    rule: 'ranking 1',
    file: `${ASSESSMENT}/ranking.ts`,
    from: 'place: score.total === null ? null : place',
    to: 'place',
  },
  {
    rule: 'ranking 2',
    file: `${ASSESSMENT}/ranking.ts`,
    from: 'counted.slice(half).reverse()',
    to: 'counted.reverse()',
  },
];

import type { Mutant } from '../mutant.js';
import { DISPATCH } from './files.js';

export const UP_OFF: readonly Mutant[] = [
  {
    rule: 'up 1',
    file: `${DISPATCH}/on-the-spot.ts`,
    from: "unit?.tier === 'grid' ? unit : undefined",
    to: 'undefined',
  },
  { rule: 'up 2', file: `${DISPATCH}/on-the-spot.ts`, from: '?.percent ?? 100)', to: '?.percent && 0)' },
  {
    rule: 'up 3',
    file: `${DISPATCH}/claiming.ts`,
    from: 'isWorkingLead(order) && isRaisedToTownship(order)',
    to: 'isRaisedToTownship(order)',
  },
  {
    rule: 'up 4',
    file: `${DISPATCH}/informing.ts`,
    from: 'return units.length === 0 ?',
    to: 'return units.length >= 0 ?',
  },
];

import type { Mutant } from '../mutant.js';
import { ASSESSMENT } from './files.js';

export const APPEALS_OFF: readonly Mutant[] = [
  {
    rule: 'appeal 1',
    file: `${ASSESSMENT}/appeal.ts`,
    from: '({ until, now }) => until === null || now <= until',
    to: '() => true',
  },
  {
    rule: 'appeal 2',
    file: `${ASSESSMENT}/appeal.ts`,
    from: '({ reviewers, by }) => !reviewers.includes(by)',
    to: '() => true',
  },
];

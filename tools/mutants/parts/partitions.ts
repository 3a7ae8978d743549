import type { Mutant } from '../mutant.js';
import { DISPATCH } from './files.js';

export const PARTITIONS_OFF: readonly Mutant[] = [
  {
    rule: 'partition 1',
    file: `${DISPATCH}/succession.ts`,
    from: 'const isMoved = grid !== undefined && grid.code !== ticket.grid;',
    to: "const isMoved = grid !== undefined && grid.code === '';",
  },
  {
    rule: 'partition 2',
    file: `${DISPATCH}/succession.ts`,
    from: 'return left && heir ? passOn(matter, left, heir, context) : NOTHING;',
    to: 'return left && heir ? NOTHING : NOTHING;',
  },
  {
    rule: 'partition 3',
    file: 'services/console/src/domain/effect.ts',
    from: "'ticket-in-grid': (code, { grid }) => toWhom(grid(code), 'stranded'),",
    to: "'ticket-in-grid': (code, { grid }) => toWhom(grid(code), 'stays'),",
  },
  {
    rule: 'partition 4',
    file: 'libs/registry/src/repartition.ts',
    from: "windows: before.returnWindow === after.returnWindow ? [] : ['return'],",
    to: 'windows: [],',
  },
  {
    rule: 'partition 5',
    file: 'libs/registry/src/repartition.ts',
    from: '? [] : [next.calendar],',
    to: '? [] : [],',
  },
];

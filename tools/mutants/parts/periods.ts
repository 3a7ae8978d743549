import type { Mutant } from '../mutant.js';
import { ASSESSMENT } from './files.js';

const PERIOD = `${ASSESSMENT}/period.ts`;

export const PERIODS_OFF: readonly Mutant[] = [
  { rule: 'period 1', file: PERIOD, from: 'if (other) throw', to: 'if (same) throw' },
  {
    rule: 'period 2',
    file: PERIOD,
    from: 'if (!hasEnded(period, now)) throw',
    to: 'if (!hasBegun(period, now)) throw',
  },
  { rule: 'period 3', file: PERIOD, from: 'if (corrects !== last) throw', to: 'if (corrects === undefined) throw' },
  { rule: 'period 4', file: PERIOD, from: 'if (!hasAllArrived) throw', to: 'if (false) throw' },
  { rule: 'period 7', file: PERIOD, from: 'from: before?.to ?? period.from', to: 'from: period.from' },
  {
    rule: 'period 6',
    file: 'services/assessment/src/scored-unit.ts',
    from: '[...now, ...gone]',
    to: '[...now]',
  },
  { rule: 'period 5', file: PERIOD, from: '!known.some((each)', to: 'true || known.some((each)' },
];

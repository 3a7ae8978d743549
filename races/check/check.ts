import { checkGates, checkLedger } from '../../faults/check/applied.js';
import { checkRungs } from '../../faults/check/effects.js';
import type { Finding } from '../../faults/check/finding.js';
import { checkSequences } from '../../faults/check/sequences.js';
import type { Pair } from '../pairs/pair.js';
import { checkCopies } from './copies.js';
import type { Raced, RaceEvidence } from './evidence.js';
import { checkClocks, checkLeads, checkWaiting } from './finished.js';
import { checkOutcomes } from './outcomes.js';

const RULES = [checkCopies, checkClocks, checkLeads, checkWaiting, checkSequences, checkGates, checkLedger, checkRungs];

/** Looks at what was answered and collected, and at nothing else. */
export const check = (pair: Pair, raced: readonly Raced[], evidence: RaceEvidence): Finding[] => [
  checkOutcomes(pair, raced, evidence),
  ...RULES.map((rule) => rule(evidence)),
];

import { checkAcknowledged } from './acknowledged.js';
import { checkForged, checkGates, checkLedger, checkStream } from './applied.js';
import { checkDeadlines } from './deadlines.js';
import { checkDesks } from './desks.js';
import { checkHotline, checkOrders, checkRungs } from './effects.js';
import type { Evidence } from './evidence.js';
import type { Finding } from './finding.js';
import { checkScores } from './scores.js';
import { checkSequences } from './sequences.js';

const RULES = [
  checkAcknowledged,
  checkSequences,
  checkGates,
  checkForged,
  checkLedger,
  checkStream,
  checkDesks,
  checkOrders,
  checkRungs,
  checkHotline,
  checkDeadlines,
  checkScores,
];

/** Looks at what was collected, and at nothing else. */
export const check = (evidence: Evidence): Finding[] => RULES.map((rule) => rule(evidence));

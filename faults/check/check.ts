import { checkAcknowledged } from './acknowledged.js';
import { checkAnswers } from './answers.js';
import { checkForged, checkGates, checkLedger, checkStream } from './applied.js';
import { checkDeadlines } from './deadlines.js';
import { checkDesks } from './desks.js';
import { checkHotline, checkOrders, checkRungs } from './effects.js';
import type { Evidence } from './evidence.js';
import { wrong, type Finding } from './finding.js';
import { checkIntake } from './intake.js';
import { checkScores } from './scores.js';
import { checkSequences } from './sequences.js';

const RULES = [
  checkAcknowledged,
  checkSequences,
  checkGates,
  checkForged,
  checkLedger,
  checkStream,
  checkIntake,
  checkDesks,
  checkOrders,
  checkRungs,
  checkHotline,
  checkDeadlines,
  checkScores,
  checkAnswers,
];

/** A run may have had no poison, no clock that fell due, nobody of 12345, nothing for a department, and nothing short. */
const MAY_BE_IDLE = new Set<(typeof RULES)[number]>([checkForged, checkRungs, checkHotline, checkDesks, checkAnswers]);

/** Looks at what was collected, and at nothing else. A rule that looked at nothing has proved nothing: it fails. */
export const check = (evidence: Evidence): Finding[] =>
  RULES.map((rule) => {
    const finding = rule(evidence);
    if (finding.looked > 0 || MAY_BE_IDLE.has(rule)) return finding;
    return { ...finding, violations: [...finding.violations, wrong('there was nothing to look at')] };
  });

import type { Mutant } from '../mutant.js';
import { DISPATCH, GUARDS, LIFECYCLE, WHISTLING } from './files.js';

export const TICKETS_OFF: readonly Mutant[] = [
  {
    rule: 'ticket 9',
    file: `${DISPATCH}/splitting.ts`,
    from: "open.length === 0 && matter.ticket.state === 'assigned'",
    to: "matter.ticket.state === 'assigned'",
  },
  {
    rule: 'ticket 11',
    file: `${DISPATCH}/redo.ts`,
    from: 'return now > rules.reopenableUntil(closedAt);',
    to: 'return false;',
  },
  {
    rule: 'ticket 12',
    file: 'services/intake/src/domain/rating.ts',
    from: 'if (now > end) throw',
    to: 'if (now > end && false) throw',
  },
  {
    rule: 'ticket 14',
    file: `${DISPATCH}/ticket.ts`,
    from: "['merged', 'withdrawn', 'invalid']",
    to: "['withdrawn', 'invalid']",
  },
  { rule: 'ticket 3', file: `${DISPATCH}/ending.ts`, from: "outcome: 'merged'", to: "outcome: 'withdrawn'" },
  {
    rule: 'ticket 1',
    file: `${DISPATCH}/ticket.ts`,
    from: "{ from: 'resolved', act: 'close', to: 'closed'",
    to: "{ from: 'resolved', act: 'close', to: 'assigned'",
  },
  {
    rule: 'ticket 2',
    file: `${DISPATCH}/ticket.ts`,
    from: "{ from: 'assigned', act: 'suspend', to: 'suspended'",
    to: "{ from: 'reported', act: 'suspend', to: 'suspended'",
  },
  {
    rule: 'ticket 4',
    file: `${DISPATCH}/opening.ts`,
    from: 'const waitingFor = unit ? [] : missingOf(facts);',
    to: 'const waitingFor: Missing[] = []; void missingOf;',
  },
  {
    rule: 'ticket 5',
    file: GUARDS,
    from: "order.role !== 'lead' || !others.some(isWorkingLead)",
    to: 'true || others.some(isWorkingLead)',
  },
  { rule: 'ticket 6', file: `${DISPATCH}/delegating.ts`, from: 'waitsFor: childId, hasWaited', to: 'hasWaited' },
  { rule: 'ticket 7', file: WHISTLING, from: 'waitsFor: whistleId, hasWaited', to: 'hasWaited' },
  {
    rule: 'ticket 8',
    file: LIFECYCLE,
    from: 'guards: [notWaiting, childrenDone,',
    to: 'guards: [childrenDone,',
  },
  { rule: 'ticket 10', file: `${DISPATCH}/redo.ts`, from: "origin: 'redo', ...verifier }", to: "origin: 'redo' }" },
  {
    rule: 'ticket 13',
    file: `${DISPATCH}/ticket.ts`,
    from: "['merged', 'withdrawn', 'invalid']",
    to: "['merged', 'invalid']",
  },
  { rule: 'ticket 16', file: `${DISPATCH}/splitting.ts`, from: " || part.outcome === 'invalid'", to: '' },
  { rule: 'ticket 15', file: `${DISPATCH}/ending.ts`, from: '|| other.partOf === one.id', to: '' },
  {
    rule: 'ticket 18',
    file: 'services/intake/src/domain/rating.ts',
    from: 'if (hasResult) throw',
    to: 'if (hasResult && false) throw',
  },
  {
    rule: 'ticket 19',
    file: `${DISPATCH}/ending.ts`,
    from: 'events: [refused]',
    to: 'events: [refused].slice(1)',
  },
  {
    rule: 'ticket 17',
    file: `${DISPATCH}/assigning.ts`,
    from: 'given[field] !== undefined && given',
    to: 'false && given',
  },
];

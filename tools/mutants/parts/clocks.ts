import type { Mutant } from '../mutant.js';
import { DISPATCH, WHISTLING } from './files.js';

export const CLOCKS_OFF: readonly Mutant[] = [
  {
    rule: 'clock 1',
    file: 'libs/clocks/src/clock.ts',
    from: 'usedMs: usedAt(clock, at, calendar), fellDueAt',
    to: 'usedMs: clock.usedMs, fellDueAt',
  },
  {
    rule: 'clock 2',
    file: 'libs/clocks/src/clock.ts',
    from: 'met: halted.fellDueAt === null',
    to: "met: !clock.fired.includes('due')",
  },
  {
    rule: 'clock 4',
    file: WHISTLING,
    from: ', ...voided.map((rung) => rungVoided(order, rung, at)));',
    to: ', ...voided.slice(voided.length).map((rung) => rungVoided(order, rung, at)));',
  },
  {
    rule: 'clock 6',
    file: 'libs/messaging/src/clock-row.ts',
    from: 'const rungs = row.rungs.filter((rung) => !taken.includes(rung));',
    to: 'const rungs = row.rungs;',
  },
  {
    rule: 'clock 3',
    file: WHISTLING,
    from: 'stopClock(order.handlingClock, at, calendar)',
    to: 'stopClock(order.handlingClock, context.now, calendar)',
  },
  {
    rule: 'clock 5',
    file: 'libs/clocks/src/rungs.ts',
    from: '.filter(({ name }) => !clock.fired.includes(name))\n    .map(({ name, ms })',
    to: '.map(({ name, ms })',
  },
  {
    rule: 'clock 7',
    file: 'services/escalation/src/domain/reaction.ts',
    from: "supervise: ({ unit, supervisor }) => ({ kind: 'supervision', unit, supervisor }),",
    to: "supervise: ({ unit }) => ({ kind: 'reminder', unit }),",
  },
  {
    rule: 'clock 8',
    file: 'services/escalation/src/domain/reminder.ts',
    from: 'return until > moment ? until : null;',
    to: 'return null;',
  },
  {
    rule: 'clock 9',
    file: 'libs/messaging/src/clock-row.ts',
    from: 'return all.sort((one, other) => one.at.getTime() - other.at.getTime());',
    to: 'return all;',
  },
  {
    rule: 'clock 10',
    file: 'services/dispatch/src/domain/recounting.ts',
    from: 'events: voided.map((rung) =>',
    to: 'events: voided.slice(voided.length).map((rung) =>',
  },
  {
    rule: 'clock 11',
    file: `${DISPATCH}/step.ts`,
    from: "if (state === 'resolved') return startStageClock('verification', severity, context);",
    to: "if (state === 'resolved') return clock; void [startStageClock, severity];",
  },
  {
    rule: 'clock 12',
    file: 'services/escalation/src/follow-up.blame.ts',
    from: '{ unit: verifier, holdsNothing: true }',
    to: '{ unit, holdsNothing: true }',
  },
  {
    rule: 'clock 13',
    file: 'services/assessment/src/domain/order-fact.ts',
    from: 'verification: {},',
    to: 'verification: { resolvedOnTime: false },',
  },
  {
    rule: 'clock 15',
    file: `${DISPATCH}/call-back-clock.ts`,
    from: "ticket.state === 'resolved';",
    to: "ticket.state === 'reported';",
  },
  {
    rule: 'clock 16',
    file: `${DISPATCH}/call-back-clock.ts`,
    from: '|| orderId === undefined) return NOTHING;',
    to: '|| orderId !== null) return NOTHING;',
  },
  {
    rule: 'clock 14',
    file: `${DISPATCH}/suspending.ts`,
    from: "return state === 'resolved' && clock ? [",
    to: "return state === 'raised' && clock ? [",
  },
  {
    rule: 'clock 17',
    file: 'services/dispatch/src/domain/recounted.ts',
    from: "if (!clock || !told || clock.state === 'ended')",
    to: "if (!clock || !told?.provisional || clock.state === 'ended')",
  },
];

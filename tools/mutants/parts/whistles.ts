import type { Mutant } from '../mutant.js';
import { DISPATCH, LIFECYCLE, WHISTLING } from './files.js';

const WHISTLE = 'services/escalation/src/domain/whistle.ts';

export const WHISTLES_OFF: readonly Mutant[] = [
  { rule: 'whistle 5', file: WHISTLE, from: 'held.some((role) => approvers.includes(role))', to: 'held.length > 0' },
  {
    rule: 'whistle 1',
    file: 'services/escalation/src/domain/whistle.lifecycle.ts',
    from: "{ from: 'summoned', act: 'cancel', to: 'cancelled',",
    to: "{ from: 'summoned', act: 'cancel', to: 'requested',",
  },
  {
    rule: 'whistle 3',
    file: WHISTLE,
    from: 'if (!rules.mayAsk(asked.kind, asker)) {',
    to: 'if (false as boolean) {',
  },
  {
    rule: 'whistle 4',
    file: WHISTLE,
    from: '    attendance: [],\n',
    to: '    attendance: [asked.lead].map(expected),\n',
  },
  { rule: 'whistle 7', file: WHISTLING, from: '[asked.lead, ...asked.assists]\n', to: '[asked.lead]\n' },
  {
    rule: 'whistle 8',
    file: WHISTLE,
    from: 'if (attendance.reportedInAt) throw',
    to: 'if (attendance.reportedInAt === "") throw',
  },
  {
    rule: 'whistle 9',
    file: WHISTLING,
    from: 'stopClock(order.handlingClock, at, calendar)',
    to: 'order.handlingClock',
  },
  {
    rule: 'whistle 10',
    file: WHISTLING,
    from: "if (order.unit !== asker || order.role !== 'lead' || order.state !== 'accepted') return 'order-not-held';",
    to: '',
  },
  {
    rule: 'whistle 2',
    file: 'libs/registry/src/schema/acts.ts',
    from: 'nature: oneOf(WHISTLE_NATURES)',
    to: 'nature: code',
  },
  {
    rule: 'whistle 6',
    file: 'libs/registry/src/rules/clocks.ts',
    from: "unit === 'emergency-hour' && amount <= 1",
    to: "unit !== 'natural-day' && amount <= 2",
  },
  {
    rule: 'whistle 12',
    file: LIFECYCLE,
    from: 'guards: [aWhistlesOrder, notYetObjectedTo, insideReturnWindow]',
    to: 'guards: [aWhistlesOrder]',
  },
  {
    rule: 'whistle 13',
    file: `${DISPATCH}/objecting.ts`,
    from: 'if (!instead) return { orders: ended };',
    to: 'if (!instead || ended.length > 0) return { orders: ended };',
  },
  {
    rule: 'whistle 11',
    file: LIFECYCLE,
    from: 'guards: [notAWhistleOrder, insideReturnWindow',
    to: 'guards: [insideReturnWindow',
  },
  { rule: 'whistle 14', file: WHISTLE, from: 'reportedInAt !== null || missed ||', to: 'reportedInAt !== null ||' },
  {
    rule: 'whistle 15',
    file: WHISTLE,
    from: "whistle.state !== 'assembled' || !isAllSettled(whistle)",
    to: "whistle.state !== 'assembled'",
  },
  {
    rule: 'whistle 16',
    file: WHISTLE,
    from: 'if (attendance.score !== undefined) throw',
    to: 'if (attendance.score === 0) throw',
  },
  {
    rule: 'whistle 17',
    file: 'services/escalation/src/domain/standing.ts',
    from: 'joined(times, clock.startedAt), calendar)',
    to: 'joined(times.slice(times.length), clock.startedAt), calendar)',
  },
  { rule: 'whistle 18', file: WHISTLE, from: "=> state === 'requested';", to: "=> state === 'approved';" },
  {
    rule: 'whistle 19',
    file: 'services/escalation/src/domain/reminder.ts',
    from: "nature === 'emergency' ? nature : undefined",
    to: "nature === 'joint-enforcement' ? 'emergency' : undefined",
  },
];

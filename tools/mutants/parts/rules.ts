import type { Mutant } from '../mutant.js';
import { CLOSING, DISPATCH, GUARDS, HANDLING, LIFECYCLE, REDISPATCH } from './files.js';

const EXTENSION = `${DISPATCH}/extension.ts`;
const SUSPENDING = `${DISPATCH}/suspending.ts`;

export const RULES_OFF: readonly Mutant[] = [
  {
    rule: 'rule 10a',
    file: `${DISPATCH}/lifting.ts`,
    from: "if (ticket.isHard || ticket.state === 'closed')",
    to: "if (ticket.state === 'closed')",
  },
  {
    rule: 'rule 10b',
    file: 'services/escalation/src/domain/hard-case.ts',
    from: 'inARow >= TIMES',
    to: 'inARow > TIMES',
  },
  { rule: 'rule 9e', file: `${DISPATCH}/issue.ts`, from: 'const budget = own ?', to: 'const budget = own && false ?' },
  {
    rule: 'rule 7b',
    file: CLOSING,
    from: 'if (!isBad || round',
    to: "if (!isBad) return { ticket: close(matter, 'rating', context), orders: [] };\n  if (round",
  },
  {
    rule: 'rule 7c',
    file: CLOSING,
    from: 'if (!isBad || round !== ticket.round ||',
    to: 'if (isBad || round !== ticket.round ||',
  },
  {
    rule: 'rule 3b',
    file: `${DISPATCH}/dispatch-clock.ts`,
    from: "orders.some(({ state }) => state === 'returned'));",
    to: 'orders.length < 0);',
  },
  {
    rule: 'rule 1a',
    file: 'libs/contracts/src/dispatch/order-commands.ts',
    from: 'export class ReturnOrder {\n  @Text(2000, 2) reason!: string;',
    to: 'export class ReturnOrder {\n  @Optional() @Text(2000) reason?: string;',
  },
  {
    rule: 'rule 1b',
    file: REDISPATCH,
    from: 'return { orders: [...ended, next, ...redirected(matter, order, next.next)] };',
    to: 'return { orders: ended };',
  },
  {
    rule: 'rule 1c',
    file: GUARDS,
    from: 'order.returnRuledBy === null || order.returnRuledBy !== context.by',
    to: 'true || order.returnRuledBy === context.by',
  },
  {
    rule: 'rule 2a',
    file: `${DISPATCH}/waiting.ts`,
    from: 'other.parentId === order.id && isOpen(other)',
    to: 'false && isOpen(other)',
  },
  { rule: 'rule 3a', file: REDISPATCH, from: '...stopped(order, context),', to: '' },
  { rule: 'rule 3c', file: REDISPATCH, from: '...resumed(order, context),', to: '' },
  {
    rule: 'rule 3d',
    file: REDISPATCH,
    from: 'return { orders: [...ended, next, ...redirected(matter, order, next.next)] };',
    to: `const kept = { ...next, next: { ...next.next, handlingClock: order.handlingClock } };
  return { orders: [...ended, kept, ...redirected(matter, order, kept.next)] };`,
  },
  {
    rule: 'rule 2b',
    file: `${DISPATCH}/extending.ts`,
    from: 'isPending(each) && ended.has(each.orderId)',
    to: 'isPending(each) && !ended.has(each.orderId)',
  },
  { rule: 'rule 4a', file: EXTENSION, from: 'guards: [clockRuns, beforeTheLimit,', to: 'guards: [clockRuns,' },
  { rule: 'rule 4b', file: EXTENSION, from: 'limitMs(extension.extra, rules.calendar) <=', to: '0 <=' },
  { rule: 'rule 4c', file: EXTENSION, from: '.length < context.rules', to: '.length <= context.rules' },
  {
    rule: 'rule 4d',
    file: EXTENSION,
    from: "({ state }) => state === 'approved'",
    to: "({ state }) => state !== 'void'",
  },
  { rule: 'rule 4e', file: `${DISPATCH}/extending.ts`, from: 'rules.extensions.twoSteps &&', to: 'false && rules &&' },
  {
    rule: 'rule 4f',
    file: `${DISPATCH}/extending.ts`,
    from: ', ...voided.map((rung) => rungVoided(order, rung, askedAt)));',
    to: ', ...voided.slice(voided.length).map((rung) => rungVoided(order, rung, askedAt)));',
  },
  {
    rule: 'rule 2c',
    file: SUSPENDING,
    from: 'isAskedFor(each) && done.has(each.orderId)',
    to: 'isAskedFor(each) && !done.has(each.orderId)',
  },
  {
    rule: 'rule 5a',
    file: `${DISPATCH}/suspension.ts`,
    from: ', ahead, withinAYear, onePending]',
    to: ', ahead, onePending]',
  },
  {
    rule: 'rule 5b',
    file: SUSPENDING,
    from: 'ticket.clock && stopClock(ticket.clock, now, rules.calendar)',
    to: 'ticket.clock',
  },
  {
    rule: 'rule 5c',
    file: LIFECYCLE,
    from: '({ ...row, guards: [notSuspended, ...(row.guards ?? [])] })',
    to: '({ ...row, guards: [...(row.guards ?? [])] })',
  },
  { rule: 'rule 5d', file: SUSPENDING, from: '...order, ...resumed(order, context) }', to: '...order }' },
  {
    rule: 'rule 6',
    file: HANDLING,
    from: 'const handlingClock = stopClock(order.handlingClock, now, rules.calendar);',
    to: 'const handlingClock = order.handlingClock; void [stopClock, now, rules];',
  },
  {
    rule: 'rule 7a',
    file: 'services/intake/src/domain/similar-case.ts',
    from: 'near.filter((one) => one.metres <= metres)',
    to: 'near.filter((one) => one.metres >= metres)',
  },
  {
    rule: 'rule 9a',
    file: `${DISPATCH}/assigning.ts`,
    from: 'at: now',
    to: 'at: new Date(now.getTime() - 86_400_000)',
  },
  {
    rule: 'rule 9b',
    file: `${DISPATCH}/redo.ts`,
    from: '...withClock(matter.ticket, context)',
    to: '...matter.ticket',
  },
  {
    rule: 'rule 9c',
    file: HANDLING,
    from: "finish(matter, order, 'raise', context)",
    to: "step(matter, order, 'raise', context)",
  },
  {
    rule: 'rule 9d',
    file: `${DISPATCH}/issue.ts`,
    from: 'limit: ofTicket.limit, within: within ?? ofTicket }',
    to: 'limit: ofTicket.limit }',
  },
  { rule: 'rule 9f', file: `${DISPATCH}/delegating.ts`, from: 'within: parent.handlingClock,', to: '' },
  {
    rule: 'rule 9g',
    file: `${DISPATCH}/assisting.ts`,
    from: "const job = { unit, role: 'assist', origin: 'assist', ...placeOf(order, unit, rules) } as const;",
    to: "const job = { unit, role: 'assist', origin: 'assist', ...placeOf(order, unit, rules), within: undefined } as const;",
  },
  {
    rule: 'rule 9h',
    file: `${DISPATCH}/waiting.ts`,
    from: 'resumeClock(order.handlingClock, context.now)',
    to: 'order.handlingClock',
  },
  {
    rule: 'rule 9i',
    file: `${DISPATCH}/extending.ts`,
    from: 'if (!answersForTicket(order, matter) || ticket.clock === null) return {};',
    to: 'if (answersForTicket(order, matter) || ticket.clock === null) return {};',
  },
  { rule: 'rule 9j', file: SUSPENDING, from: '...order, ...stopped(order, context) }', to: '...order }' },
  { rule: 'rule 9k', file: SUSPENDING, from: 'if (isDepartment) return', to: 'if (isDepartment && !order) return' },
  {
    rule: 'rule 9l',
    file: `${DISPATCH}/extending.ts`,
    from: 'leadOf(matter, order) ?? parentThatWaits(matter, order);',
    to: 'leadOf(matter, order);',
  },
  {
    rule: 'rule 8',
    file: 'services/dispatch/src/order.bus.ts',
    from: 'return this.orders.confirm(call, call.command);',
    to: 'return this.orders.accept(call, call.command);',
  },
];

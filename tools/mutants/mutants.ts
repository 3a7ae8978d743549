/** One rule switched off: the text that stands once in the file becomes another. */
export interface Mutant {
  readonly rule: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const DISPATCH = 'services/dispatch/src/domain';
const BRIDGE = 'services/hotline-bridge/src/domain';
const WHISTLE = 'services/escalation/src/domain/whistle.ts';
const LIFECYCLE = `${DISPATCH}/order-lifecycle.ts`;
const GUARDS = `${DISPATCH}/order-guards.ts`;
const EXTENSION = `${DISPATCH}/extension.ts`;
const SUSPENDING = `${DISPATCH}/suspending.ts`;
const MARKING = `${DISPATCH}/marking.ts`;
const HANDLING = `${DISPATCH}/handling.ts`;
const REDISPATCH = `${DISPATCH}/redispatch.ts`;
const CLOSING = `${DISPATCH}/closing.ts`;
const WHISTLING = `${DISPATCH}/whistling.ts`;
const ADMITTED = 'checkAdmitted(matter.ticket, unit, task.duty, context.rules);';

/** For each rule that holds, one way in which it would not. */
export const MUTANTS: readonly Mutant[] = [
  { rule: 'kind 1', file: MARKING, from: 'next: { ...ticket, kind }, events: [', to: 'next: ticket, events: [' },
  { rule: 'kind 2', file: GUARDS, from: "kind === null || kind === 'government' ||", to: 'true ||' },
  { rule: 'kind 3', file: MARKING, from: "order.origin === 'council' ?", to: 'false as boolean ?' },
  { rule: 'kind 4', file: MARKING, from: "if (kind !== 'private') return", to: 'return' },
  {
    rule: 'kind 5',
    file: `${DISPATCH}/ticket.ts`,
    from: "ticket.kind === 'private' && ticket.objection === null",
    to: "ticket.kind === 'private'",
  },
  {
    rule: 'kind 6',
    file: HANDLING,
    from: "ended.next.outcome === 'invalid' ? dismissTicket : resolveTicket",
    to: 'resolveTicket',
  },
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
    rule: 'ticket 14',
    file: `${DISPATCH}/ticket.ts`,
    from: "['merged', 'withdrawn', 'invalid']",
    to: "['withdrawn', 'invalid']",
  },
  {
    rule: 'rating 2',
    file: 'services/intake/src/domain/rating.ts',
    from: 'if (ratedRounds.includes(meant)) {',
    to: 'if (ratedRounds.includes(-meant)) {',
  },
  {
    rule: 'rating 3',
    file: 'services/intake/src/domain/rating.ts',
    from: '!handledBy.includes(reportedBy)',
    to: 'true',
  },
  { rule: 'rating 5', file: CLOSING, from: 'if (!answer.effective) return NOTHING;', to: '' },
  { rule: 'ticket 3', file: `${DISPATCH}/ending.ts`, from: "outcome: 'merged'", to: "outcome: 'withdrawn'" },
  { rule: 'whistle 5', file: WHISTLE, from: 'held.some((role) => approvers.includes(role))', to: 'held.length > 0' },
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
  {
    rule: 'rule 3a',
    file: REDISPATCH,
    from: 'handlingClock: stopClock(order.handlingClock, now, rules.calendar),',
    to: '',
  },
  { rule: 'rule 3c', file: REDISPATCH, from: 'handlingClock: resumeClock(order.handlingClock, now),', to: '' },
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
  {
    rule: 'rule 5d',
    file: SUSPENDING,
    from: 'resumeClock(order.handlingClock, context.now)',
    to: 'order.handlingClock',
  },
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
  { rule: 'rule 9h', file: HANDLING, from: 'resumeClock(order.handlingClock, context.now)', to: 'order.handlingClock' },
  {
    rule: 'rule 9i',
    file: `${DISPATCH}/extending.ts`,
    from: 'if (!answersForTicket(order, matter) || ticket.clock === null) return {};',
    to: 'if (answersForTicket(order, matter) || ticket.clock === null) return {};',
  },
  {
    rule: 'rule 9j',
    file: SUSPENDING,
    from: 'stopClock(order.handlingClock, now, calendar)',
    to: 'order.handlingClock',
  },
  { rule: 'rule 9k', file: SUSPENDING, from: 'if (isDepartment) return', to: 'if (isDepartment && !order) return' },
  { rule: 'admission 1', file: `${DISPATCH}/delegating.ts`, from: ADMITTED, to: '' },
  { rule: 'admission 2', file: REDISPATCH, from: 'checkAdmitted(matter.ticket, unit, duty, context.rules);', to: '' },
  {
    rule: 'admission 3',
    file: `${DISPATCH}/assisting.ts`,
    from: 'checkAdmitted(matter.ticket, unit, task.duty, rules);',
    to: '',
  },
  { rule: 'admission 4', file: `${DISPATCH}/targets.ts`, from: "unit.kind === 'grid'", to: "unit.kind === 'council'" },
  { rule: 'admission 5', file: `${DISPATCH}/admission.ts`, from: ' || isItsOwnReport(ticket, unit)', to: '' },
  {
    rule: 'directive 1',
    file: `${DISPATCH}/issuing.ts`,
    from: 'if (counted.open > 0) return',
    to: 'if (counted.open >= 0) return',
  },
  {
    rule: 'directive 2',
    file: `${DISPATCH}/receipt.ts`,
    from: "{ from: 'sent-back', act: 'report', to: 'reported', by: 'target' },",
    to: '',
  },
  {
    rule: 'directive 3',
    file: 'libs/platform/src/may.ts',
    from: ': holder(actor, subject);',
    to: ': false;',
  },
  { rule: 'directive 4', file: `${DISPATCH}/answering.ts`, from: 'person: head ?? null', to: 'person: null' },
  {
    rule: 'directive 5',
    file: `${DISPATCH}/receipt.ts`,
    from: "{ from: 'reported', act: 'confirm', to: 'confirmed', by: 'issuer' },",
    to: "{ from: 'reported', act: 'confirm', to: 'confirmed', by: 'issuer' },\n    { from: 'confirmed', act: 'rate' as never, to: 'confirmed', by: 'issuer' },",
  },
  {
    rule: 'directive 6',
    file: 'services/intake/src/domain/directive-report.ts',
    from: 'if (directiveId === undefined || isStaff) return { directiveId, problems: [] };',
    to: 'if (isStaff) return { directiveId: undefined, problems: [] };',
  },
  {
    rule: 'directive 7',
    file: `${DISPATCH}/answering.ts`,
    from: 'at: receipt.issuedAt }',
    to: 'at: context.now }',
  },
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
  {
    rule: 'whistle 1',
    file: 'services/escalation/src/domain/whistle.lifecycle.ts',
    from: "{ from: 'summoned', act: 'cancel', to: 'cancelled',",
    to: "{ from: 'summoned', act: 'cancel', to: 'requested',",
  },
  {
    rule: 'whistle 3',
    file: WHISTLE,
    from: 'if (!rules.mayAsk(asked.kind, by.township)) {',
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
    from: "if (order.unit !== asked.township || order.role !== 'lead' || order.state !== 'accepted') return 'order-not-held';",
    to: '',
  },
  {
    rule: 'whistle 2',
    file: 'libs/registry/src/schema.ts',
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
    rule: 'clock 1',
    file: 'libs/clocks/src/clock.ts',
    from: 'usedMs: usedAt(clock, at, calendar), fellDueAt',
    to: 'usedMs: clock.usedMs, fellDueAt',
  },
  {
    rule: 'rule 8',
    file: 'services/dispatch/src/order.bus.ts',
    from: 'return this.orders.confirm(call, call.command);',
    to: 'return this.orders.accept(call, call.command);',
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
    file: 'libs/clocks/src/quiet-hours.ts',
    from: "if (severity === 'emergency' || from === undefined",
    to: "if (severity === 'emergency' || severity === 'normal' || from === undefined",
  },
  {
    rule: 'rating 1',
    file: CLOSING,
    from: 'rating.round !== ticket.round || ticket.ratedRound >= rating.round ||',
    to: '',
  },
  { rule: 'rating 4', file: CLOSING, from: 'ticket.ratedRound >= answer.round || ', to: '' },
  {
    rule: 'rating 6',
    file: CLOSING,
    from: "if (!rating.solved || rating.satisfaction === 'dissatisfied') return redo",
    to: 'if (rating.round === 0) return redo',
  },
  {
    rule: 'rating 7',
    file: CLOSING,
    from: "matter.ticket.state === 'resolved' ? { ticket: close(matter, 'rating-window'",
    to: "matter.ticket.state === 'reported' ? { ticket: close(matter, 'rating-window'",
  },
  {
    rule: 'hotline 1',
    file: `${BRIDGE}/mapping.ts`,
    from: "return wrong('mapping.unknown-code',",
    to: "if (codes) return {};\n  return wrong('mapping.unknown-code',",
  },
  {
    rule: 'hotline 2',
    file: 'libs/registry/src/rules/hotline.ts',
    from: 'if (isTold !== silent.includes(kind)) return [];',
    to: 'if (isTold !== silent.includes(kind) || !isTold) return [];',
  },
  { rule: 'hotline 3', file: `${BRIDGE}/mode.ts`, from: 'if (named === false) {', to: 'if (mode === undefined) {' },
  { rule: 'hotline 4', file: `${BRIDGE}/said.ts`, from: 'round : round - 1;', to: 'round : round;' },
  {
    rule: 'hotline 5',
    file: `${BRIDGE}/said.ts`,
    from: "if (state !== 'closed') return;",
    to: "if (state !== 'suspended') return;",
  },
];

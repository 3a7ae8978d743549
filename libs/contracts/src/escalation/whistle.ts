import { ORDER_ROLES, WHISTLE_STATES, type OrderRole, type WhistleState } from '@gridwhistle/kernel';
import { Command, Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Codes, Flag, Id, Instant, List, OneOf, Optional, Text, Whole } from '../fields.js';

const owner = 'escalation' as const;
const ids = {
  whistleId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d',
  ticketId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2e',
  township: '522730001-room',
};
const dueAt = '2026-03-02T05:00:00Z';

/** What every whistle event names; the township is the unit that rules on it and confirms its results. */
export class WhistleEvent {
  @Id() whistleId!: string;
  @Id() ticketId!: string;
  /** The asking unit's own order, which waits for the whistle. */
  @Id() orderId!: string;
  @Code() township!: string;
}

@Event('whistle.requested', 1, {
  owner,
  summary: 'A township, or a unit below it, asked its principal to whistle; nothing leaves the township yet',
  example: { ...ids, kind: 'difficult-problem', lead: '522730-water', assists: ['522730-urban-mgmt'], dueAt },
})
export class WhistleRequested extends WhistleEvent {
  /** Kind of whistle, from the profile. */
  @Code() kind!: string;
  @Code() lead!: string;
  @Codes(20) assists!: string[];
  /** When the principal must have decided. */
  @Instant() dueAt!: string;
  /** The unit below the township that asked (网格吹哨). */
  @Optional() @Code() askedBy?: string;
}

@Event('whistle.approved', 1, {
  owner,
  summary: 'The principal approved; dispatch issues the orders or refuses',
  example: { ...ids, kind: 'difficult-problem', lead: '522730-water', assists: ['522730-urban-mgmt'], onTime: true },
})
export class WhistleApproved extends WhistleEvent {
  @Code() kind!: string;
  @Code() lead!: string;
  @Codes(20) assists!: string[];
  @Flag() onTime!: boolean;
  /** The unit below the township that asked: its order waits. */
  @Optional() @Code() askedBy?: string;
}

@Event('whistle.declined', 1, { owner, summary: 'The principal said no', example: ids })
export class WhistleDeclined extends WhistleEvent {}

@Event('whistle.summoned', 1, {
  owner,
  summary: 'Every named department has its order and must report in',
  example: { ...ids, units: ['522730-water', '522730-urban-mgmt'], dueAt },
})
export class WhistleSummoned extends WhistleEvent {
  @Codes(21, 1) units!: string[];
  /** The latest moment at which a department may report in on time. */
  @Instant() dueAt!: string;
}

@Event('whistle.reported-in', 1, {
  owner,
  summary: 'A department turned up; when is recorded for good',
  example: { ...ids, unit: '522730-water', onTime: true },
})
export class WhistleReportedIn extends WhistleEvent {
  @Code() unit!: string;
  @Flag() onTime!: boolean;
}

@Event('whistle.assembled', 1, {
  owner,
  summary: 'Everyone has reported in or their limits have passed',
  example: { ...ids, present: ['522730-water'], absent: ['522730-urban-mgmt'] },
})
export class WhistleAssembled extends WhistleEvent {
  @Codes(21) present!: string[];
  @Codes(21) absent!: string[];
}

@Event('whistle.completed', 1, {
  owner,
  summary: 'The township confirmed every result and ended the whistle; its own order goes on',
  example: ids,
})
export class WhistleCompleted extends WhistleEvent {}

export const WHISTLE_ENDS = [
  'refused-by-dispatch',
  'by-township',
  'order-ended',
  'ticket-closed',
  'objection-upheld',
] as const;

@Event('whistle.cancelled', 1, {
  owner,
  summary: 'The whistle ended without a result; its open orders end with it',
  example: { ...ids, reason: 'refused-by-dispatch' },
})
export class WhistleCancelled extends WhistleEvent {
  @OneOf(WHISTLE_ENDS) reason!: (typeof WHISTLE_ENDS)[number];
}

/** What every rung of a whistle's clocks names; `unit` is the one that is waited for. */
export class WhistleRung extends WhistleEvent {
  @Code() unit!: string;
  @Instant() dueAt!: string;
}

const rung = { ...ids, unit: '522730-urban-mgmt', dueAt };

@Event('whistle.approval-due', 1, {
  owner,
  summary: 'The principal has not decided in time',
  example: { ...rung, unit: '522730001-room' },
})
export class WhistleApprovalDue extends WhistleRung {}

@Event('whistle.report-in-amber', 1, {
  owner,
  summary: 'A department has used a share of its time to report in',
  example: rung,
})
export class WhistleReportInAmber extends WhistleRung {}

@Event('whistle.report-in-due', 1, { owner, summary: 'A department did not report in within its limit', example: rung })
export class WhistleReportInDue extends WhistleRung {}

export const VOIDED_RUNGS = ['approval-due', 'report-in-amber', 'report-in-due'] as const;

@Event('whistle.rung-voided', 1, {
  owner,
  summary:
    'A department had objected, or the ticket was suspended, or working time is another, before the limit passed: the rung does not count',
  example: { ...ids, unit: '522730-urban-mgmt', rung: 'report-in-due' },
})
export class WhistleRungVoided extends WhistleEvent {
  @Code() unit!: string;
  @OneOf(VOIDED_RUNGS) rung!: (typeof VOIDED_RUNGS)[number];
}

export const WHISTLE_CLOCKS = ['approval', 'report-in'] as const;

@Event('whistle.due-changed', 1, {
  owner,
  summary: 'Working time is another, by office hours or holidays: the limit was counted anew',
  example: { ...ids, clock: 'report-in', dueAt },
})
export class WhistleDueChanged extends WhistleEvent {
  @OneOf(WHISTLE_CLOCKS) clock!: (typeof WHISTLE_CLOCKS)[number];
  @Instant() dueAt!: string;
}

@Event('whistle.excused', 1, {
  owner,
  summary: "The centre upheld a department's objection: it owes nothing here, another may take its place",
  example: { ...ids, unit: '522730-water', role: 'lead', kind: 'difficult-problem', instead: '522730-housing' },
})
export class WhistleExcused extends WhistleEvent {
  @Code() unit!: string;
  @OneOf(ORDER_ROLES) role!: OrderRole;
  @Code() kind!: string;
  @Optional() @Code() instead?: string;
}

@Event('whistle.rated', 1, {
  owner,
  summary: 'The township rated a department that it had summoned; the words stay in escalation',
  example: { ...ids, unit: '522730-water', score: 4 },
})
export class WhistleRated extends WhistleEvent {
  @Code() unit!: string;
  /** 5 is best. */
  @Whole(1, 5) score!: number;
}

/** Body of `POST /whistles`. */
@Command('whistle.request', {
  summary: 'Ask the principal to whistle for departments',
  bus: true,
  example: {
    ticketId: ids.ticketId,
    orderId: ids.orderId,
    kind: 'difficult-problem',
    lead: '522730-water',
    assists: ['522730-urban-mgmt'],
    reason: 'The pipe crosses the main road',
  },
})
export class RequestWhistle {
  @Id() ticketId!: string;
  /** The asking unit's accepted lead order. */
  @Id() orderId!: string;
  @Code() kind!: string;
  @Code() lead!: string;
  @Codes(20) assists!: string[];
  @Text(2000, 2) reason!: string;
}

@Command('whistle.approve', { summary: 'Approve the whistle (township principal or deputy)', bus: true, example: {} })
export class ApproveWhistle {}

@Command('whistle.decline', {
  summary: 'Decline the whistle',
  bus: true,
  example: { reason: 'Our own desk can do it' },
})
export class DeclineWhistle {
  @Text(2000, 2) reason!: string;
}

@Command('whistle.report-in', { summary: 'Turn up: a summoned department reports in', bus: true, example: {} })
export class ReportIn {
  @Optional() @Text(500) note?: string;
}

@Command('whistle.complete', { summary: 'End the whistle after every result is confirmed', bus: true, example: {} })
export class CompleteWhistle {}

@Command('whistle.cancel', { summary: 'Call the whistle off', bus: true, example: { reason: 'The rain stopped' } })
export class CancelWhistle {
  @Text(2000, 2) reason!: string;
}

@Command('whistle.rate', {
  summary: 'Rate a department that was summoned, once, when everybody has reported in or missed it',
  bus: true,
  example: { unit: '522730-water', score: 4, comment: 'Came at once' },
})
export class RateDepartment {
  @Code() unit!: string;
  /** 5 is best. */
  @Whole(1, 5) score!: number;
  @Optional() @Text(1000) comment?: string;
}

@Command('whistle.read', { summary: 'Read a whistle your unit asked for or is summoned by', bus: true, example: {} })
export class ReadWhistle {}

/** One summoned unit: its order, when it turned up, whether in time; recorded for good. */
@Shape()
export class AttendanceView {
  @Code() unit!: string;
  /** Absent until dispatch has issued it. */
  @Optional() @Id() orderId?: string;
  @Optional() @Instant() reportedInAt?: string;
  @Optional() @Flag() onTime?: boolean;
  /** Its limit passed without it. */
  @Flag() missed!: boolean;
  /** The township confirmed its result. */
  @Flag() confirmed!: boolean;
  /** The centre upheld its objection: it owes nothing. */
  @Optional() @Flag() excused?: boolean;
  /** What the township thinks of its work; 5 is best. */
  @Optional() @Whole(1, 5) score?: number;
  @Optional() @Text(1000) comment?: string;
}

/** A whistle as its township, its departments and the centre see it. */
@Shape()
export class WhistleView {
  @Id() id!: string;
  @Id() ticketId!: string;
  @Id() orderId!: string;
  @Code() township!: string;
  /** The unit below the township that asked: its order waits. */
  @Optional() @Code() askedBy?: string;
  @Code() kind!: string;
  @OneOf(WHISTLE_STATES) state!: WhistleState;
  @Code() lead!: string;
  @Codes(20) assists!: string[];
  @Text(2000) reason!: string;
  /** Why it was declined or cancelled. */
  @Optional() @Text(2000) endReason?: string;
  @Instant() approvalDueAt!: string;
  @Optional() @Instant() reportInDueAt?: string;
  @List(() => AttendanceView, 21) attendance!: AttendanceView[];
  /** The township asked to complete; it happens with the last confirmation. */
  @Flag() completionAsked!: boolean;
  /** What may be done next. */
  @Codes(10) acts!: string[];
  @Whole(1, 1_000_000) sequence!: number;
}

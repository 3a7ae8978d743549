import { MATTER_KINDS, OUTCOMES, SEVERITIES, type MatterKind, type Outcome, type Severity } from '@gridwhistle/kernel';
import { HARD_REASONS, type HardReason } from '../escalation/hard-case.js';
import { Event } from '../event.js';
import { AreaCode, Code, Codes, Flag, Id, Instant, OneOf, Optional, Text, Whole } from '../fields.js';

const ticketId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const owner = 'dispatch' as const;

@Event('ticket.opened', 1, {
  owner,
  summary: 'The matter became a ticket; `waitingFor` says what the dispatching unit must still decide',
  example: { ticketId, severity: 'normal', channel: 'resident', dispatcher: '522730-centre', waitingFor: ['grid'] },
})
export class TicketOpened {
  @Id() ticketId!: string;
  @OneOf(SEVERITIES) severity!: Severity;
  @Text(20) channel!: string;
  /** Who assigns it while it waits. */
  @Code() dispatcher!: string;
  /** `grid`, `category`, `decision` (a hard case of the hotline); empty when it is assigned at once. */
  @Codes(3) waitingFor!: string[];
  /** The ticket that was split, where this one is a part of it; the words are that one's. */
  @Optional() @Id() partOf?: string;
}

@Event('ticket.assigned', 1, {
  owner,
  summary: 'The ticket got its grid, category and first lead order of a round; its own limit starts',
  example: {
    ticketId,
    round: 1,
    category: '0102',
    condition: 'normal',
    severity: 'normal',
    grid: '522730001001001',
    area: '522730001001',
    unit: '522730001001001',
    rule: 'default-grid',
    dueAt: '2026-03-04T09:00:00Z',
    provisional: false,
  },
})
export class TicketAssigned {
  @Id() ticketId!: string;
  @Whole(1, 99) round!: number;
  @Code() category!: string;
  @Optional() @Code() condition?: string;
  @OneOf(SEVERITIES) severity!: Severity;
  @AreaCode() grid!: string;
  /** The area the grid belongs to. */
  @AreaCode() area!: string;
  /** First lead of the round. */
  @Code() unit!: string;
  /** The route's rule that sent it there, or `dispatcher`. */
  @Code() rule!: string;
  /** The limit that citizen and 12345 see. */
  @Instant() dueAt!: string;
  /** True when the due moment lies in a year whose holidays are not announced. */
  @Flag() provisional!: boolean;
}

/** Grades that a route may have told. */
const MOST_TOLD = 10;

@Event('ticket.informed', 1, {
  owner,
  summary: 'Units are told of the matter by its route, without being asked to act: an emergency starts at the township',
  example: {
    ticketId,
    orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
    units: ['522730001001-branch', '522730001001001'],
    severity: 'emergency',
  },
})
export class TicketInformed {
  @Id() ticketId!: string;
  /** The lead order with which it starts. */
  @Id() orderId!: string;
  /** Who is told. */
  @Codes(MOST_TOLD) units!: string[];
  @OneOf(SEVERITIES) severity!: Severity;
}

@Event('ticket.marked', 1, {
  owner,
  summary: 'Verification at the first order, or the ruling of an objection, says whose matter it is',
  example: { ticketId, kind: 'shared', orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c' },
})
export class TicketMarked {
  @Id() ticketId!: string;
  /** `government` climbs the ladder, `shared` is a council's, `private` is explained or helped. */
  @OneOf(MATTER_KINDS) kind!: MatterKind;
  /** The order at which it was found; the reason is written there. */
  @Optional() @Id() orderId?: string;
}

@Event('ticket.objected', 1, {
  owner,
  summary: 'The reporter does not agree that the matter is private: the dispatching unit rules',
  example: { ticketId, dispatcher: '522730001001-branch' },
})
export class TicketObjected {
  @Id() ticketId!: string;
  /** Who rules it. */
  @Code() dispatcher!: string;
}

@Event('ticket.hardened', 1, {
  owner,
  summary: 'Declared a hard case: the matter goes one tier up, once; at the top it stays where it is',
  example: {
    ticketId,
    reason: 'redos',
    orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
    unit: '522730001001-branch',
    toUnit: '522730001-room',
  },
})
export class TicketHardened {
  @Id() ticketId!: string;
  @OneOf(HARD_REASONS) reason!: HardReason;
  /** The lead order that was open; absent where there was none. */
  @Optional() @Id() orderId?: string;
  @Optional() @Code() unit?: string;
  /** Who has it now; absent where nobody stands above. */
  @Optional() @Code() toUnit?: string;
}

@Event('ticket.dispatch-due', 1, {
  owner,
  summary: 'Nobody has said in time whose the matter is: a report waits, or a return is not ruled',
  example: { ticketId, dispatcher: '522730001001-branch', dueAt: '2026-03-02T01:15:00Z' },
})
export class TicketDispatchDue {
  @Id() ticketId!: string;
  /** Who should have. */
  @Code() dispatcher!: string;
  @Instant() dueAt!: string;
  /** The order that came back; absent for a report that waits. */
  @Optional() @Id() orderId?: string;
}

@Event('ticket.call-back-due', 1, {
  owner,
  summary: 'A result stands, and its reporter has neither rated it nor been reached in time',
  example: {
    ticketId,
    orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
    round: 1,
    caller: '522730-centre',
    dueAt: '2026-03-03T01:00:00Z',
  },
})
export class TicketCallBackDue {
  @Id() ticketId!: string;
  /** Of the result that the reporter is asked about. */
  @Id() orderId!: string;
  @Whole(1, 99) round!: number;
  /** Who should have called. */
  @Code() caller!: string;
  @Instant() dueAt!: string;
}

@Event('ticket.merged', 1, {
  owner,
  summary: 'The same matter as another: that one is handled, and this one’s reporter rates that one’s result',
  example: { ticketId, into: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2a' },
})
export class TicketMerged {
  @Id() ticketId!: string;
  /** The ticket that is handled for both. */
  @Id() into!: string;
}

@Event('ticket.extended', 1, {
  owner,
  summary: 'The working lead order has more time, and so has the ticket',
  example: { ticketId, dueAt: '2026-03-06T09:00:00Z', provisional: false },
})
export class TicketExtended {
  @Id() ticketId!: string;
  /** What citizen and 12345 see from now on. */
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
}

@Event('ticket.due-changed', 1, {
  owner,
  summary: 'Working time is another, by office hours or holidays: the limit was counted anew',
  example: { ticketId, dueAt: '2027-01-08T09:00:00Z', provisional: false },
})
export class TicketDueChanged {
  @Id() ticketId!: string;
  /** What citizen and 12345 see from now on. */
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
}

@Event('ticket.moved', 1, {
  owner,
  summary: 'A re-partition ended its grid, or the unit that dispatches it: the ticket keeps whoever took over',
  example: {
    ticketId,
    fromGrid: '522730001001001',
    grid: '522730001001002',
    area: '522730001001',
    dispatcher: '522730001001-branch',
  },
})
export class TicketMoved {
  @Id() ticketId!: string;
  /** The grid it lay in before; absent where the grid did not change. */
  @Optional() @AreaCode() fromGrid?: string;
  /** Where it lies now; absent where nobody has located it yet. */
  @Optional() @AreaCode() grid?: string;
  @Optional() @AreaCode() area?: string;
  /** Who decides what is missing, and has a resolved matter handled again. */
  @Code() dispatcher!: string;
}

@Event('ticket.suspended', 1, {
  owner,
  summary: 'The matter is put off: nobody handles it, and no clock runs until the review date',
  example: { ticketId, until: '2026-09-01T01:00:00Z' },
})
export class TicketSuspended {
  @Id() ticketId!: string;
  @Instant() until!: string;
}

@Event('ticket.continued', 1, {
  owner,
  summary: 'The review date has come: the matter goes on with the time it had left',
  example: { ticketId, dueAt: '2026-09-04T09:00:00Z', provisional: false },
})
export class TicketContinued {
  @Id() ticketId!: string;
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
}

@Event('ticket.resolved', 1, {
  owner,
  summary: 'The last lead order was confirmed; the reporter is asked to rate this round',
  example: {
    ticketId,
    round: 1,
    outcome: 'solved',
    orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
    unit: '522730001-room',
    onTime: true,
    ratingUntil: '2026-03-11T09:00:00Z',
  },
})
export class TicketResolved {
  @Id() ticketId!: string;
  @Whole(1, 99) round!: number;
  @OneOf(OUTCOMES) outcome!: Outcome;
  /** The order whose result is the ticket's. */
  @Id() orderId!: string;
  @Code() unit!: string;
  /** Within the ticket's limit. */
  @Flag() onTime!: boolean;
  @Instant() ratingUntil!: string;
}

export const CLOSED_BY = [
  'rating',
  'rating-window',
  'call-back',
  'withdrawal',
  'dispatcher',
  'merge',
  'part',
  'centre',
] as const;

@Event('ticket.closed', 1, {
  owner,
  summary: 'The ticket is archived',
  example: { ticketId, round: 1, outcome: 'solved', by: 'rating' },
})
export class TicketClosed {
  @Id() ticketId!: string;
  @Whole(0, 99) round!: number;
  @OneOf(OUTCOMES) outcome!: Outcome;
  @OneOf(CLOSED_BY) by!: (typeof CLOSED_BY)[number];
}

export const REDO_REASONS = ['not-solved', 'dissatisfied', 'call-back', 'dispatcher', 'reopened'] as const;

@Event('ticket.reopened', 1, {
  owner,
  summary: 'The reporter was not helped: the matter is handled again, in a new round',
  example: { ticketId, round: 2, reason: 'not-solved' },
})
export class TicketReopened {
  @Id() ticketId!: string;
  /** The new round. */
  @Whole(2, 99) round!: number;
  @OneOf(REDO_REASONS) reason!: (typeof REDO_REASONS)[number];
}

@Event('ticket.whistle-refused', 1, {
  owner,
  summary: 'The whistle came too late: its order is no longer accepted by that township',
  example: { ticketId, whistleId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d', reason: 'order-not-held' },
})
export class TicketWhistleRefused {
  @Id() ticketId!: string;
  @Id() whistleId!: string;
  @Code() reason!: string;
}

const reporter = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2a';

@Event('ticket.reporter-left', 1, {
  owner,
  summary: 'One of its reporters withdrew: for the others the matter goes on',
  example: { ticketId, reporter },
})
export class TicketReporterLeft {
  @Id() ticketId!: string;
  /** Whose report it was: its own id, or that of a ticket that was merged into it. */
  @Id() reporter!: string;
}

@Event('ticket.withdrawal-refused', 1, {
  owner,
  summary: 'The wish to withdraw came when a result was there: its reporter rates that',
  example: { ticketId, reporter },
})
export class TicketWithdrawalRefused {
  @Id() ticketId!: string;
  /** Whose wish it was: its own id, or that of a ticket that was merged into it. */
  @Id() reporter!: string;
}

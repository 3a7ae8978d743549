import { OUTCOMES, SEVERITIES, type Outcome, type Severity } from '@gridwhistle/kernel';
import { Command } from '../command.js';
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
  summary: "A year's holidays are announced: what was counted by weekdays alone is counted anew",
  example: { ticketId, dueAt: '2027-01-08T09:00:00Z', provisional: false },
})
export class TicketDueChanged {
  @Id() ticketId!: string;
  /** What citizen and 12345 see from now on. */
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
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

export const CLOSED_BY = ['rating', 'rating-window', 'call-back', 'withdrawal', 'centre'] as const;

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

export const REDO_REASONS = ['not-solved', 'dissatisfied', 'call-back', 'dispatcher'] as const;

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

/** Body of `POST /tickets/{id}/assign`: the dispatching unit decides what was missing. */
@Command('ticket.assign', {
  summary: 'Give a waiting ticket its grid and category, or send it to a unit',
  bus: true,
  example: { grid: '522730001001001', category: '0102' },
})
export class AssignTicket {
  @Optional() @AreaCode() grid?: string;
  @Optional() @Code() category?: string;
  @Optional() @Code() condition?: string;
  @Optional() @OneOf(SEVERITIES) severity?: Severity;
  /** Overrides the route. */
  @Optional() @Code() unit?: string;
}

/** Body of `POST /tickets/{id}/redo`: the dispatching unit has a resolved matter handled again. */
@Command('ticket.redo', {
  summary: 'Have a resolved matter handled again',
  example: { reason: 'the photo shows another street' },
})
export class RedoTicket {
  @Text(1000, 2) reason!: string;
}

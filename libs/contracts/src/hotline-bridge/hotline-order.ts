import {
  SATISFACTIONS,
  SEVERITIES,
  TICKET_STATES,
  type Satisfaction,
  type Severity,
  type TicketState,
} from '@gridwhistle/kernel';
import { Command, Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Flag, Id, Instant, List, Nested, OneOf, Optional, Real, Text, Whole } from '../fields.js';

const owner = 'hotline-bridge' as const;
const ticketId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';

@Event('hotline-order.received', 1, {
  owner,
  summary: 'A work order came from 12345; its words stay in the bridge, intake reads them by id',
  example: { ticketId, severity: 'normal', confidential: false },
})
export class HotlineOrderReceived {
  @Id() ticketId!: string;
  @OneOf(SEVERITIES) severity!: Severity;
  @Flag() confidential!: boolean;
}

@Event('hotline-order.called-back', 1, {
  owner,
  summary: 'The hotline asked its caller about the result',
  example: { ticketId, round: 1, effective: true, responded: true, solved: true, satisfaction: 'satisfied' },
})
export class HotlineOrderCalledBack {
  @Id() ticketId!: string;
  /** The round whose result was asked about, as far as the bridge knew. */
  @Optional() @Whole(1, 99) round?: number;
  @Flag() effective!: boolean;
  @Flag() responded!: boolean;
  @Flag() solved!: boolean;
  @Optional() @OneOf(SATISFACTIONS) satisfaction?: Satisfaction;
}

@Event('hotline-order.urged', 1, {
  owner,
  summary: 'The hotline presses for an order',
  example: { ticketId, round: 1 },
})
export class HotlineOrderUrged {
  @Id() ticketId!: string;
  /** The round in which it was pressed for, as far as the bridge knew; 0 before the first. */
  @Whole(0, 99) round!: number;
}

@Event('hotline-order.withdrawal-asked', 1, {
  owner,
  summary: 'The hotline asks to withdraw the matter; the owner of the ticket rules',
  example: { ticketId },
})
export class HotlineOrderWithdrawalAsked {
  @Id() ticketId!: string;
}

@Event('hotline-order.message-delivered', 1, {
  owner,
  summary: 'A progress or result message reached the hotline',
  example: { ticketId, message: 'result', round: 1 },
})
export class HotlineMessageDelivered {
  @Id() ticketId!: string;
  @Code() message!: string;
  @Whole(0, 99) round!: number;
}

/** What the caller wants; in the field each has limits of its own. */
export const HOTLINE_KINDS = ['enquiry', 'help', 'suggestion', 'complaint', 'report', 'praise'] as const;
export type HotlineKind = (typeof HOTLINE_KINDS)[number];

export class HotlineCaller {
  @Optional() @Text(50) name?: string;
  @Optional() @Text(32, 3) phone?: string;
}

/** Body of `POST /hotline/v1/orders`: a work order as the hotline's exchange sends it. */
@Command('hotline.order', {
  summary: 'Hand a work order over to the platform',
  example: {
    number: 'HL20260302000017',
    title: 'Water main leaks',
    content: 'A water main leaks at the crossing since the morning',
    category: '0102',
    longitude: 106.98,
    latitude: 26.45,
  },
})
export class HotlineOrder {
  /** The hotline's own number: the same number again is the same order. */
  @Text(64) number!: string;
  @Text(200) title!: string;
  @Text(10_000) content!: string;
  @Optional() @OneOf(HOTLINE_KINDS) kind?: HotlineKind;
  @Optional() @Text(64) category?: string;
  @Optional() @Text(300) address?: string;
  @Optional() @Real(-180, 180) longitude?: number;
  @Optional() @Real(-90, 90) latitude?: number;
  @Optional() @OneOf(SEVERITIES) severity?: Severity;
  @Optional() @Flag() confidential?: boolean;
  /** Whether the hotline could not settle it; what a profile's mode makes of it is the profile's. */
  @Optional() @Flag() hardCase?: boolean;
  @Optional() @Nested(() => HotlineCaller) caller?: HotlineCaller;
  @Optional() @Instant() calledAt?: string;
  /** Until when the hotline asks for an answer; the ticket's own limit is the profile's. */
  @Optional() @Instant() askedUntil?: string;
}

/** Body of `POST /hotline/v1/orders/{number}/call-backs`. */
@Command('hotline.call-back', {
  summary: 'What the caller said when the hotline called back',
  example: { number: 'HL20260302000017', reached: true, solved: true, satisfaction: 'satisfied' },
})
export class HotlineCallBack {
  @Text(64) number!: string;
  @Flag() reached!: boolean;
  /** Whether the caller had heard from the unit that handled it; taken as `reached` when absent. */
  @Optional() @Flag() responded?: boolean;
  @Flag() solved!: boolean;
  @Optional() @OneOf(SATISFACTIONS) satisfaction?: Satisfaction;
  /** Which result was asked about, 1 for the first; the present one when absent. */
  @Optional() @Whole(1, 99) round?: number;
}

/** Body of `POST /hotline/v1/orders/{number}/urges`. */
@Command('hotline.urge', {
  summary: 'Press for a work order',
  example: { number: 'HL20260302000017', reason: 'The caller asked again' },
})
export class HotlineUrge {
  @Text(64) number!: string;
  @Optional() @Text(2000) reason?: string;
}

/** Body of `POST /hotline/v1/orders/{number}/withdrawal`. */
@Command('hotline.withdraw', {
  summary: 'Ask to withdraw a work order',
  example: { number: 'HL20260302000017', reason: 'The caller needs it no more' },
})
export class HotlineWithdrawal {
  @Text(64) number!: string;
  @Optional() @Text(2000) reason?: string;
}

/** Answer to a work order: 201 the first time, 200 when the same order comes again. */
@Shape()
export class HotlineOrderAccepted {
  @Text(64) number!: string;
  @Id() ticketId!: string;
  @Instant() receivedAt!: string;
}

@Shape()
export class HotlineSaidAccepted {
  @Text(64) number!: string;
  @Id() ticketId!: string;
}

/** The words of a work order, for other services (`GET /internal/hotline-orders/{ticketId}`). */
@Shape()
export class HotlineOrderWords {
  @Id() ticketId!: string;
  @Text(64) number!: string;
  @Text(200) title!: string;
  @Text(10_000) content!: string;
  @Optional() @OneOf(HOTLINE_KINDS) kind?: HotlineKind;
  /** As the hotline wrote it; it need not be one of the profile's. */
  @Optional() @Text(64) category?: string;
  @Optional() @Text(300) address?: string;
  @Optional() @Real(-180, 180) longitude?: number;
  @Optional() @Real(-90, 90) latitude?: number;
  @OneOf(SEVERITIES) severity!: Severity;
  @Flag() confidential!: boolean;
  /** False where the hotline hands over everything and this is no hard case: it goes the way of any report. */
  @Optional() @Flag() hardCase?: boolean;
  @Optional() @Nested(() => HotlineCaller) caller?: HotlineCaller;
  @Optional() @Instant() askedUntil?: string;
  @Instant() receivedAt!: string;
}

export const HOTLINE_MESSAGES = [
  'accepted',
  'progress',
  'returned',
  'extension-asked',
  'extended',
  'suspended',
  'continued',
  'result',
  'closed',
  'reopened',
] as const;
export type HotlineMessageKind = (typeof HOTLINE_MESSAGES)[number];

/** `silent`: its platform does not want messages of this kind; `dropped`: parked, and given up by hand. */
export const HOTLINE_MESSAGE_STATES = ['owed', 'delivered', 'parked', 'silent', 'dropped'] as const;
export type HotlineMessageState = (typeof HOTLINE_MESSAGE_STATES)[number];

/** One message that is owed to the hotline, or reached it. */
@Shape()
export class HotlineMessageView {
  @Id() id!: string;
  @OneOf(HOTLINE_MESSAGES) message!: HotlineMessageKind;
  @Whole(0, 99) round!: number;
  @OneOf(HOTLINE_MESSAGE_STATES) state!: HotlineMessageState;
  @Instant() at!: string;
}

/** A message that the hotline would not have, for the centre. */
@Shape()
export class HotlineParkedMessage extends HotlineMessageView {
  @Id() ticketId!: string;
  @Whole(0, 1_000_000) attempts!: number;
  /** What the hotline answered, or why the message could not be written. */
  @Optional() @Text(1000) reason?: string;
}

/** Answer of `GET /hotline/v1/orders/{number}`. */
@Shape()
export class HotlineOrderView {
  @Text(64) number!: string;
  @Id() ticketId!: string;
  @OneOf(TICKET_STATES) state!: TicketState;
  @Whole(0, 99) round!: number;
  @Optional() @Instant() dueAt?: string;
  @Instant() receivedAt!: string;
  @List(() => HotlineMessageView, 500) messages!: HotlineMessageView[];
}

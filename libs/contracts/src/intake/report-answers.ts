import {
  CHANNELS,
  MATTER_KINDS,
  OUTCOMES,
  SEVERITIES,
  TICKET_STATES,
  type Channel,
  type MatterKind,
  type Outcome,
  type Severity,
  type TicketState,
} from '@gridwhistle/kernel';
import { Shape } from '../command.js';
import { AreaCode, Code, Flag, Id, Instant, List, Nested, OneOf, Optional, Text, Whole } from '../fields.js';
import { PointPlace } from './report.js';

/** Answer of `POST /tickets`. The code is the reporter's key to it and is told only here. */
@Shape()
export class ReportAccepted {
  @Id() id!: string;
  @OneOf(TICKET_STATES) state!: TicketState;
  @Text(64, 22) code!: string;
  /** For the reporter: the code stands behind the `#` and so never reaches a server's log. */
  @Text(200) link!: string;
  @Optional() @AreaCode() grid?: string;
  /** As it was named, else as it is suggested where that is sure enough. */
  @Optional() @Code() category?: string;
  @Optional() @Code() condition?: string;
  /** A recent open ticket that looks like the same matter. */
  @Optional() @Id() similarTo?: string;
}

/** What the reporter sees of the matter, with the code. */
@Shape()
export class ReporterView {
  @Id() id!: string;
  @OneOf(TICKET_STATES) state!: TicketState;
  @OneOf(SEVERITIES) severity!: Severity;
  @OneOf(CHANNELS) channel!: Channel;
  @Optional() @Code() category?: string;
  @Optional() @AreaCode() grid?: string;
  @Optional() @Text(200) title?: string;
  @Text(10_000) text!: string;
  @Whole(0, 99) round!: number;
  @Optional() @Instant() dueAt?: string;
  @Optional() @OneOf(OUTCOMES) outcome?: Outcome;
  @Optional() @Instant() ratingUntil?: string;
  /** Whether this round's result can be rated now. */
  @Flag() rateable!: boolean;
  @Flag() withdrawalAsked!: boolean;
  /** Whose matter it was found to be. */
  @Optional() @OneOf(MATTER_KINDS) kind?: MatterKind;
  /** Why it was found to be private. */
  @Optional() @Text(1000) explanation?: string;
  /** Whether that may be objected to now. */
  @Flag() objectable!: boolean;
  /** Until when a closed matter may be reopened; absent when it may not. */
  @Optional() @Instant() reopenableUntil?: string;
  @Optional() @Id() formerTicketId?: string;
  @Instant() receivedAt!: string;
}

/** A photo of a report; its bytes are at `url`. */
@Shape()
export class AttachmentView {
  @Whole(0, 20) n!: number;
  @Text(32) mediaType!: string;
  @Text(200) url!: string;
}

@Shape()
export class AttachmentList {
  @List(() => AttachmentView, 20) items!: AttachmentView[];
}

/** Name and phone, masked or in clear. */
@Shape()
export class ReporterPerson {
  @Optional() @Text(50) name?: string;
  @Optional() @Text(32) phone?: string;
}

/** The words of a ticket, for whoever handles, verifies or dispatches it; the reporter is masked. */
@Shape()
export class ReportView {
  @Id() id!: string;
  @OneOf(CHANNELS) channel!: Channel;
  @OneOf(SEVERITIES) severity!: Severity;
  @Optional() @Code() category?: string;
  @Optional() @Code() condition?: string;
  @Optional() @AreaCode() grid?: string;
  @Optional() @Text(200) title?: string;
  @Text(10_000) text!: string;
  @Optional() @Text(300) address?: string;
  /** What the grid worker did who settled it on the spot. */
  @Optional() @Text(5000) result?: string;
  @Optional() @Nested(() => PointPlace) place?: PointPlace;
  @List(() => AttachmentView, 20) photos!: AttachmentView[];
  @Optional() @Nested(() => ReporterPerson) reporter?: ReporterPerson;
  @Flag() anonymous!: boolean;
  @Flag() confidential!: boolean;
  @Optional() @Id() similarTo?: string;
  @Optional() @Id() formerTicketId?: string;
  /** The directive on whose way it was found. */
  @Optional() @Id() directiveId?: string;
  @Instant() receivedAt!: string;
}

@Shape()
export class RatingRecorded {
  @Id() id!: string;
  @Whole(1, 99) round!: number;
}

@Shape()
export class CallBackRecorded {
  @Id() id!: string;
  @Id() ticketId!: string;
  @Whole(1, 99) round!: number;
}

@Shape()
export class WithdrawalRecorded {
  @Id() id!: string;
  @Instant() askedAt!: string;
}

@Shape()
export class ObjectionRecorded {
  @Id() id!: string;
  @Instant() askedAt!: string;
}

@Shape()
export class ReopeningRecorded {
  @Id() id!: string;
  @Whole(1, 99) round!: number;
}

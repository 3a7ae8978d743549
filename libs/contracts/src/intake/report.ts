import {
  CHANNELS,
  HANDLED_OUTCOMES,
  SATISFACTIONS,
  SEVERITIES,
  type Channel,
  type HandledOutcome,
  type Satisfaction,
  type Severity,
} from '@gridwhistle/kernel';
import { Command, QueryContract, Shape } from '../command.js';
import { Event } from '../event.js';
import { AreaCode, Code, Codes, Coordinates, Flag, Id, List, Nested, OneOf, Optional, Text, Whole } from '../fields.js';

const ticketId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const tiny = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

@Event('report.received', 1, {
  owner: 'intake',
  summary: 'Somebody reported a matter; its words, place and reporter stay in intake',
  example: {
    ticketId,
    channel: 'resident',
    category: '0102',
    severity: 'normal',
    grid: '522730001001001',
    photos: 1,
    anonymous: false,
    confidential: false,
  },
})
export class ReportReceived {
  @Id() ticketId!: string;
  @OneOf(CHANNELS) channel!: Channel;
  /** Absent when nobody named one that is known, and none is suggested surely enough: the dispatching unit decides. */
  @Optional() @Code() category?: string;
  /** Filing condition on which the limit hangs. */
  @Optional() @Code() condition?: string;
  @OneOf(SEVERITIES) severity!: Severity;
  /** The grid the place lies in; absent when no place was given. */
  @Optional() @AreaCode() grid?: string;
  @Whole(0, 20) photos!: number;
  @Flag() anonymous!: boolean;
  @Flag() confidential!: boolean;
  /** Most similar open ticket: same category, near in place and time (a hint, never a merge). */
  @Optional() @Id() similarTo?: string;
  /** Of the hotline's: whether it starts with the centre; it does where nothing is said. */
  @Optional() @Flag() hardCase?: boolean;
  /** The profile's word lists of which a word stands in it; the words themselves stay in intake. */
  @Optional() @Codes(20) wordLists?: string[];
  /** Unit of the grid worker who reported it. */
  @Optional() @Code() reportedBy?: string;
  /** The closed ticket that the reporter says it goes back to. */
  @Optional() @Id() formerTicketId?: string;
  /** The directive on whose way it was found. */
  @Optional() @Id() directiveId?: string;
  /** What came of it, where the grid worker who reported it settled it on the spot; the photos are its proof. */
  @Optional() @OneOf(HANDLED_OUTCOMES) settledAs?: HandledOutcome;
  /** Id of the member of staff who settled it on the spot; absent where they asked for anonymity or confidence. */
  @Optional() @Code() settledBy?: string;
}

@Event('report.rated', 1, {
  owner: 'intake',
  summary: 'The reporter rated one resolution, once',
  example: { ticketId, round: 1, satisfaction: 'satisfied', solved: true },
})
export class ReportRated {
  @Id() ticketId!: string;
  /** Which resolution: 1, and one more with every redo. */
  @Whole(1, 99) round!: number;
  @OneOf(SATISFACTIONS) satisfaction!: Satisfaction;
  @Flag() solved!: boolean;
}

@Event('report.called-back', 1, {
  owner: 'intake',
  summary: 'Staff or the hotline asked the reporter; only effective call-backs (citizen reached) count',
  example: {
    ticketId,
    round: 1,
    effective: true,
    responded: true,
    solved: true,
    satisfaction: 'satisfied',
    by: 'hotline',
  },
})
export class ReportCalledBack {
  @Id() ticketId!: string;
  @Whole(1, 99) round!: number;
  @Flag() effective!: boolean;
  @Flag() responded!: boolean;
  @Flag() solved!: boolean;
  @Optional() @OneOf(SATISFACTIONS) satisfaction?: Satisfaction;
  @OneOf(['centre', 'hotline']) by!: 'centre' | 'hotline';
}

@Event('report.withdrawal-asked', 1, {
  owner: 'intake',
  summary: 'The reporter asked to withdraw the matter',
  example: { ticketId },
})
export class ReportWithdrawalAsked {
  @Id() ticketId!: string;
}

@Event('report.reopening-asked', 1, {
  owner: 'intake',
  summary: 'The reporter of a closed matter asks to have it handled again',
  example: { ticketId, round: 1 },
})
export class ReportReopeningAsked {
  @Id() ticketId!: string;
  /** Which resolution did not last. */
  @Whole(1, 99) round!: number;
}

@Event('report.objected', 1, {
  owner: 'intake',
  summary: 'The reporter does not agree that the matter is private',
  example: { ticketId },
})
export class ReportObjected {
  @Id() ticketId!: string;
}

@Shape()
export class PointPlace {
  @OneOf(['Point']) type!: 'Point';
  @Coordinates() coordinates!: [number, number];
}

@Shape()
export class Photo {
  @OneOf(['image/jpeg', 'image/png', 'image/webp']) mediaType!: string;
  /** Base64; at most 5 MB when decoded. */
  @Text(7_000_000) data!: string;
}

@Shape()
export class ReporterDetails {
  @Optional() @Text(50) name?: string;
  @Optional() @Text(32, 3) phone?: string;
}

/** What a grid worker did about the matter before reporting it. */
@Shape()
export class Settlement {
  @Text(5000) result!: string;
  /** Solved when left out. */
  @Optional() @OneOf(HANDLED_OUTCOMES) outcome?: HandledOutcome;
}

/** Body of `POST /tickets`: a matter as somebody reports it. */
@Command('ticket.report', {
  summary: 'Report a matter',
  bus: false,
  example: {
    text: 'The water main leaks at the crossing',
    category: '0102',
    place: { type: 'Point', coordinates: [106.98, 26.45] },
    photos: [{ mediaType: 'image/png', data: tiny }],
  },
})
export class ReportMatter {
  @Text(10_000) text!: string;
  @Optional() @Text(200) title?: string;
  @Optional() @Code() category?: string;
  @Optional() @Code() condition?: string;
  @Optional() @OneOf(SEVERITIES) severity?: Severity;
  @Optional() @Nested(() => PointPlace) place?: PointPlace;
  @Optional() @Text(300) address?: string;
  @Optional() @AreaCode() grid?: string;
  @Optional() @Nested(() => ReporterDetails) reporter?: ReporterDetails;
  @Optional() @Flag() anonymous?: boolean;
  @Optional() @Flag() confidential?: boolean;
  @Optional() @List(() => Photo, 6) photos?: Photo[];
  /** The ticket that was closed too long ago to be reopened. */
  @Optional() @Id() formerTicketId?: string;
  /** The directive on whose way it was found (staff only). */
  @Optional() @Id() directiveId?: string;
  /** Settled on the spot (grid workers, in their own grid): the photos are the proof. */
  @Optional() @Nested(() => Settlement) settled?: Settlement;
}

/** Body of `POST /tickets/{id}/rating`. */
@Command('ticket.rate', {
  summary: 'Rate the result, once, with the code that the report was answered with',
  example: { code: 'Zm9vYmFyYmF6cXV4cXV1eA', round: 1, satisfaction: 'satisfied', solved: true },
})
export class RateTicket {
  @Text(64, 8) code!: string;
  /** The result that is meant, as the reporter saw it: sent again later, it cannot become a rating of the next one. */
  @Optional() @Whole(1, 99) round?: number;
  @OneOf(SATISFACTIONS) satisfaction!: Satisfaction;
  @Flag() solved!: boolean;
  @Optional() @Text(2000) opinion?: string;
}

/** Body of `POST /tickets/{id}/withdrawal`. */
@Command('ticket.withdraw', { summary: 'Ask to withdraw the matter', example: { code: 'Zm9vYmFyYmF6cXV4cXV1eA' } })
export class WithdrawTicket {
  @Text(64, 8) code!: string;
}

/** Body of `POST /tickets/{id}/reopening`. */
@Command('ticket.ask-reopening', {
  summary: 'Ask to have a closed matter handled again, inside its window',
  example: { code: 'Zm9vYmFyYmF6cXV4cXV1eA' },
})
export class ReopenReport {
  @Text(64, 8) code!: string;
}

/** Body of `POST /tickets/{id}/objection`. */
@Command('ticket.object', {
  summary: 'Object, once, to a matter being called private',
  example: { code: 'Zm9vYmFyYmF6cXV4cXV1eA', reason: 'The pipe lies in the street' },
})
export class ObjectTicket {
  @Text(64, 8) code!: string;
  @Optional() @Text(1000, 2) reason?: string;
}

/** Body of `POST /tickets/{id}/call-backs`. */
@Command('ticket.call-back', {
  summary: 'Record what the reporter said when called',
  example: { effective: true, responded: true, solved: true, satisfaction: 'satisfied' },
})
export class CallBackTicket {
  @Flag() effective!: boolean;
  @Flag() responded!: boolean;
  @Flag() solved!: boolean;
  @Optional() @OneOf(SATISFACTIONS) satisfaction?: Satisfaction;
  @Optional() @Text(2000) opinion?: string;
}

/** Why somebody looks at people's data: written to the audit log with every look. */
@Command('ticket.reveal', {
  summary: 'See the reporter in clear; every look is recorded with its purpose',
  bus: true,
  example: { purpose: 'call to arrange the repair' },
})
export class RevealReporter {
  @Text(200, 2) purpose!: string;
}

/** A department reads the words of its own order over the bus; the look is recorded. */
@Command('ticket.read', {
  summary: 'Read the words of a ticket whose live order your unit holds',
  bus: true,
  example: { purpose: 'handle the order' },
})
export class ReadReport {
  @Text(200, 2) purpose!: string;
}

/** `?crs=gcj02` converts Chinese map coordinates on input. */
@QueryContract()
export class PlaceQuery {
  @Optional() @OneOf(['wgs84', 'gcj02']) crs?: 'wgs84' | 'gcj02';
}

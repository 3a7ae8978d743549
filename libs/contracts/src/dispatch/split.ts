import { OUTCOMES, SEVERITIES, type Outcome, type Severity } from '@gridwhistle/kernel';
import { Command } from '../command.js';
import { Event } from '../event.js';
import { AreaCode, Code, Id, Ids, List, OneOf, Optional, Text } from '../fields.js';

const ticketId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';
const partId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a41';
const other = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a42';
const owner = 'dispatch' as const;

/** Parts of one matter. */
export const MOST_PARTS = 10;

@Event('ticket.split', 1, {
  owner,
  summary: 'Several matters in one: each part is a ticket of its own, and this one waits for all of them',
  example: { ticketId, parts: [partId, other] },
})
export class TicketSplit {
  @Id() ticketId!: string;
  @Ids(MOST_PARTS, 2) parts!: string[];
}

@Event('part.closed', 1, {
  owner,
  summary: 'A part of a split matter is over',
  example: {
    partId,
    ticketId,
    outcome: 'solved',
    orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
    unit: '522730-water',
  },
})
export class PartClosed {
  /** The part's own ticket. */
  @Id() partId!: string;
  /** The ticket it is a part of. */
  @Id() ticketId!: string;
  @OneOf(OUTCOMES) outcome!: Outcome;
  /** The order whose result is the part's, and who did it; absent where it ended without one. */
  @Optional() @Id() orderId?: string;
  @Optional() @Code() unit?: string;
}

@Event('split.ended', 1, {
  owner,
  summary: 'A matter that was split is withdrawn or merged: its open parts end with it',
  example: { ticketId, parts: [other] },
})
export class SplitEnded {
  @Id() ticketId!: string;
  /** Those that were still open. */
  @Ids(MOST_PARTS, 1) parts!: string[];
}

/** What one part is to be; what is left out is as in the whole. */
export class PartOfTicket {
  @Optional() @AreaCode() grid?: string;
  @Optional() @Code() category?: string;
  @Optional() @Code() condition?: string;
  @Optional() @OneOf(SEVERITIES) severity?: Severity;
  /** Overrides the route. */
  @Optional() @Code() unit?: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

/** Body of `POST /tickets/{id}/split`. */
@Command('ticket.split', {
  summary: 'Make several matters of one: each part is handled by itself, the whole ends with the last of them',
  bus: true,
  example: {
    parts: [{ category: '0102' }, { category: '0301', unit: '522730-urban-mgmt' }],
    reason: 'A leak, and a stall on the road',
  },
})
export class SplitTicket {
  @List(() => PartOfTicket, MOST_PARTS, 2) parts!: PartOfTicket[];
  @Text(1000, 2) reason!: string;
}

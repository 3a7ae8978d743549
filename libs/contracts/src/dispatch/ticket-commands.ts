import { MATTER_KINDS, type MatterKind } from '@gridwhistle/kernel';
import { Command, Shape } from '../command.js';
import { Code, Id, OneOf, Optional, Text } from '../fields.js';
import { PartOfTicket } from './split.js';

/** Body of `POST /tickets/{id}/assign`: the dispatching unit decides what was missing. */
@Command('ticket.assign', {
  summary: 'Give a waiting ticket its grid and category, or send it to a unit',
  bus: true,
  example: { grid: '522730001001001', category: '0102' },
})
export class AssignTicket extends PartOfTicket {}

/** Body of `POST /tickets/{id}/mark`: whose matter it is, by whoever verifies it, or by who rules the objection. */
@Command('ticket.mark', {
  summary: 'Say whose matter it is, or that it is none; rule the objection to a private one',
  bus: true,
  example: { as: 'private', reason: 'The pipe behind the meter belongs to the house' },
})
export class MarkTicket {
  @OneOf([...MATTER_KINDS, 'invalid']) as!: MatterKind | 'invalid';
  /** Needed for `private` and `invalid`: the reporter is told why. */
  @Optional() @Text(1000, 2) reason?: string;
}

/** What dispatch tells intake for the reporter: why the matter was found to be whose it is. */
@Shape()
export class TicketExplanation {
  @Optional() @Text(1000) explanation?: string;
}

/** Body of `POST /tickets/{id}/reopen`: a closed matter is handled again, inside the profile's window. */
@Command('ticket.reopen', {
  summary: 'Have a closed matter handled again',
  example: { reason: 'It leaks again at the same place' },
})
export class ReopenTicket {
  @Text(1000, 2) reason!: string;
}

/** Body of `POST /tickets/{id}/claim`: a department takes a raised matter of its own duty list. */
@Command('ticket.claim', {
  summary: 'Take a raised matter that stands on your duty list',
  bus: true,
  example: { unit: '522730-water', reason: 'Our main' },
})
export class ClaimTicket {
  @Code() unit!: string;
  @Optional() @Text(1000, 2) reason?: string;
}

/** Body of `POST /tickets/{id}/merge`: two reports of one matter; this ticket ends, the other goes on for both reporters. */
@Command('ticket.merge', {
  summary: 'End this ticket as a duplicate: the other is handled for both reporters',
  example: { into: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2a' },
})
export class MergeTicket {
  @Id() into!: string;
}

/** Body of `POST /tickets/{id}/redo`: the dispatching unit has a resolved matter handled again. */
@Command('ticket.redo', {
  summary: 'Have a resolved matter handled again',
  example: { reason: 'the photo shows another street' },
})
export class RedoTicket {
  @Text(1000, 2) reason!: string;
}

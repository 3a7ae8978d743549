import { DIRECTIVE_STATES, LIMIT_UNITS, type DirectiveState, type LimitUnit } from '@gridwhistle/kernel';
import { Command, Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Codes, Flag, Id, Instant, Nested, OneOf, Optional, Real, Text, Whole } from '../fields.js';

const owner = 'dispatch' as const;
const ids = { directiveId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a61', unit: '522730-centre', channel: 'flood' };

/** Nobody has more staff and units than this in one district. */
export const MOST_TARGETS = 200_000;

/** What every event of a directive names; its words stay in dispatch. */
export class DirectiveEvent {
  @Id() directiveId!: string;
  /** The issuer. */
  @Code() unit!: string;
  /** Channel of the profile. */
  @Code() channel!: string;
}

@Event('directive.drafted', 1, { owner, summary: 'Somebody wrote a directive; nobody has got it yet', example: ids })
export class DirectiveDrafted extends DirectiveEvent {}

@Event('directive.issued', 1, {
  owner,
  summary: 'The directive went to its targets; each has a receipt of its own',
  example: {
    ...ids,
    targets: 895,
    signDueAt: '2026-03-02T02:00:00Z',
    reportDueAt: '2026-03-02T07:00:00Z',
    provisional: false,
  },
})
export class DirectiveIssued extends DirectiveEvent {
  @Whole(1, MOST_TARGETS) targets!: number;
  /** The duty admitted to grids that it names. */
  @Optional() @Code() duty?: string;
  @Instant() signDueAt!: string;
  @Instant() reportDueAt!: string;
  /** True when a due moment lies in a year whose holidays are not announced. */
  @Flag() provisional!: boolean;
}

@Event('directive.reminded', 1, {
  owner,
  summary: 'The issuer reminded every target that still owes something',
  example: { ...ids, targets: 12 },
})
export class DirectiveReminded extends DirectiveEvent {
  /** How many were reminded. */
  @Whole(0, MOST_TARGETS) targets!: number;
}

@Event('directive.completed', 1, { owner, summary: "The last target's report was confirmed", example: ids })
export class DirectiveCompleted extends DirectiveEvent {}

@Event('directive.revoked', 1, {
  owner,
  summary: 'The issuer took the directive back; its open receipts are void',
  example: { ...ids, targets: 12 },
})
export class DirectiveRevoked extends DirectiveEvent {
  /** How many receipts became void. */
  @Whole(0, MOST_TARGETS) targets!: number;
}

@Shape()
export class DirectiveLimit {
  @Real(0.01, 10_000) amount!: number;
  @OneOf(LIMIT_UNITS) measure!: LimitUnit;
}

/** Whom a directive is addressed to. What is named twice gets it once. */
@Shape()
export class DirectiveSelection {
  /** Everything in and below these areas; the issuer's whole area when left out. */
  @Optional() @Codes(1000) areas?: string[];
  /** `grid`, `village`, `township`, `county`, `district`; every tier when left out. */
  @Optional() @Codes(5) tiers?: string[];
  /** Then persons who hold one of these roles there; else the units themselves. */
  @Optional() @Codes(8) roles?: string[];
  @Optional() @Codes(1000) units?: string[];
  /** Ids of members of staff. */
  @Optional() @Codes(1000) persons?: string[];
}

/** Body of `POST /directives`: nobody gets it before it is issued; the answer counts whom it would reach. */
@Command('directive.draft', {
  summary: 'Write a directive, and see whom it would reach',
  bus: true,
  example: {
    channel: 'flood',
    title: 'Heavy rain tonight',
    body: 'Look after the houses by the river and report before six',
    duty: 'safety',
    to: { areas: ['522730001'], tiers: ['grid'] },
  },
})
export class DraftDirective {
  @Code() channel!: string;
  @Text(200, 2) title!: string;
  @Text(10_000, 2) body!: string;
  /** A duty admitted to grids; needed where a grid is addressed. */
  @Optional() @Code() duty?: string;
  @Nested(() => DirectiveSelection) to!: DirectiveSelection;
  /** The channel's limits where left out; both count from the issue. */
  @Optional() @Nested(() => DirectiveLimit) signWithin?: DirectiveLimit;
  @Optional() @Nested(() => DirectiveLimit) reportWithin?: DirectiveLimit;
}

@Command('directive.issue', { summary: 'Send a draft to everybody whom it addresses', bus: true, example: {} })
export class IssueDirective {}

@Command('directive.remind', { summary: 'Remind every target that still owes something', bus: true, example: {} })
export class RemindDirective {}

@Command('directive.revoke', {
  summary: 'Take a directive back; what is still open of it is void',
  bus: true,
  example: { reason: 'The rain has moved on' },
})
export class RevokeDirective {
  @Text(2000, 2) reason!: string;
}

/** Receipts in each state. */
@Shape()
export class ReceiptCounts {
  @Whole(0, MOST_TARGETS) issued!: number;
  @Whole(0, MOST_TARGETS) signed!: number;
  @Whole(0, MOST_TARGETS) reported!: number;
  @Whole(0, MOST_TARGETS) sentBack!: number;
  @Whole(0, MOST_TARGETS) confirmed!: number;
  @Whole(0, MOST_TARGETS) void!: number;
}

/** A directive as its owner shows it; its ETag is `sequence`. */
@Shape()
export class DirectiveView {
  @Id() id!: string;
  @OneOf(DIRECTIVE_STATES) state!: DirectiveState;
  /** The issuer. */
  @Code() unit!: string;
  @Code() channel!: string;
  @Optional() @Code() duty?: string;
  /** Left out in lists. */
  @Optional() @Text(200) title?: string;
  @Optional() @Text(10_000) body?: string;
  /** A draft's: how many units and persons it would reach now; an issued one's: how many it reached. */
  @Whole(0, MOST_TARGETS) units!: number;
  @Whole(0, MOST_TARGETS) persons!: number;
  /** Receipts that are neither confirmed nor void. */
  @Whole(0, MOST_TARGETS) open!: number;
  @Codes(4) acts!: string[];
  @Instant() draftedAt!: string;
  @Optional() @Instant() issuedAt?: string;
  @Optional() @Instant() signDueAt?: string;
  @Optional() @Instant() reportDueAt?: string;
  @Whole(1, 1_000_000) sequence!: number;
}

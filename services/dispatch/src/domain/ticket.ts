import type { Clock } from '@gridwhistle/clocks';
import {
  lifecycle,
  TICKET_STATES,
  type Channel,
  type Guard,
  type MatterKind,
  type OrderOrigin,
  type Outcome,
  type Severity,
  type TicketState,
} from '@gridwhistle/kernel';
import { isOpen, isWorkingLead, type Order } from './order.js';
import type { Routed } from './routing.js';

/** What the dispatching unit must still decide before the ticket can be assigned. */
export type Missing = 'grid' | 'category' | 'decision';

/** The parts of a split ticket. */
export interface Parts {
  /** Ids of those that are not over. */
  readonly open: readonly string[];
  /** Of the parts that are over: the best outcome, and whose result came last. */
  readonly outcome: Outcome | null;
  readonly orderId: string | null;
  readonly unit: string | null;
}

/** The matter as it is handled, from report to archive (工单). Its id is the report's. */
export interface Ticket {
  readonly id: string;
  readonly state: TicketState;
  readonly severity: Severity;
  readonly channel: Channel;
  readonly category: string | null;
  readonly condition: string | null;
  readonly grid: string | null;
  readonly area: string | null;
  /** The unit that decides what is missing, and has a resolved matter handled again. */
  readonly dispatcher: string;
  readonly waitingFor: readonly Missing[];
  /** The route's rule that assigned it, or `dispatcher`. */
  readonly rule: string | null;
  /** What the routes said when they were last asked; null where nobody asked them. */
  readonly routing: Routed | null;
  /** What verification found at the first order; null before. */
  readonly kind: MatterKind | null;
  /** The reporter's objection to a private matter, which the dispatching unit rules. */
  readonly objection: 'raised' | 'ruled' | null;
  /** It was declared hard and went one tier up, which happens once. */
  readonly isHard: boolean;
  /** 0 before the first assignment; one more with every redo. */
  readonly round: number;
  readonly outcome: Outcome | null;
  /** The last round the reporter rated; 0 = none. */
  readonly ratedRound: number;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** The ticket that is handled in its place. */
  readonly mergedInto: string | null;
  /** Whose matter it is: its own report, and those of what was merged into it; who withdraws leaves. A part's own is its whole's. */
  readonly reporters: readonly string[];
  /** The grid whose worker reported it; null for all others, parts, and tickets from before this was kept. */
  readonly reportedBy: string | null;
  /** The ticket that was split, where this one is a part of it. */
  readonly partOf: string | null;
  /** What came of its parts, where it was split. */
  readonly parts: Parts | null;
  /** What citizen and 12345 see (rule 9); null before the assignment. */
  readonly clock: Clock | null;
  /** Runs while somebody must say whose the matter is. */
  readonly dispatchClock: Clock | null;
  /** Runs while the ticket is suspended: its end is the review date. */
  readonly reviewClock: Clock | null;
  /** Runs while the reporter is asked to rate. */
  readonly ratingClock: Clock | null;
  /** Runs while there is a result that the reporter may be called back about; null where the profile gives no time for that. */
  readonly callBackClock: Clock | null;
}

export type TicketAct =
  | 'open'
  | 'assign'
  | 'mark'
  | 'object'
  | 'rule-objection'
  | 'suspend'
  | 'continue'
  | 'resolve'
  | 'dismiss'
  | 'close'
  | 'redo'
  | 'withdraw'
  | 'merge'
  | 'split'
  | 'finish';

/** What a ticket's guards look at. */
export interface TicketCase {
  readonly ticket: Ticket;
  readonly orders: readonly Order[];
}

const noLeadOpen: Guard<TicketCase> = {
  name: 'no lead order is open',
  check: ({ orders }) =>
    orders.some((order) => order.role === 'lead' && isOpen(order))
      ? { code: 'ticket.not-waiting', message: 'a lead order of the ticket is open: reassign it' }
      : undefined,
};

const nothingResolved: Guard<TicketCase> = {
  name: 'nothing is resolved yet',
  check: ({ ticket, orders }) =>
    orders.some(({ round, state }) => round === ticket.round && (state === 'resolved' || state === 'confirmed'))
      ? { code: 'conflict', message: 'a result of this round is there already' }
      : undefined,
};

const noPartOpen: Guard<TicketCase> = {
  name: 'waits for no part',
  check: ({ ticket }) =>
    (ticket.parts?.open.length ?? 0) > 0
      ? { code: 'ticket.parts-open', message: 'the ticket was split, and a part of it is still open' }
      : undefined,
};

const isWhole: Guard<TicketCase> = {
  name: 'is no part',
  check: ({ ticket }) =>
    ticket.partOf !== null || ticket.parts !== null
      ? { code: 'ticket.split-once', message: 'a part, or a ticket that was split before, is not split again' }
      : undefined,
};

const noWhistleOpen: Guard<TicketCase> = {
  name: 'waits for no whistle',
  check: ({ orders }) =>
    orders.some(({ whistleId, ...order }) => whistleId !== null && isOpen({ whistleId, ...order }))
      ? { code: 'order.waiting', message: 'a whistle for this ticket is open' }
      : undefined,
};

/** Whether its whole waits for it: one whose whole ended before it goes on for those who were merged into it, as any ticket. */
export const isPart = ({ id, partOf, reporters }: Pick<Ticket, 'id' | 'partOf' | 'reporters'>): boolean =>
  partOf !== null && reporters.includes(id);

/** What was merged, withdrawn or invalid never reopens, nor does a part: that is asked of the whole. */
export const neverReopens = ({
  outcome,
  ...ticket
}: Pick<Ticket, 'id' | 'outcome' | 'partOf' | 'reporters'>): boolean =>
  isPart(ticket) || (outcome !== null && ['merged', 'withdrawn', 'invalid'].includes(outcome));

const wasHandled: Guard<TicketCase> = {
  name: 'was handled',
  check: ({ ticket }) =>
    neverReopens(ticket)
      ? { code: 'lifecycle.wrong-transition', message: `a ticket closed as ${ticket.outcome} never reopens` }
      : undefined,
};

const FIRST: readonly OrderOrigin[] = ['route', 'assign', 'reassign'];

/** The lead that verifies the matter: the first one, accepted, before anybody else has worked on it. */
export const verifyingLead = ({
  ticket,
  orders,
}: {
  ticket: Pick<Ticket, 'round'>;
  orders: readonly Order[];
}): Order | undefined =>
  orders.find(
    (order) =>
      isWorkingLead(order) &&
      order.state === 'accepted' &&
      order.round === 1 &&
      FIRST.includes(order.origin) &&
      ticket.round === 1,
  );

const isVerified: Guard<TicketCase> = {
  name: 'is being verified at its first order',
  check: (matter) =>
    verifyingLead(matter) && matter.ticket.kind === null
      ? undefined
      : {
          code: 'ticket.not-at-first-order',
          message: 'only the holder of the first order, accepted, marks the matter, once',
        },
};

const mayObject: Guard<TicketCase> = {
  name: 'is private and was not objected to',
  check: ({ ticket }) =>
    ticket.kind === 'private' && ticket.objection === null
      ? undefined
      : { code: 'ticket.objection-closed', message: 'a private matter is objected to once' },
};

/** Whether the reporter may object now. */
export const isObjectable = (matter: TicketCase): boolean =>
  matter.ticket.state === 'assigned' && !mayObject.check(matter);

const objectedTo: Guard<TicketCase> = {
  name: 'was objected to',
  check: ({ ticket }) =>
    ticket.objection === 'raised' ? undefined : { code: 'conflict', message: 'there is no objection to rule' },
};

/** The ticket's lifecycle (domain §4). A closed one is handled again when its reporter, asked in time, says so late. */
export const ticketLifecycle = lifecycle<TicketState, TicketAct, TicketCase>({
  name: 'ticket',
  states: TICKET_STATES,
  final: ['closed'],
  transitions: [
    { from: null, act: 'open', to: 'reported', by: 'report' },
    { from: 'reported', act: 'assign', to: 'assigned', by: 'route, dispatching unit' },
    { from: 'assigned', act: 'assign', to: 'assigned', by: 'dispatching unit', guards: [noLeadOpen, noPartOpen] },
    { from: 'assigned', act: 'mark', to: 'assigned', by: 'holder of the first order', guards: [isVerified] },
    { from: 'assigned', act: 'object', to: 'assigned', by: 'reporter', guards: [mayObject] },
    { from: 'assigned', act: 'rule-objection', to: 'assigned', by: 'dispatching unit', guards: [objectedTo] },
    { from: 'assigned', act: 'dismiss', to: 'closed', by: 'verifier of an invalid matter' },
    { from: 'assigned', act: 'suspend', to: 'suspended', by: 'dispatching unit, centre' },
    { from: 'suspended', act: 'continue', to: 'assigned', by: 'review date' },
    { from: 'assigned', act: 'resolve', to: 'resolved', by: 'verifier, last part', guards: [noPartOpen] },
    { from: 'assigned', act: 'finish', to: 'closed', by: 'verifier of a part, last part' },
    { from: 'reported', act: 'split', to: 'assigned', by: 'dispatching unit', guards: [isWhole] },
    {
      from: 'assigned',
      act: 'split',
      to: 'assigned',
      by: 'dispatching unit',
      guards: [isWhole, nothingResolved, noWhistleOpen],
    },
    { from: 'resolved', act: 'close', to: 'closed', by: 'reporter, rating window' },
    { from: 'resolved', act: 'redo', to: 'assigned', by: 'reporter, dispatching unit' },
    { from: 'closed', act: 'redo', to: 'assigned', by: 'reporter, dispatching unit', guards: [wasHandled] },
    { from: 'reported', act: 'merge', to: 'closed', by: 'dispatching unit' },
    { from: 'assigned', act: 'merge', to: 'closed', by: 'dispatching unit', guards: [nothingResolved] },
    { from: 'suspended', act: 'merge', to: 'closed', by: 'dispatching unit', guards: [nothingResolved] },
    { from: 'reported', act: 'withdraw', to: 'closed', by: 'reporter' },
    { from: 'assigned', act: 'withdraw', to: 'closed', by: 'reporter', guards: [nothingResolved] },
    { from: 'suspended', act: 'withdraw', to: 'closed', by: 'reporter', guards: [nothingResolved] },
  ],
});

/** What staff may ask of a ticket in this state: assign while it waits or lost its lead, redo once it is resolved. */
export function actsOfTicket(matter: TicketCase): TicketAct[] {
  const { state } = matter.ticket;
  if (noPartOpen.check(matter)) return [];
  if (state === 'reported' || (state === 'assigned' && !noLeadOpen.check(matter))) return ['assign'];
  if (state === 'assigned') return isMarkable(matter) ? ['mark'] : [];
  return state === 'resolved' ? ['redo'] : [];
}

const isMarkable = (matter: TicketCase): boolean => !isVerified.check(matter) || !objectedTo.check(matter);

import type { Clock } from '@gridwhistle/clocks';
import {
  lifecycle,
  TICKET_STATES,
  type Channel,
  type Guard,
  type Outcome,
  type Severity,
  type TicketState,
} from '@gridwhistle/kernel';
import { isOpen, type Order } from './order.js';

/** What the dispatching unit must still decide before the ticket can be assigned. */
export type Missing = 'grid' | 'category' | 'decision';

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
  /** 0 before the first assignment; one more with every redo. */
  readonly round: number;
  readonly outcome: Outcome | null;
  /** The last round the reporter rated; 0 = none. */
  readonly ratedRound: number;
  readonly openedAt: Date;
  /** What citizen and 12345 see (rule 9); null before the assignment. */
  readonly clock: Clock | null;
  /** Runs while the ticket is suspended: its end is the review date. */
  readonly reviewClock: Clock | null;
  /** Runs while the reporter is asked to rate. */
  readonly ratingClock: Clock | null;
}

export type TicketAct = 'open' | 'assign' | 'suspend' | 'continue' | 'resolve' | 'close' | 'redo' | 'withdraw';

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

const wasHandled: Guard<TicketCase> = {
  name: 'was handled',
  check: ({ ticket }) =>
    ticket.outcome !== null && ['merged', 'withdrawn', 'invalid'].includes(ticket.outcome)
      ? { code: 'lifecycle.wrong-transition', message: `a ticket closed as ${ticket.outcome} never reopens` }
      : undefined,
};

/** The ticket's lifecycle (domain §4). A closed one is handled again when its reporter, asked in time, says so late. */
export const ticketLifecycle = lifecycle<TicketState, TicketAct, TicketCase>({
  name: 'ticket',
  states: TICKET_STATES,
  final: ['closed'],
  transitions: [
    { from: null, act: 'open', to: 'reported', by: 'report' },
    { from: 'reported', act: 'assign', to: 'assigned', by: 'route, dispatching unit' },
    { from: 'assigned', act: 'assign', to: 'assigned', by: 'dispatching unit', guards: [noLeadOpen] },
    { from: 'assigned', act: 'suspend', to: 'suspended', by: 'dispatching unit, centre' },
    { from: 'suspended', act: 'continue', to: 'assigned', by: 'review date' },
    { from: 'assigned', act: 'resolve', to: 'resolved', by: 'verifier' },
    { from: 'resolved', act: 'close', to: 'closed', by: 'reporter, rating window' },
    { from: 'resolved', act: 'redo', to: 'assigned', by: 'reporter, dispatching unit' },
    { from: 'closed', act: 'redo', to: 'assigned', by: 'reporter', guards: [wasHandled] },
    { from: 'reported', act: 'withdraw', to: 'closed', by: 'reporter' },
    { from: 'assigned', act: 'withdraw', to: 'closed', by: 'reporter', guards: [nothingResolved] },
    { from: 'suspended', act: 'withdraw', to: 'closed', by: 'reporter', guards: [nothingResolved] },
  ],
});

/** What staff may ask of a ticket in this state: assign while it waits or lost its lead, redo once it is resolved. */
export function actsOfTicket(matter: TicketCase): TicketAct[] {
  const { state } = matter.ticket;
  if (state === 'reported' || (state === 'assigned' && !noLeadOpen.check(matter))) return ['assign'];
  return state === 'resolved' ? ['redo'] : [];
}

import { capClock, dueAt, startClock, type Clock, type WorkCalendar } from '@gridwhistle/clocks';
import { DomainError, type OrderOrigin, type OrderRole } from '@gridwhistle/kernel';
import { dutyHolder, isRaisedToTownship } from './duty.js';
import { fact, type Decided } from './fact.js';
import { orderLifecycle } from './order-lifecycle.js';
import type { Order } from './order.js';
import type { Context, Rules, UnitFacts } from './rules.js';
import { startStageClock } from './stage-clock.js';
import type { Ticket } from './ticket.js';

/** What sets one new order apart; everything else follows from the ticket and the unit. */
export interface Job {
  /** Where it must be known before. */
  readonly id?: string;
  readonly unit: UnitFacts;
  /** Whom of the unit it is meant for, where a route says so. */
  readonly assignee?: string | undefined;
  readonly role: OrderRole;
  readonly origin: OrderOrigin;
  readonly parentId?: string | null;
  readonly whistleId?: string | null;
  /** For a whistle's order the township, for a delegated one the delegating unit, for a redo the last one; else whoever dispatches for the unit. */
  readonly verifier?: string;
  /** For a delegated one the delegating unit; else whoever dispatches for the unit. */
  readonly dispatcher?: string;
  /** Never longer than what this clock has left (rule 9): the parent's or the lead's; the ticket's where there is neither. */
  readonly within?: Clock;
}

/**
 * Issues an order. Its handling clock never gets more than is left of the ticket's or of its parent's (rule 9), its accept
 * clock the profile's limit. `others` are the ticket's orders as they are after everything else that the same decision does.
 */
export function issue(ticket: Ticket, others: readonly Order[], job: Job, context: Context): Decided<Order> {
  const draft = draftOf(ticket, job, context);
  const seen = { order: draft, others, ticket, context, proofs: 0 };
  const next = { ...draft, state: orderLifecycle.next(null, 'issue', seen) };
  return { next, events: [issued(next, ticket, context.rules)] };
}

function draftOf(ticket: Ticket, job: Job, context: Context): Order {
  const { rules, now, newId } = context;
  const { category, grid, area, clock } = ticket;
  if (category === null || grid === null || area === null || clock === null) throw notAssigned();
  const over = rules.verifierOf(job.unit.code).code;
  return {
    id: job.id ?? newId(),
    ticketId: ticket.id,
    unit: job.unit.code,
    assignee: job.assignee ?? null,
    tier: job.unit.tier,
    role: job.role,
    origin: job.origin,
    state: 'issued',
    verifier: job.verifier ?? over,
    dispatcher: job.dispatcher ?? over,
    category,
    severity: ticket.severity,
    area,
    grid,
    round: ticket.round,
    parentId: job.parentId ?? null,
    whistleId: job.whistleId ?? null,
    waitsFor: null,
    hasWaited: false,
    returns: 0,
    returnRuledBy: null,
    objection: null,
    outcome: null,
    issuedAt: now,
    resolvedAt: null,
    acceptClock: acceptClock(ticket, context),
    handlingClock: handlingClock(clock, job, context),
    verificationClock: null,
  };
}

/** What the ticket has left, or the parent; a tier's own limit where the profile gives it one (rule 9). */
function handlingClock(ofTicket: Clock, { within, unit: { tier } }: Job, { rules, now }: Context): Clock {
  const own = rules.tierLimit(tier);
  const budget = own && !within ? { limit: own } : { limit: ofTicket.limit, within: within ?? ofTicket };
  const clock = startClock({ kind: 'handling', at: now, ...budget }, rules.calendar);
  // A parent's clock may stand while the ticket's runs on.
  return own || !within ? clock : capClock(clock, ofTicket, rules.calendar);
}

const notAssigned = (): DomainError => new DomainError('conflict', 'the ticket has no grid and category yet');

function acceptClock({ severity }: Ticket, context: Context): Clock {
  const clock = startStageClock('accept', severity, context);
  if (!clock) throw new DomainError('profile.invalid', 'the profile has no limit for accepting an order');
  return clock;
}

/** When a running clock falls due, as events say it. */
export const dueText = (clock: Clock, calendar: WorkCalendar): string =>
  (dueAt(clock, calendar)?.at ?? clock.startedAt).toISOString();

function issued(order: Order, { partOf }: Ticket, rules: Rules) {
  const { calendar } = rules;
  const claimant = isRaisedToTownship(order) ? dutyHolder(order, rules) : undefined;
  return fact('order.issued', {
    orderId: order.id,
    ticketId: order.ticketId,
    unit: order.unit,
    ...(order.assignee === null ? {} : { assignee: order.assignee }),
    role: order.role,
    tier: order.tier,
    origin: order.origin,
    verifier: order.verifier,
    ...(claimant === undefined ? {} : { claimant }),
    category: order.category,
    severity: order.severity,
    area: order.area,
    grid: order.grid,
    round: order.round,
    acceptDueAt: dueText(order.acceptClock, calendar),
    dueAt: dueText(order.handlingClock, calendar),
    provisional: dueAt(order.handlingClock, calendar)?.provisional ?? false,
    ...(order.parentId === null ? {} : { parentId: order.parentId }),
    ...(order.whistleId === null ? {} : { whistleId: order.whistleId }),
    ...(partOf === null ? {} : { partOf }),
  });
}

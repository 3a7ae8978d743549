import { endClock, startClock } from '@gridwhistle/clocks';
import type { Outcome } from '@gridwhistle/kernel';
import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import type { Change, Matter } from './matter.js';
import type { Order } from './order.js';
import type { Context } from './rules.js';
import { ticketLifecycle, type Parts, type Ticket } from './ticket.js';

/** The ticket's lead order was confirmed: its limit is judged by the moment the result was forwarded (rule 6). */
export function resolveTicket(matter: Matter, lead: Order, { rules, now }: Context): Decided<Ticket> {
  const { ticket } = matter;
  const state = ticketLifecycle.next(ticket.state, 'resolve', matter);
  const clock = ticket.clock && endClock(ticket.clock, lead.resolvedAt ?? now, rules.calendar);
  const ratingClock = startClock({ kind: 'rating-window', limit: rules.ratingWindow, at: now }, rules.calendar);
  const outcome = lead.outcome ?? 'solved';
  const event = fact('ticket.resolved', {
    ticketId: ticket.id,
    round: ticket.round,
    outcome,
    orderId: lead.id,
    unit: lead.unit,
    onTime: clock?.met ?? true,
    ratingUntil: dueText(ratingClock, rules.calendar),
  });
  return { next: { ...ticket, state, outcome, clock, ratingClock }, events: [event] };
}

/** The dispatching unit confirmed that the matter is invalid: nobody is asked to rate it. */
export function dismissTicket(matter: Matter, lead: Order, { rules, now }: Context): Decided<Ticket> {
  const { ticket } = matter;
  const state = ticketLifecycle.next(ticket.state, 'dismiss', matter);
  const clock = ticket.clock && endClock(ticket.clock, lead.resolvedAt ?? now, rules.calendar);
  const { id: ticketId, round } = ticket;
  const event = fact('ticket.closed', { ticketId, round, outcome: 'invalid', by: 'dispatcher' });
  return { next: { ...ticket, state, outcome: 'invalid', clock, closedAt: now }, events: [event] };
}

/** A part's lead order was confirmed: the part is over, and its whole hears of it. Nobody rates a part. */
export function finishPart(matter: Matter, lead: Order, { rules, now }: Context): Pick<Change, 'ticket' | 'toParts'> {
  const { ticket } = matter;
  const state = ticketLifecycle.next(ticket.state, 'finish', matter);
  const clock = ticket.clock && endClock(ticket.clock, lead.resolvedAt ?? now, rules.calendar);
  const outcome = lead.outcome ?? 'solved';
  const { id: ticketId, round, partOf } = ticket;
  const event = fact('ticket.closed', { ticketId, round, outcome, by: 'part' });
  const result = { partId: ticketId, ticketId: partOf ?? ticketId, outcome, orderId: lead.id, unit: lead.unit };
  return {
    ticket: { next: { ...ticket, state, outcome, clock, closedAt: now }, events: [event] },
    toParts: fact('part.closed', result),
  };
}

/** The last part is over: its reporter is asked about the whole; where no part came to a result, nobody is. */
export function finishWhole(matter: Matter, parts: Parts, { rules, now }: Context): Decided<Ticket> {
  const { ticket } = matter;
  const { id: ticketId, round } = ticket;
  const clock = ticket.clock && endClock(ticket.clock, now, rules.calendar);
  if (parts.orderId === null || parts.unit === null) {
    const state = ticketLifecycle.next(ticket.state, 'finish', matter);
    const outcome = parts.outcome ?? 'invalid';
    const event = fact('ticket.closed', { ticketId, round, outcome, by: 'part' });
    return { next: { ...ticket, state, outcome, clock, closedAt: now }, events: [event] };
  }
  const state = ticketLifecycle.next(ticket.state, 'resolve', matter);
  const ratingClock = startClock({ kind: 'rating-window', limit: rules.ratingWindow, at: now }, rules.calendar);
  const outcome = parts.outcome ?? 'solved';
  const event = fact('ticket.resolved', {
    ...{ ticketId, round, outcome, orderId: parts.orderId, unit: parts.unit },
    onTime: clock?.met ?? true,
    ratingUntil: dueText(ratingClock, rules.calendar),
  });
  return { next: { ...ticket, state, outcome, clock, ratingClock }, events: [event] };
}

const BEST_FIRST: readonly Outcome[] = ['solved', 'explained', 'self-help'];

/** Of the outcomes of parts the one that is told of the whole. */
export function bestOutcome(one: Outcome | null, other: Outcome): Outcome {
  if (one === null) return other;
  return BEST_FIRST.find((outcome) => outcome === one || outcome === other) ?? other;
}

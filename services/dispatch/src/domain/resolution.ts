import { endClock, startClock } from '@gridwhistle/clocks';
import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import type { Matter } from './matter.js';
import type { Order } from './order.js';
import type { Context } from './rules.js';
import { ticketLifecycle, type Ticket } from './ticket.js';

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

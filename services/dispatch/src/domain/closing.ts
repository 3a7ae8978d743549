import { endClock } from '@gridwhistle/clocks';
import type { Outcome, Satisfaction } from '@gridwhistle/kernel';
import { fact, type Decided } from './fact.js';
import { NOTHING, type Change, type Matter } from './matter.js';
import { isOpen, type Order } from './order.js';
import { redo, type RedoReason } from './redo.js';
import type { Context } from './rules.js';
import { neverReopens, ticketLifecycle, type Ticket } from './ticket.js';
import { voided } from './waiting.js';

type ClosedBy = 'rating' | 'rating-window' | 'call-back';

function close(matter: Matter, by: ClosedBy, { rules, now }: Context): Decided<Ticket> {
  const { ticket } = matter;
  const state = ticketLifecycle.next(ticket.state, 'close', matter);
  const ratingClock = ticket.ratingClock && endClock(ticket.ratingClock, now, rules.calendar);
  const outcome: Outcome = ticket.outcome ?? 'solved';
  const event = fact('ticket.closed', { ticketId: ticket.id, round: ticket.round, outcome, by });
  return { next: { ...ticket, state, ratingClock, closedAt: now }, events: [event] };
}

/** Nobody rated inside the window. */
export function closeUnrated(matter: Matter, context: Context): Change {
  return matter.ticket.state === 'resolved' ? { ticket: close(matter, 'rating-window', context), orders: [] } : NOTHING;
}

export interface Rating {
  readonly round: number;
  readonly satisfaction?: Satisfaction | undefined;
  readonly solved: boolean;
}

/** The reporter's own word on a round, once: satisfied and solved closes it, everything else redoes it. */
export function rate(matter: Matter, rating: Rating, context: Context): Change {
  const { ticket } = matter;
  if (rating.round !== ticket.round || ticket.ratedRound >= rating.round || !isJudged(ticket)) return NOTHING;
  const change = judge(matter, rating, rating.solved ? 'dissatisfied' : 'not-solved', 'rating', context);
  const { next, events } = change.ticket ?? { next: ticket, events: [] };
  return { ...change, ticket: { next: { ...next, ratedRound: rating.round }, events } };
}

/** A call-back that reached the citizen counts where the reporter gave no rating. */
export function callBack(matter: Matter, answer: Rating, context: Context): Change {
  const { ticket } = matter;
  if (answer.round !== ticket.round || ticket.ratedRound >= answer.round || !isJudged(ticket)) return NOTHING;
  return judge(matter, answer, 'call-back', 'call-back', context);
}

const isJudged = (ticket: Ticket): boolean =>
  ticket.state === 'resolved' || (ticket.state === 'closed' && !neverReopens(ticket));

function judge(matter: Matter, rating: Rating, reason: RedoReason, by: ClosedBy, context: Context): Change {
  if (!rating.solved || rating.satisfaction === 'dissatisfied') return redo(matter, reason, context);
  return matter.ticket.state === 'resolved' ? { ticket: close(matter, by, context), orders: [] } : NOTHING;
}

/** The reporter withdraws: possible until a result is there; later the wish changes nothing. */
export function withdraw(matter: Matter, context: Context): Change {
  const { ticket, orders } = matter;
  const isDone = orders.some(({ round, state }) => round === ticket.round && ['resolved', 'confirmed'].includes(state));
  if (isDone || !['reported', 'assigned', 'suspended'].includes(ticket.state)) return NOTHING;
  const state = ticketLifecycle.next(ticket.state, 'withdraw', matter);
  const clock = ticket.clock && endClock(ticket.clock, context.now, context.rules.calendar);
  const event = fact('ticket.closed', {
    ticketId: ticket.id,
    round: ticket.round,
    outcome: 'withdrawn',
    by: 'withdrawal',
  });
  const reviewClock = ticket.reviewClock && endClock(ticket.reviewClock, context.now, context.rules.calendar);
  const next: Ticket = {
    ...ticket,
    state,
    clock,
    reviewClock,
    outcome: 'withdrawn',
    waitingFor: [],
    closedAt: context.now,
  };
  return {
    ticket: { next, events: [event] },
    orders: orders.filter(isOpenRoot).flatMap((order) => voided(matter, order, 'withdrawn', context)),
  };
}

/** Open, and not ended along with the order it hangs on. */
const isOpenRoot = (order: Order, _index: number, orders: readonly Order[]): boolean =>
  isOpen(order) && !orders.some((other) => other.id === order.parentId && isOpen(other));

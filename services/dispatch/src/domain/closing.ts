import { endClock } from '@gridwhistle/clocks';
import type { Outcome, Satisfaction } from '@gridwhistle/kernel';
import { fact, type Decided } from './fact.js';
import { NOTHING, type Change, type Matter } from './matter.js';
import { isTooLate, redo, type RedoReason } from './redo.js';
import type { Context } from './rules.js';
import { neverReopens, ticketLifecycle, type Ticket } from './ticket.js';

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
  if (rating.round !== ticket.round || ticket.ratedRound >= rating.round || !isJudged(ticket, context)) return NOTHING;
  const change = judge(matter, rating, rating.solved ? 'dissatisfied' : 'not-solved', 'rating', context);
  const { next, events } = change.ticket ?? { next: ticket, events: [] };
  return { ...change, ticket: { next: { ...next, ratedRound: rating.round }, events } };
}

/** What the citizen said when called; only a call that reached somebody says anything. */
export interface CallBack extends Rating {
  readonly effective: boolean;
}

/** A call-back that reached the citizen counts where the reporter gave no rating. */
export function callBack(matter: Matter, answer: CallBack, context: Context): Change {
  const { ticket } = matter;
  if (!answer.effective) return NOTHING;
  if (answer.round !== ticket.round || ticket.ratedRound >= answer.round || !isJudged(ticket, context)) return NOTHING;
  return judge(matter, answer, 'call-back', 'call-back', context);
}

const isJudged = (ticket: Ticket, context: Context): boolean =>
  ticket.state === 'resolved' || isReopenable(ticket, context);

const isReopenable = (ticket: Ticket, context: Context): boolean =>
  ticket.state === 'closed' && !neverReopens(ticket) && !isTooLate(ticket, context);

/** The reporter asks to have the closed result of a round handled again; asked too late it changes nothing. */
export function reopenForReporter(matter: Matter, round: number, context: Context): Change {
  const { ticket } = matter;
  return ticket.round === round && isReopenable(ticket, context) ? redo(matter, 'reopened', context) : NOTHING;
}

function judge(matter: Matter, rating: Rating, reason: RedoReason, by: ClosedBy, context: Context): Change {
  if (!rating.solved || rating.satisfaction === 'dissatisfied') return redo(matter, reason, context);
  return matter.ticket.state === 'resolved' ? { ticket: close(matter, by, context), orders: [] } : NOTHING;
}

/** A reporter whose ticket was merged into this one: "not solved" redoes it, a good word closes nothing (rule 7). */
export function heedMerged(matter: Matter, { round, satisfaction, solved }: Rating, context: Context): Change {
  const { ticket } = matter;
  const isBad = !solved || satisfaction === 'dissatisfied';
  if (!isBad || round !== ticket.round || !isJudged(ticket, context)) return NOTHING;
  return redo(matter, solved ? 'dissatisfied' : 'not-solved', context);
}

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

/**
 * The reporter's own word on a round, once: satisfied and solved closes it, everything else redoes it. It was given while
 * it was asked for, and counts however late it is told.
 */
export function rate(matter: Matter, rating: Rating, context: Context): Change {
  const { ticket } = matter;
  if (rating.round !== ticket.round || ticket.ratedRound >= rating.round || !hasResult(ticket)) return NOTHING;
  const change = judge(matter, rating, rating.solved ? 'dissatisfied' : 'not-solved', 'rating', context);
  const { next, events } = change.ticket ?? { next: ticket, events: [] };
  return { ...change, ticket: { next: { ...next, ratedRound: rating.round }, events } };
}

/** What the citizen said when called; only a call that reached somebody says anything. */
export interface CallBack extends Rating {
  readonly effective: boolean;
}

/** A call-back that reached the citizen counts where the reporter gave no rating, and "not solved" also after the closing. */
export function callBack(matter: Matter, answer: CallBack, context: Context): Change {
  const { ticket } = matter;
  if (!answer.effective) return NOTHING;
  if (answer.round !== ticket.round || isOutdone(answer, ticket) || !isAskable(ticket, context)) return NOTHING;
  return judge(matter, answer, 'call-back', 'call-back', context);
}

/** The reporter's own rating stands; that the result did not last is another matter. */
const isOutdone = ({ round, solved }: Rating, { ratedRound, state }: Ticket): boolean =>
  ratedRound >= round && (solved || state !== 'closed');

const hasResult = (ticket: Ticket): boolean =>
  ticket.state === 'resolved' || (ticket.state === 'closed' && !neverReopens(ticket));

/** Whether staff may still ask about the result. */
const isAskable = (ticket: Ticket, context: Context): boolean => hasResult(ticket) && !isTooLate(ticket, context);

/** The reporter asks to have the closed result of a round handled again; asked too late it changes nothing. */
export function reopenForReporter(matter: Matter, round: number, context: Context): Change {
  const { ticket } = matter;
  const isReopenable = ticket.state === 'closed' && isAskable(ticket, context);
  return ticket.round === round && isReopenable ? redo(matter, 'reopened', context) : NOTHING;
}

function judge(matter: Matter, rating: Rating, reason: RedoReason, by: ClosedBy, context: Context): Change {
  if (isBad(rating)) return redo(matter, reason, context);
  return matter.ticket.state === 'resolved' ? { ticket: close(matter, by, context), orders: [] } : NOTHING;
}

const isBad = ({ solved, satisfaction }: Rating): boolean => !solved || satisfaction === 'dissatisfied';

/** A reporter whose ticket was merged into this one: "not solved" redoes it, a good word closes nothing (rule 7). */
export function heedMerged(matter: Matter, rating: Rating, context: Context): Change {
  const { ticket } = matter;
  if (!isBad(rating) || rating.round !== ticket.round || !hasResult(ticket)) return NOTHING;
  return redo(matter, rating.solved ? 'dissatisfied' : 'not-solved', context);
}

/** The same reporter when called: as of one whose ticket is their own, of which `own` tells what they had rated. */
export function heedMergedCall(matter: Matter, own: Ticket, answer: CallBack, context: Context): Change {
  const { ticket } = matter;
  const { ratedRound } = own;
  if (!answer.effective || isOutdone(answer, { ...ticket, ratedRound }) || !isAskable(ticket, context)) return NOTHING;
  return heedMerged(matter, answer, context);
}

/** A merged reporter's own ticket remembers what they rated of the other. */
export function ratedBy({ ticket }: Matter, { round }: Rating): Change {
  return { ticket: { next: { ...ticket, ratedRound: Math.max(ticket.ratedRound, round) }, events: [] }, orders: [] };
}

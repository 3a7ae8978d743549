import { endClock } from '@gridwhistle/clocks';
import { DomainError } from '@gridwhistle/kernel';
import { assigned, withClock } from './assigning.js';
import { fact } from './fact.js';
import { issue } from './issue.js';
import type { Change, Matter } from './matter.js';
import type { Order } from './order.js';
import type { Context, Rules, UnitFacts } from './rules.js';
import { ticketLifecycle, type Ticket } from './ticket.js';

/** Who did the work, and who saw to it. */
type Worker = Pick<Order, 'unit' | 'verifier'>;

export type RedoReason = 'not-solved' | 'dissatisfied' | 'call-back' | 'dispatcher' | 'reopened';

/** A new round: a new lead order to the unit that did the work, same verifier; the ticket's limit restarts (rule 9). */
export function redo(matter: Matter, reason: RedoReason, context: Context): Change {
  const { rules, now } = context;
  const state = ticketLifecycle.next(matter.ticket.state, 'redo', matter);
  const last = lastWorker(matter, rules);
  const round = matter.ticket.round + 1;
  const ratingClock = matter.ticket.ratingClock && endClock(matter.ticket.ratingClock, now, rules.calendar);
  const ticket: Ticket = {
    ...withClock(matter.ticket, context),
    state,
    round,
    ratingClock,
    outcome: null,
    closedAt: null,
  };
  const unit = workerNow(last, ticket, rules);
  const verifier = rules.unit(last.verifier) && last.verifier !== unit.code ? { verifier: last.verifier } : {};
  const job = { unit, role: 'lead', origin: 'redo', ...verifier } as const;
  const reopened = fact('ticket.reopened', { ticketId: ticket.id, round, reason });
  return {
    ticket: { next: ticket, events: [reopened, assigned(ticket, unit.code, context)] },
    orders: [issue(ticket, matter.orders, job, context)],
  };
}

/** The last confirmed lead order that waited for nobody; where all waited (their whistles were cancelled), the last. */
function lastWorker({ ticket, orders }: Matter, rules: Rules): Worker {
  const confirmed = orders
    .filter(({ role, state, round }) => role === 'lead' && state === 'confirmed' && round === ticket.round)
    .sort((one, other) => endOf(one) - endOf(other));
  const last = confirmed.filter(({ hasWaited }) => !hasWaited).at(-1) ?? confirmed.at(-1);
  return last ?? partWorker(ticket, rules);
}

/** Of a ticket that was split: whose part ended last; whoever dispatches for it sees whether that was enough. */
function partWorker({ parts }: Ticket, rules: Rules): Worker {
  const unit = parts?.unit === null || parts?.unit === undefined ? undefined : rules.unit(parts.unit);
  if (!unit) throw new DomainError('conflict', 'no lead order of this round was confirmed');
  return { unit: unit.code, verifier: rules.verifierOf(unit.code).code };
}

/** Where the unit is gone whoever took over from it, else its verifier; where that is the centre, the grid's own team. */
function workerNow({ unit, verifier }: Worker, { grid }: Ticket, rules: Rules): UnitFacts {
  const office = [rules.unitNow(unit), rules.unitNow(verifier)].find((each) => each && each.kind !== 'centre');
  const now = office ?? (grid === null ? undefined : rules.unitNow(grid));
  if (!now) throw new DomainError('conflict', `nobody took over from ${unit}: a new report can name this ticket`);
  return now;
}

const endOf = ({ handlingClock }: Order): number => handlingClock.endedAt?.getTime() ?? 0;

/** The dispatching unit has a resolved matter handled again. */
export function redoByDispatcher(matter: Matter, context: Context): Change {
  if (matter.ticket.state === 'resolved') return redo(matter, 'dispatcher', context);
  throw new DomainError('ticket.not-resolved', `the ticket is ${matter.ticket.state}, not resolved`);
}

/** A closed matter is handled again, inside the profile's window; later a new report names the old ticket. */
export function reopen(matter: Matter, context: Context): Change {
  const { state } = matter.ticket;
  if (state !== 'closed') throw new DomainError('lifecycle.wrong-transition', `the ticket is ${state}, not closed`);
  if (isTooLate(matter.ticket, context)) {
    throw new DomainError('ticket.reopen-too-late', 'the window for reopening is over: report it anew');
  }
  return redo(matter, 'reopened', context);
}

/** Whether the window in which a closed ticket may be reopened is over. */
export function isTooLate({ closedAt }: Ticket, { rules, now }: Context): boolean {
  if (closedAt === null) return false;
  return now > rules.reopenableUntil(closedAt);
}

import { endClock } from '@gridwhistle/clocks';
import { DomainError } from '@gridwhistle/kernel';
import { fact, type Fact } from './fact.js';
import { NOTHING, type Change, type Matter } from './matter.js';
import { isOpen, type Order } from './order.js';
import type { Context } from './rules.js';
import { ticketLifecycle, type Ticket } from './ticket.js';
import { voided } from './waiting.js';

/** A reporter withdraws: possible until a result is there; later the wish is refused. */
export function withdraw(matter: Matter, reporter: string, context: Context): Change {
  if (isWithdrawable(matter)) return leave(matter, reporter, context);
  const { ticket } = matter;
  const refused = fact('ticket.withdrawal-refused', { ticketId: ticket.id, reporter });
  return { ticket: { next: ticket, events: [refused] }, orders: [] };
}

/** Whether nobody has forwarded a result yet. */
export const isWithdrawable = ({ ticket, orders }: Matter): boolean =>
  ['reported', 'assigned', 'suspended'].includes(ticket.state) &&
  !orders.some(({ round, state }) => round === ticket.round && ['resolved', 'confirmed'].includes(state));

/** The matter goes on for those whose tickets were merged into it, and ends with the last of them. */
export function leave(matter: Matter, reporter: string, context: Context): Change {
  const { ticket } = matter;
  if (!ticket.reporters.includes(reporter)) return NOTHING;
  const reporters = ticket.reporters.filter((each) => each !== reporter);
  if (reporters.length === 0) return ended(matter, 'withdraw', [], context);
  const event = fact('ticket.reporter-left', { ticketId: ticket.id, reporter });
  return { ticket: { next: { ...ticket, reporters }, events: [event] }, orders: [] };
}

/**
 * Two reports of one matter (并案): this ticket ends with its orders, the other is handled for both reporters (rule 7).
 * @throws DomainError `merge.into-itself`, `merge.into-closed`, or when a result of this ticket is there already
 */
export function merge(matter: Matter, into: Ticket, context: Context): Change {
  const { id: ticketId } = matter.ticket;
  if (isOneMatter(matter.ticket, into)) {
    throw new DomainError('merge.into-itself', 'a ticket is not merged into itself, nor a whole and its part', [
      { field: 'into', message: 'would end with this ticket' },
    ]);
  }
  if (into.state === 'closed') throw new DomainError('merge.into-closed', 'the other ticket is closed');
  const merged = ended(matter, 'merge', [fact('ticket.merged', { ticketId, into: into.id })], context);
  const { next, events = [] } = merged.ticket ?? { next: matter.ticket };
  return { ...merged, ticket: { next: { ...next, mergedInto: into.id, ratedRound: 0 }, events } };
}

/** The ticket into which another was merged: it is handled for the reporters of both. Two parts have one whole behind them. */
export function joinedBy(into: Ticket, { id, partOf, reporters }: Ticket): Change {
  const isSibling = partOf !== null && partOf === into.partOf;
  const others = reporters.filter((each) => !isSibling || each !== id);
  return {
    ticket: { next: { ...into, reporters: [...new Set([...into.reporters, ...others])] }, events: [] },
    orders: [],
  };
}

/** A ticket and itself, or a whole and its part: where one of them ends, so does the other. */
const isOneMatter = (one: Ticket, other: Ticket): boolean =>
  one.id === other.id || one.partOf === other.id || other.partOf === one.id;

const ENDS = {
  withdraw: { outcome: 'withdrawn', by: 'withdrawal', reason: 'withdrawn' },
  merge: { outcome: 'merged', by: 'merge', reason: 'merged' },
} as const;

/** A ticket ends without a result, and everything that is open of it. */
function ended(matter: Matter, act: keyof typeof ENDS, before: readonly Fact[], context: Context): Change {
  const { ticket, orders } = matter;
  const { now, rules } = context;
  const { outcome, by, reason } = ENDS[act];
  const state = ticketLifecycle.next(ticket.state, act, matter);
  const clock = ticket.clock && endClock(ticket.clock, now, rules.calendar);
  const reviewClock = ticket.reviewClock && endClock(ticket.reviewClock, now, rules.calendar);
  const event = fact('ticket.closed', { ticketId: ticket.id, round: ticket.round, outcome, by });
  const next: Ticket = { ...ticket, state, clock, reviewClock, outcome, waitingFor: [], closedAt: now };
  return {
    ...toParts(next),
    ticket: { next, events: [...before, event] },
    orders: orders.filter(isOpenRoot).flatMap((order) => voided(matter, order, reason, context)),
  };
}

/** A part tells its whole that it is over; a whole its parts. */
function toParts({ id: ticketId, partOf, parts, outcome }: Ticket): Pick<Change, 'toParts'> {
  if (partOf !== null)
    return { toParts: fact('part.closed', { partId: ticketId, ticketId: partOf, outcome: outcome ?? 'withdrawn' }) };
  const open = parts?.open ?? [];
  return open.length > 0 ? { toParts: fact('split.ended', { ticketId, parts: [...open] }) } : {};
}

/** Open, and not ended along with the order it hangs on. */
export const isOpenRoot = (order: Order, _index: number, orders: readonly Order[]): boolean =>
  isOpen(order) && !orders.some((other) => other.id === order.parentId && isOpen(other));

import { dueAt, type Clock } from '@gridwhistle/clocks';
import { fact, type Decided, type Fact } from './fact.js';
import { dueText } from './issue.js';
import type { Change, Matter } from './matter.js';
import type { Order } from './order.js';
import { recounted, takenBack, type Outdated, type Recounted } from './recounted.js';
import { rungVoided } from './rung.js';
import type { Context } from './rules.js';
import { decided, named } from './step.js';
import type { Ticket } from './ticket.js';

/**
 * A notice has come, or office hours are others: the clocks of a matter that were counted with another calendar are
 * counted anew, and who is due at another moment says so once.
 */
export function recount(matter: Matter, outdated: readonly Outdated[], context: Context): Change {
  const anew = ({ id }: { id: string }, clock: Clock | null) => recounted(clock, outdated, id, context);
  const orders = matter.orders.flatMap((order) => {
    const [handling, accept] = [anew(order, order.handlingClock), anew(order, order.acceptClock)];
    return handling || accept ? [recountedOrder(order, { handling, accept }, context)] : [];
  });
  const { ticket } = matter;
  const clock = anew(ticket, ticket.clock);
  const ratingClock = anew(ticket, ticket.ratingClock);
  const dispatchClock = anew(ticket, ticket.dispatchClock);
  if (!clock && !ratingClock && !dispatchClock) return { orders };
  return { orders, ticket: recountedTicket(ticket, { clock, ratingClock, dispatchClock }, context) };
}

type OrderClock = 'handling' | 'accept';

function recountedOrder(
  order: Order,
  { handling, accept }: Record<OrderClock, Recounted | undefined>,
  context: Context,
): Decided<Order> {
  const { calendar } = context.rules;
  const ofHandling = withoutEarly(order, 'handling', handling, context);
  const ofAccept = withoutEarly(order, 'accept', accept, context);
  const [handlingClock, acceptClock] = [ofHandling.clock ?? order.handlingClock, ofAccept.clock ?? order.acceptClock];
  const due = dueAt(handlingClock, calendar);
  const next = { ...order, handlingClock, acceptClock };
  const voided = [...ofAccept.events, ...ofHandling.events];
  if (!due || !(handling?.isMoved || accept?.isMoved)) return decided(next, ...voided);
  const told = {
    acceptDueAt: dueText(acceptClock, calendar),
    dueAt: due.at.toISOString(),
    provisional: due.provisional,
  };
  return decided(next, fact('order.due-changed', { ...named(order), ...told }), ...voided);
}

function withoutEarly(
  order: Order,
  kind: OrderClock,
  moved: Recounted | undefined,
  context: Context,
): { clock?: Clock; events: Fact[] } {
  if (!moved) return { events: [] };
  const { clock, voided } = takenBack(moved, context.rules.stageClock(kind, order.severity).rungs, context);
  return { clock, events: voided.map((rung) => rungVoided(order, rung, clock.startedAt, kind)) };
}

/** A clock that stands says when it is due as it goes on; of the reporter's window and the time to be dispatched nobody was told. */
function recountedTicket(
  ticket: Ticket,
  { clock, ratingClock, dispatchClock }: Record<'clock' | 'ratingClock' | 'dispatchClock', Recounted | undefined>,
  { rules }: Context,
): Decided<Ticket> {
  const due = clock?.isMoved ? dueAt(clock.clock, rules.calendar) : null;
  const told = due && { ticketId: ticket.id, dueAt: due.at.toISOString(), provisional: due.provisional };
  const next = {
    ...ticket,
    clock: clock?.clock ?? ticket.clock,
    ratingClock: ratingClock?.clock ?? ticket.ratingClock,
    dispatchClock: dispatchClock?.clock ?? ticket.dispatchClock,
  };
  return { next, events: told ? [fact('ticket.due-changed', told)] : [] };
}

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
    const handling = anew(order, order.handlingClock);
    const accept = anew(order, order.acceptClock);
    const verification = anew(order, order.verificationClock);
    const isAny = handling ?? accept ?? verification;
    return isAny ? [recountedOrder(order, { handling, accept, verification }, context)] : [];
  });
  const { ticket } = matter;
  const moved = {
    clock: anew(ticket, ticket.clock),
    ratingClock: anew(ticket, ticket.ratingClock),
    dispatchClock: anew(ticket, ticket.dispatchClock),
    callBackClock: anew(ticket, ticket.callBackClock),
  };
  const isAny = Object.values(moved).some((one) => one !== undefined);
  return isAny ? { orders, ticket: recountedTicket(ticket, moved, context) } : { orders };
}

type OrderClock = 'handling' | 'accept' | 'verification';

/** Of the time to verify a result nobody was told but by its rungs. */
function recountedOrder(
  order: Order,
  { handling, accept, verification }: Record<OrderClock, Recounted | undefined>,
  context: Context,
): Decided<Order> {
  const { calendar } = context.rules;
  const ofHandling = withoutEarly(order, 'handling', handling, context);
  const ofAccept = withoutEarly(order, 'accept', accept, context);
  const ofVerification = withoutEarly(order, 'verification', verification, context);
  const [handlingClock, acceptClock] = [ofHandling.clock ?? order.handlingClock, ofAccept.clock ?? order.acceptClock];
  const due = dueAt(handlingClock, calendar);
  const verificationClock = ofVerification.clock ?? order.verificationClock;
  const next = { ...order, handlingClock, acceptClock, verificationClock };
  const voided = [...ofAccept.events, ...ofHandling.events, ...ofVerification.events];
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

type TicketClock = 'clock' | 'ratingClock' | 'dispatchClock' | 'callBackClock';

/** A clock that stands says when it is due as it goes on; of the reporter's window and of the times to dispatch and to call back nobody was told. */
function recountedTicket(
  ticket: Ticket,
  moved: Record<TicketClock, Recounted | undefined>,
  { rules }: Context,
): Decided<Ticket> {
  const due = moved.clock?.isMoved ? dueAt(moved.clock.clock, rules.calendar) : null;
  const told = due && { ticketId: ticket.id, dueAt: due.at.toISOString(), provisional: due.provisional };
  const next = {
    ...ticket,
    clock: moved.clock?.clock ?? ticket.clock,
    ratingClock: moved.ratingClock?.clock ?? ticket.ratingClock,
    dispatchClock: moved.dispatchClock?.clock ?? ticket.dispatchClock,
    callBackClock: moved.callBackClock?.clock ?? ticket.callBackClock,
  };
  return { next, events: told ? [fact('ticket.due-changed', told)] : [] };
}

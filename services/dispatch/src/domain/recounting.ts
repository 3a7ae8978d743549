import { dueAt, recountClock, voidRungs, type Clock } from '@gridwhistle/clocks';
import { fact, type Decided, type Fact } from './fact.js';
import { dueText } from './issue.js';
import type { Change, Matter } from './matter.js';
import type { Order } from './order.js';
import { rungVoided } from './rung.js';
import type { Context } from './rules.js';
import { decided, named } from './step.js';
import type { Ticket } from './ticket.js';

/** A clock that was counted by weekdays alone, and the due moment that was told. */
export interface Provisional {
  /** Id of the ticket or order. */
  readonly aggregateId: string;
  readonly kind: string;
  readonly dueAt: Date | null;
}

/**
 * A notice has come: the clocks of a matter that were counted by weekdays alone are counted anew (domain §3). Where the
 * calendar still does not know the year nothing changes; who has changed says so once.
 */
export function recount(matter: Matter, provisional: readonly Provisional[], context: Context): Change {
  const told = (id: string, kind: string) => provisional.find((each) => each.aggregateId === id && each.kind === kind);
  const orders = matter.orders.flatMap((order) => {
    const handling = moved(order.handlingClock, told(order.id, 'handling'), context);
    const accept = moved(order.acceptClock, told(order.id, 'accept'), context);
    return handling || accept ? [recountedOrder(order, { handling, accept }, context)] : [];
  });
  const { ticket } = matter;
  const clock = ticket.clock && moved(ticket.clock, told(ticket.id, 'handling'), context);
  const ratingClock = ticket.ratingClock && moved(ticket.ratingClock, told(ticket.id, 'rating-window'), context);
  const dispatchClock = ticket.dispatchClock && moved(ticket.dispatchClock, told(ticket.id, 'dispatch'), context);
  if (!clock && !ratingClock && !dispatchClock) return { orders };
  return { orders, ticket: recountedTicket(ticket, { clock, ratingClock, dispatchClock }, context) };
}

/** The clock counted anew; undefined where nobody sees a difference. */
function moved(clock: Clock, told: Provisional | undefined, { rules }: Context): Clock | undefined {
  if (!told || clock.state === 'ended') return undefined;
  const next = recountClock(clock, rules.calendar);
  const due = dueAt(next, rules.calendar);
  return due?.provisional && due.at.getTime() === told.dueAt?.getTime() ? undefined : next;
}

function recountedOrder(
  order: Order,
  { handling, accept }: Record<OrderClock, Clock | undefined>,
  context: Context,
): Decided<Order> {
  const { calendar } = context.rules;
  const ofHandling = takenBack(order, 'handling', handling, context);
  const ofAccept = takenBack(order, 'accept', accept, context);
  const [handlingClock, acceptClock] = [ofHandling.clock ?? order.handlingClock, ofAccept.clock ?? order.acceptClock];
  const due = dueAt(handlingClock, calendar);
  const next = { ...order, handlingClock, acceptClock };
  const voided = [...ofAccept.events, ...ofHandling.events];
  if (!due) return decided(next, ...voided);
  const told = {
    acceptDueAt: dueText(acceptClock, calendar),
    dueAt: due.at.toISOString(),
    provisional: due.provisional,
  };
  return decided(next, fact('order.due-changed', { ...named(order), ...told }), ...voided);
}

type OrderClock = 'handling' | 'accept';

/** What has fired before the moment that is known now is void, as the clock was longer all the time; it fires when that comes. */
function takenBack(
  order: Order,
  kind: OrderClock,
  moved: Clock | undefined,
  { rules, now }: Context,
): { clock?: Clock; events: Fact[] } {
  if (!moved) return { events: [] };
  const { rungs } = rules.stageClock(kind, order.severity);
  const { clock, voided } = voidRungs(rungs, moved, now, rules.calendar);
  return { clock, events: voided.map((rung) => rungVoided(order, rung, clock.startedAt, kind)) };
}

/** A clock that stands says when it is due as it goes on; of the reporter's window and the time to be dispatched nobody was told. */
function recountedTicket(
  ticket: Ticket,
  { clock, ratingClock, dispatchClock }: Partial<Pick<Ticket, 'clock' | 'ratingClock' | 'dispatchClock'>>,
  { rules }: Context,
): Decided<Ticket> {
  const due = clock && dueAt(clock, rules.calendar);
  const told = due && { ticketId: ticket.id, dueAt: due.at.toISOString(), provisional: due.provisional };
  const next = {
    ...ticket,
    clock: clock ?? ticket.clock,
    ratingClock: ratingClock ?? ticket.ratingClock,
    dispatchClock: dispatchClock ?? ticket.dispatchClock,
  };
  return { next, events: told ? [fact('ticket.due-changed', told)] : [] };
}

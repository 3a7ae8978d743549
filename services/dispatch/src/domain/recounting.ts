import { dueAt, recountClock, voidRungs, type Clock } from '@gridwhistle/clocks';
import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import type { Change, Matter } from './matter.js';
import type { Order } from './order.js';
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
  if (!clock && !ratingClock) return { orders };
  return { orders, ticket: recountedTicket(ticket, { clock, ratingClock }, context) };
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
  { handling = order.handlingClock, accept = order.acceptClock }: { handling?: Clock; accept?: Clock },
  context: Context,
): Decided<Order> {
  const { rules, now } = context;
  const { calendar } = rules;
  // What has fired before the moment that is known now may fire again when that comes.
  const anew = (kind: 'handling' | 'accept', clock: Clock): Clock =>
    voidRungs(rules.stageClock(kind, order.severity).rungs, clock, now, calendar).clock;
  const [handlingClock, acceptClock] = [anew('handling', handling), anew('accept', accept)];
  const due = dueAt(handlingClock, calendar);
  const next = { ...order, handlingClock, acceptClock };
  if (!due) return decided(next);
  const told = {
    acceptDueAt: dueText(acceptClock, calendar),
    dueAt: due.at.toISOString(),
    provisional: due.provisional,
  };
  return decided(next, fact('order.due-changed', { ...named(order), ...told }));
}

/** A clock that stands says when it is due as it goes on; the reporter's window is no limit of anybody's. */
function recountedTicket(
  ticket: Ticket,
  { clock, ratingClock }: Partial<Pick<Ticket, 'clock' | 'ratingClock'>>,
  { rules }: Context,
): Decided<Ticket> {
  const due = clock && dueAt(clock, rules.calendar);
  const told = due && { ticketId: ticket.id, dueAt: due.at.toISOString(), provisional: due.provisional };
  const next = { ...ticket, clock: clock ?? ticket.clock, ratingClock: ratingClock ?? ticket.ratingClock };
  return { next, events: told ? [fact('ticket.due-changed', told)] : [] };
}

import type { Decided } from './fact.js';
import type { Order } from './order.js';
import type { Ticket } from './ticket.js';

/** A ticket with all its orders: what a decision sees and what one transaction locks. */
export interface Matter {
  readonly ticket: Ticket;
  readonly orders: readonly Order[];
}

/** What a decision changes; an aggregate stands in it at most once. */
export interface Change {
  readonly ticket?: Decided<Ticket>;
  readonly orders: readonly Decided<Order>[];
}

export const NOTHING: Change = { orders: [] };

export const othersOf = (matter: Matter, order: Order): Order[] => matter.orders.filter(({ id }) => id !== order.id);

/** The matter after a change. */
export function applied(matter: Matter, change: Change): Matter {
  const changed = new Map(change.orders.map(({ next }) => [next.id, next]));
  const kept = matter.orders.map((order) => changed.get(order.id) ?? order);
  const known = new Set(matter.orders.map(({ id }) => id));
  const added = change.orders.map(({ next }) => next).filter(({ id }) => !known.has(id));
  return { ticket: change.ticket?.next ?? matter.ticket, orders: [...kept, ...added] };
}

/** Whether the ticket's events come before those of its orders: it is assigned first, and resolved or closed last. */
export const ticketComesFirst = ({ ticket }: Change): boolean => ticket?.next.state === 'assigned';

import type { Extension } from './extension.js';
import type { Decided, Fact } from './fact.js';
import type { Order } from './order.js';
import type { Suspension } from './suspension.js';
import type { Ticket } from './ticket.js';

/** A ticket with all its orders, extensions and suspensions: what a decision sees and what one transaction locks. */
export interface Matter {
  readonly ticket: Ticket;
  readonly orders: readonly Order[];
  readonly extensions: readonly Extension[];
  readonly suspensions: readonly Suspension[];
}

/** What a decision changes; an aggregate stands in it at most once. */
export interface Change {
  readonly ticket?: Decided<Ticket>;
  readonly orders: readonly Decided<Order>[];
  readonly extensions?: readonly Decided<Extension>[];
  readonly suspensions?: readonly Decided<Suspension>[];
  /** What the ticket's whole, or its parts, are to hear: published beside, and taken up when it comes back. */
  readonly toParts?: Fact<'part.closed' | 'split.ended'>;
}

export const NOTHING: Change = { orders: [] };

export const othersOf = (matter: Matter, order: Order): Order[] => matter.orders.filter(({ id }) => id !== order.id);

/** The matter after a change. */
export function applied(matter: Matter, change: Change): Matter {
  return {
    ticket: change.ticket?.next ?? matter.ticket,
    orders: merged(matter.orders, change.orders),
    extensions: merged(matter.extensions, change.extensions ?? []),
    suspensions: merged(matter.suspensions, change.suspensions ?? []),
  };
}

function merged<T extends { readonly id: string }>(kept: readonly T[], changes: readonly Decided<T>[]): T[] {
  const changed = new Map(changes.map(({ next }) => [next.id, next]));
  const known = new Set(kept.map(({ id }) => id));
  const added = changes.map(({ next }) => next).filter(({ id }) => !known.has(id));
  return [...kept.map((each) => changed.get(each.id) ?? each), ...added];
}

/** Two changes of one decision: each aggregate as the second left it, with what happened to it in both. */
export function joined(first: Change, second: Change): Change {
  const [ticket] = both(decidedTicket(first), decidedTicket(second));
  return {
    ...first,
    ...second,
    ...(ticket ? { ticket } : {}),
    orders: both(first.orders, second.orders),
    extensions: both(first.extensions, second.extensions),
    suspensions: both(first.suspensions, second.suspensions),
  };
}

const decidedTicket = ({ ticket }: Change): Decided<Ticket>[] => (ticket ? [ticket] : []);

function both<T extends { readonly id: string }>(
  first: readonly Decided<T>[] = [],
  second: readonly Decided<T>[] = [],
): Decided<T>[] {
  const later = new Map(second.map((each) => [each.next.id, each]));
  const known = new Set(first.map(({ next }) => next.id));
  const followed = first.map((each) => {
    const after = later.get(each.next.id);
    return after ? { next: after.next, events: [...each.events, ...after.events] } : each;
  });
  return [...followed, ...second.filter(({ next }) => !known.has(next.id))];
}

/** Whether the ticket's events come before those of its orders: it is assigned first, and resolved or closed last. */
export const ticketComesFirst = ({ ticket }: Change): boolean => ticket?.next.state === 'assigned';

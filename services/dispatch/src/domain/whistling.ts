import { stopClock, voidRungs } from '@gridwhistle/clocks';
import { fact, type Decided } from './fact.js';
import { issue } from './issue.js';
import { applied, NOTHING, type Change, type Matter } from './matter.js';
import { isOpen, type Order } from './order.js';
import type { Context, UnitFacts } from './rules.js';
import { rungVoided } from './rung.js';
import { decided, named, step } from './step.js';
import { resume, voided } from './waiting.js';

/** An approved whistle as escalation announces it; `at` is when it was approved. */
export interface Whistle {
  readonly whistleId: string;
  readonly orderId: string;
  readonly township: string;
  /** The unit whose order waits, where that is not the township. */
  readonly askedBy?: string | undefined;
  readonly lead: string;
  readonly assists: readonly string[];
  readonly at: Date;
}

/** Issues a lead and assisting orders and lets the asking unit's own order wait, or refuses (domain §4, Whistle). */
export function whistle(matter: Matter, asked: Whistle, context: Context): Change {
  const reason = refusalOf(matter, asked, context);
  const order = matter.orders.find(({ id }) => id === asked.orderId);
  if (reason !== undefined || !order) return refuse(matter, asked.whistleId, reason ?? 'order-unknown');
  const waiting = wait(matter, order, asked, context);
  const units = [asked.lead, ...asked.assists]
    .map((code) => context.rules.unit(code))
    .filter((unit) => unit !== undefined);
  const start: Change = { orders: [waiting] };
  return units.reduce((change, unit) => withOrder(matter, change, unit, asked, context), start);
}

function withOrder(matter: Matter, change: Change, unit: UnitFacts, asked: Whistle, context: Context): Change {
  const { orders } = applied(matter, change);
  const role = unit.code === asked.lead ? 'lead' : 'assist';
  const parent = { parentId: asked.orderId, whistleId: asked.whistleId, verifier: asked.township };
  const next = issue(matter.ticket, orders, { unit, role, origin: 'whistle', ...parent }, context);
  return { orders: [...change.orders, next] };
}

/** The clock stops at the moment of the approval, whenever its event arrived; rungs that fired since then are void. */
function wait(matter: Matter, order: Order, { whistleId, at }: Whistle, context: Context): Decided<Order> {
  const { calendar } = context.rules;
  const { rungs } = context.rules.stageClock('handling', order.severity);
  const stopped = stopClock(order.handlingClock, at, calendar);
  const { clock: handlingClock, voided } = voidRungs(rungs, stopped, at, calendar);
  const next = { ...step(matter, order, 'wait', context), waitsFor: whistleId, hasWaited: true, handlingClock };
  const waiting = fact('order.waiting', { ...named(order), whistleId });
  return decided(next, waiting, ...voided.map((rung) => rungVoided(order, rung, at)));
}

function refusalOf({ ticket, orders }: Matter, asked: Whistle, { rules }: Context): string | undefined {
  const order = orders.find(({ id }) => id === asked.orderId);
  const names = [asked.lead, ...asked.assists];
  const units = names.map((code) => rules.unit(code));
  if (ticket.state !== 'assigned') return 'ticket-not-assigned';
  if (ticket.kind !== null && ticket.kind !== 'government') return 'not-government';
  if (!order) return 'order-unknown';
  const asker = asked.askedBy ?? asked.township;
  if (order.unit !== asker || order.role !== 'lead' || order.state !== 'accepted') return 'order-not-held';
  if (order.waitsFor !== null) return 'order-waiting';
  if (units.some((unit) => !unit || unit.kind === 'centre')) return 'unit-unknown';
  if (new Set([...names, asked.township]).size <= names.length) return 'unit-twice';
  return undefined;
}

/** A whistle that names a ticket's order in vain: escalation cancels it. */
function refuse({ ticket }: Matter, whistleId: string, reason: string): Change {
  const event = fact('ticket.whistle-refused', { ticketId: ticket.id, whistleId, reason });
  return { ticket: { next: ticket, events: [event] }, orders: [] };
}

/**
 * The whistle is over, completed or cancelled: what is still open of its orders ends with it, and the township's order
 * goes on from the moment at which it ended.
 */
export function endWhistle(matter: Matter, whistleId: string, at: Date, context: Context): Change {
  const open = matter.orders.filter((order) => order.whistleId === whistleId && isOpen(order));
  const ended = open.flatMap((order) => voided(matter, order, 'whistle-cancelled', context));
  const rest = applied(matter, { orders: ended });
  const waiting = rest.orders.find((order) => order.waitsFor === whistleId);
  if (!waiting) return ended.length > 0 ? { orders: ended } : NOTHING;
  return { orders: [...ended, resume(rest, waiting, at, context)] };
}

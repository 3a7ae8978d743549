import { stopClock } from '@gridwhistle/clocks';
import { DomainError, type MatterKind, type Outcome } from '@gridwhistle/kernel';
import { childOf } from './delegating.js';
import { fact, type Decided } from './fact.js';
import { issue } from './issue.js';
import { NOTHING, othersOf, type Change, type Matter } from './matter.js';
import { isOpen, type Order } from './order.js';
import type { Context } from './rules.js';
import { acted, decided, named, only, step } from './step.js';
import { isObjectable, ticketLifecycle, verifyingLead, type Ticket } from './ticket.js';
import { sentBack } from './waiting.js';

/** What verification may find: one of the three kinds of matter, or none at all. */
export type Mark = MatterKind | 'invalid';

/** Verification at the first order says whose matter it is (domain §4, Three kinds); ruling an objection says it anew. */
export function mark(matter: Matter, found: Mark, context: Context): Change {
  const act = matter.ticket.objection === 'raised' ? 'rule-objection' : 'mark';
  const state = ticketLifecycle.next(matter.ticket.state, act, matter);
  // Whoever rules an objection is of another unit than the order's.
  if (found === 'invalid') return markInvalid(matter, context, act === 'mark' ? context : {});
  const objection = act === 'rule-objection' ? 'ruled' : matter.ticket.objection;
  const lead = matter.orders.find(isInHand);
  const ticket = marked({ ...matter.ticket, state, objection }, found, lead);
  return { ticket, orders: found === 'shared' ? toCouncil(matter, lead, context) : [] };
}

/** Its holder works on it, or has forwarded its result. */
const isInHand = (order: Order): boolean => order.role === 'lead' && order.waitsFor === null && isOpen(order);

/** A finding of its own, which the verifier confirms or sends back like a result. */
function markInvalid(matter: Matter, context: Context, by: Pick<Context, 'person'>): Change {
  const order = verifyingLead(matter);
  if (!order) throw new DomainError('ticket.not-at-first-order', 'only verification, at the first order, finds that');
  const handlingClock = stopClock(order.handlingClock, context.now, context.rules.calendar);
  const moved = step(matter, order, 'mark-invalid', context);
  const next = { ...moved, handlingClock, outcome: 'invalid', resolvedAt: context.now } as const;
  const onTime = handlingClock.fellDueAt === null;
  return only(next, fact('order.resolved', { ...acted(order, by), onTime, proofs: 0 }));
}

function marked(ticket: Ticket, kind: MatterKind, lead: Order | undefined): Decided<Ticket> {
  const by = lead === undefined ? {} : { orderId: lead.id };
  return { next: { ...ticket, kind }, events: [fact('ticket.marked', { ticketId: ticket.id, kind, ...by })] };
}

/**
 * A shared matter is the council's: the order waits for it, answerable, and its holder verifies what the council did. A
 * result that was forwarded before the ruling is none of a shared matter: it is sent back.
 */
function toCouncil(matter: Matter, lead: Order | undefined, context: Context): Decided<Order>[] {
  if (!lead) throw new DomainError('conflict', 'nobody holds the matter who could give it to the council');
  const council = context.rules.council(lead.area);
  if (!council) {
    throw new DomainError('council.none', 'no council answers for this area', [
      { field: 'as', message: 'needs a council of the area or of one above it' },
    ]);
  }
  const { next: order, events } = lead.state === 'resolved' ? sentBack(matter, lead, context) : decided(lead);
  const childId = context.newId();
  const parent = { ...step(matter, order, 'delegate', context), waitsFor: childId, hasWaited: true };
  const job = { unit: council, role: order.role, origin: 'council', ...childOf(order), id: childId } as const;
  const child = issue(matter.ticket, [...othersOf(matter, order), parent], job, context);
  const delegated = fact('order.delegated', { ...named(order), childId, toUnit: council.code });
  return [decided(parent, ...events, delegated), child];
}

/** What a council hands back is a government matter. */
export function handedBack({ ticket }: Matter, order: Order): Pick<Change, 'ticket'> {
  return order.origin === 'council' ? { ticket: marked(ticket, 'government', order) } : {};
}

/** A private matter ends as self-help, whatever was done; any other is solved unless its holder says otherwise. */
export function outcomeOf({ kind }: Pick<Ticket, 'kind'>, asked: Outcome | undefined): Outcome {
  if (kind !== 'private') return asked ?? 'solved';
  if (asked === undefined || asked === 'self-help') return 'self-help';
  throw new DomainError('input.invalid', 'a private matter ends as self-help', [
    { field: 'outcome', message: 'is self-help, or left out, for a private matter' },
  ]);
}

/** The reporter of a private matter does not agree: the dispatching unit rules. Said too late or twice it changes nothing. */
export function object(matter: Matter, _context: Context): Change {
  const { ticket } = matter;
  if (!isObjectable(matter)) return NOTHING;
  const state = ticketLifecycle.next(ticket.state, 'object', matter);
  const event = fact('ticket.objected', { ticketId: ticket.id, dispatcher: rulerOfObjection(matter) });
  return { ticket: { next: { ...ticket, state, objection: 'raised' }, events: [event] }, orders: [] };
}

/** The dispatching unit; where it holds the order itself, whoever verifies that. */
export function rulerOfObjection({ ticket, orders }: Matter): string {
  const lead = orders.findLast(({ role, round }) => role === 'lead' && round === ticket.round);
  return lead?.unit === ticket.dispatcher ? lead.verifier : ticket.dispatcher;
}

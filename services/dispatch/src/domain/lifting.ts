import { fact, type Decided } from './fact.js';
import { issue } from './issue.js';
import { applied, NOTHING, type Change, type Matter } from './matter.js';
import { isWorkingLead, type Order } from './order.js';
import type { Context, UnitFacts } from './rules.js';
import { acted, decided, finish } from './step.js';
import { hangingOn } from './waiting.js';

export type HardReason = 'redos' | 'returns';

/** A hard case goes one tier up, once (rule 10); where nobody stands above, or others are at work, it is only marked. */
export function declareHard(matter: Matter, reason: HardReason, context: Context): Change {
  const { ticket } = matter;
  if (ticket.isHard || ticket.state === 'closed') return NOTHING;
  const lead = liftable(matter);
  const above = lead && aboveOf(lead, context);
  const whose = lead ? { orderId: lead.id, unit: lead.unit } : {};
  const toUnit = above ? { toUnit: above.code } : {};
  const event = fact('ticket.hardened', { ticketId: ticket.id, reason, ...whose, ...toUnit });
  return {
    ticket: { next: { ...ticket, isHard: true }, events: [event] },
    orders: lead && above ? lifted(matter, lead, above, context) : [],
  };
}

/** The profile has what is late raised: only while the order is still the one that is late, and somebody stands above. */
export function raiseDemanded(matter: Matter, orderId: string, context: Context): Change {
  const lead = liftable(matter);
  const above = lead && aboveOf(lead, context);
  return lead && above && lead.id === orderId ? { orders: lifted(matter, lead, above, context) } : NOTHING;
}

/** The lead that stands for the whole ticket: worked on, or given back; none while it waits for others. */
function liftable({ ticket, orders }: Matter): Order | undefined {
  const { kind, state } = ticket;
  if (state !== 'assigned' || (kind !== null && kind !== 'government')) return undefined;
  return orders.find(
    (order) =>
      (isWorkingLead(order) || (order.role === 'lead' && order.state === 'returned')) &&
      order.parentId === null &&
      order.whistleId === null,
  );
}

/** Whoever received a return does not handle it (rule 1): then it goes to the unit above that one. */
function aboveOf({ unit, state, dispatcher }: Order, { rules }: Context): UnitFacts | undefined {
  const above = rules.unitAbove(unit);
  return state === 'returned' && above?.code === dispatcher ? rules.unitAbove(dispatcher) : above;
}

function lifted(matter: Matter, order: Order, above: UnitFacts, context: Context): Decided<Order>[] {
  const gone = finish(matter, order, 'lift', context);
  return handedTo(
    matter,
    above,
    order,
    [raisedTo(above, order, gone, {}), ...hangingOn(matter, order, context)],
    context,
  );
}

/** An order that ended because the matter went up, by a person of its holder or by a rule. */
export function raisedTo(
  above: UnitFacts,
  order: Order,
  next: ReturnType<typeof finish>,
  by: Pick<Context, 'person'>,
): Decided<Order> {
  const onTime = next.handlingClock.met;
  return decided(next, fact('order.raised', { ...acted(order, by), toUnit: above.code, onTime }));
}

/** What ended, and the order of the unit above. */
export function handedTo(
  matter: Matter,
  unit: UnitFacts,
  { role }: Order,
  ended: readonly Decided<Order>[],
  context: Context,
): Decided<Order>[] {
  const { orders } = applied(matter, { orders: ended });
  return [...ended, issue(matter.ticket, orders, { unit, role, origin: 'raise' }, context)];
}

/** How often the matter came back since a lead took it (rule 10). */
export function returnsInARow(orders: readonly Order[]): number {
  const leads = orders.filter(({ role, parentId }) => role === 'lead' && parentId === null).reverse();
  const taken = leads.findIndex(({ returns, state }) => returns === 0 || !NOT_TAKEN.includes(state));
  return leads.slice(0, taken < 0 ? leads.length : taken).reduce((sum, { returns }) => sum + returns, 0);
}

const NOT_TAKEN: readonly string[] = ['issued', 'returned', 'cancelled'];

import { dueAt, extendClock, keepRungs, voidRungs, type Clock, type Limit } from '@gridwhistle/clocks';
import { extensionLifecycle, isPending, type Extension, type ExtensionAct } from './extension.js';
import { fact, type Decided } from './fact.js';
import { dueText } from './issue.js';
import { othersOf, type Change, type Matter } from './matter.js';
import { assistsOf, isOpen, waitsForAWhistle, type Order } from './order.js';
import type { Context } from './rules.js';
import { rungVoided } from './rung.js';
import { decided, named } from './step.js';
import type { Ticket } from './ticket.js';
import { parentThatWaits } from './waiting.js';

/** The holder asks for more time: at most the original limit each time, and before it has passed (rule 4). */
export function requestExtension(matter: Matter, order: Order, extra: Limit, context: Context): Change {
  const { id: orderId, ticketId, unit } = order;
  const asked = {
    id: context.newId(),
    ticketId,
    orderId,
    unit,
    extra,
    askedAt: context.now,
    state: 'requested',
  } as const;
  const state = next(matter, order, { ...asked }, null, 'request', context);
  const event = fact('extension.requested', { ...ids(asked), amount: extra.amount, measure: extra.unit });
  return { orders: [], extensions: [{ next: { ...asked, state }, events: [event] }] };
}

/** The verifier agrees. Where the profile asks for two approvals, the centre rules what the verifier has endorsed. */
export function approveExtension(matter: Matter, extension: Extension, context: Context): Change {
  const order = orderOf(matter, extension);
  if (needsAnother(extension, order, context)) {
    const state = next(matter, order, extension, extension.state, 'endorse', context);
    const endorsed = { next: { ...extension, state }, events: [fact('extension.endorsed', ids(extension))] };
    return { orders: [], extensions: [endorsed] };
  }
  const state = next(matter, order, extension, extension.state, 'approve', context);
  const approved = { next: { ...extension, state }, events: [fact('extension.approved', ids(extension))] };
  const longer = extended(order, extension, context);
  return { orders: [longer], extensions: [approved], ...extendedTicket(matter, order, extension, context) };
}

export function refuseExtension(matter: Matter, extension: Extension, context: Context): Change {
  const state = next(matter, orderOf(matter, extension), extension, extension.state, 'refuse', context);
  const refused = { next: { ...extension, state }, events: [fact('extension.refused', ids(extension))] };
  return { orders: [], extensions: [refused] };
}

/** Rule 2: with an order that ends, or has forwarded its result, its pending extension is void. */
export function voidEndedExtensions(matter: Matter, change: Change, context: Context): Change {
  const ended = new Set(change.orders.filter(({ next: order }) => isDone(order)).map(({ next: order }) => order.id));
  const pending = matter.extensions.filter((each) => isPending(each) && ended.has(each.orderId));
  if (pending.length === 0) return change;
  const voided = pending.map((each) => {
    const state = next(matter, orderOf(matter, each), each, each.state, 'void', context);
    return { next: { ...each, state }, events: [fact('extension.voided', ids(each))] };
  });
  return { ...change, extensions: [...(change.extensions ?? []), ...voided] };
}

function next(
  matter: Matter,
  order: Order,
  extension: Extension,
  from: Extension['state'] | null,
  act: ExtensionAct,
  context: Context,
) {
  const others = matter.extensions.filter(({ id, orderId }) => orderId === order.id && id !== extension.id);
  return extensionLifecycle.next(from, act, { extension, order, others, over: overOf(matter, order), context });
}

/** Whose remainder it has: the lead that it assists, or whoever delegated it. */
const overOf = (matter: Matter, order: Order): Order | undefined =>
  leadOf(matter, order) ?? parentThatWaits(matter, order);

const leadOf = ({ orders }: Matter, assist: Order): Order | undefined =>
  orders.find((lead) => isOpen(lead) && (assistsOf(lead, [assist]).length > 0 || leadsWhistle(lead, assist)));

const leadsWhistle = (lead: Order, assist: Order): boolean =>
  assist.role === 'assist' && assist.whistleId !== null && lead.role === 'lead' && lead.whistleId === assist.whistleId;

const isDone = (order: Order): boolean => order.state === 'resolved' || !isOpen(order);

const needsAnother = ({ state }: Extension, { verifier }: Order, { rules }: Context): boolean =>
  rules.extensions.twoSteps && state === 'requested' && rules.unit(verifier)?.kind !== 'centre';

/**
 * The time counts from when it was asked for: what fired since then, and the longer clock has not come to, is void, and
 * fires when it does. What had fired before was right, and fires no second time.
 */
function extended(order: Order, { extra, askedAt }: Extension, context: Context): Decided<Order> {
  const { calendar } = context.rules;
  const { rungs } = context.rules.stageClock('handling', order.severity);
  const kept = keepRungs(rungs, order.handlingClock, askedAt, calendar);
  const longer = extendClock(kept, extra, askedAt, calendar);
  const { clock: handlingClock, voided } = voidRungs(rungs, longer, context.now, calendar);
  const event = fact('order.extended', { ...named(order), ...due(handlingClock, context) });
  return decided({ ...order, handlingClock }, event, ...voided.map((rung) => rungVoided(order, rung, askedAt)));
}

/** Rule 9: an extension of the working lead order moves the ticket's due moment too. */
function extendedTicket(matter: Matter, order: Order, { extra, askedAt }: Extension, context: Context) {
  const { ticket } = matter;
  if (!answersForTicket(order, matter) || ticket.clock === null) return {};
  const clock = extendClock(ticket.clock, extra, askedAt, context.rules.calendar);
  const event = fact('ticket.extended', { ticketId: ticket.id, ...due(clock, context) });
  return { ticket: { next: { ...ticket, clock }, events: [event] } satisfies Decided<Ticket> };
}

/** The working lead; where it delegated, that one, which stays answerable. */
const answersForTicket = (order: Order, matter: Matter): boolean =>
  order.role === 'lead' &&
  !isDone(order) &&
  !parentThatWaits(matter, order) &&
  !waitsForAWhistle(order, othersOf(matter, order));

function due(clock: Clock, { rules }: Context): { dueAt: string; provisional: boolean } {
  return { dueAt: dueText(clock, rules.calendar), provisional: dueAt(clock, rules.calendar)?.provisional ?? false };
}

const ids = ({
  id: extensionId,
  orderId,
  ticketId,
  unit,
}: Pick<Extension, 'id' | 'orderId' | 'ticketId' | 'unit'>) => ({
  extensionId,
  orderId,
  ticketId,
  unit,
});

function orderOf(matter: Matter, { orderId }: Extension): Order {
  const order = matter.orders.find(({ id }) => id === orderId);
  if (!order) throw new Error(`extension of an order ${orderId} that is not there`);
  return order;
}

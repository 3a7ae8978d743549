import { dueAt } from '@gridwhistle/clocks';
import type { ExtensionView, SuspensionView } from '@gridwhistle/contracts';
import type { Profile } from '@gridwhistle/registry';
import type { OrderResult, OrderView, ReasonView, RoutingView, TicketView } from './answers.js';
import { actsOf } from './domain/order-lifecycle.js';
import type { Matter } from './domain/matter.js';
import { inTime, type Order } from './domain/order.js';
import type { Routed } from './domain/routing.js';
import { actsOfTicket } from './domain/ticket.js';
import type { Stored, Version } from './matter.changes.js';
import type { NoteRow, ProofRow } from './note.store.js';

const text = (at: Date | undefined): string | undefined => at?.toISOString();

/** Leaves out what is not known: JSON shows no null. */
export function present<T extends object>(view: { [K in keyof T]: T[K] | null | undefined }): T {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined && value !== null)) as T;
}

/** `matter` is the one that the order belongs to. */
export function orderViewOf(order: Order, matter: Matter, version: Version, rules: Profile): OrderView {
  const due = dueAt(order.handlingClock, rules.calendar);
  return present<OrderView>({
    id: order.id,
    ticketId: order.ticketId,
    unit: order.unit,
    assignee: order.assignee,
    role: order.role,
    tier: order.tier,
    origin: order.origin,
    state: order.state,
    waiting: order.waitsFor !== null,
    whistleId: order.whistleId,
    parentId: order.parentId,
    verifier: order.verifier,
    dispatcher: order.dispatcher,
    category: order.category,
    severity: order.severity,
    area: order.area,
    grid: order.grid,
    round: order.round,
    acceptDueAt: text(dueAt(order.acceptClock, rules.calendar)?.at),
    dueAt: text(due?.at),
    verificationDueAt: text((order.verificationClock && dueAt(order.verificationClock, rules.calendar))?.at),
    provisional: due?.provisional ?? false,
    onTime: inTime(order),
    acceptedOnTime: order.state === 'issued' ? undefined : order.acceptClock.met,
    returns: order.returns,
    objection: order.objection,
    acts: matter.ticket.state === 'suspended' ? [] : actsOf(order, matter.orders, rules),
    sequence: version.sequence,
    issuedAt: order.issuedAt.toISOString(),
    updatedAt: version.updatedAt.toISOString(),
  });
}

export function ticketViewOf({ matter, versions }: Stored, rules: Profile): TicketView {
  const { ticket, orders } = matter;
  const version = versionOf(versions, ticket.id);
  const due = ticket.clock && dueAt(ticket.clock, rules.calendar);
  const review = ticket.state === 'suspended' && ticket.reviewClock ? dueAt(ticket.reviewClock, rules.calendar) : null;
  const rating = ticket.state === 'resolved' && ticket.ratingClock ? dueAt(ticket.ratingClock, rules.calendar) : null;
  return present<TicketView>({
    id: ticket.id,
    state: ticket.state,
    severity: ticket.severity,
    channel: ticket.channel,
    category: ticket.category,
    condition: ticket.condition,
    grid: ticket.grid,
    area: ticket.area,
    dispatcher: ticket.dispatcher,
    waitingFor: [...ticket.waitingFor],
    round: ticket.round,
    outcome: ticket.outcome,
    dueAt: text(due?.at),
    provisional: due?.provisional,
    onTime: ticket.clock?.met,
    kind: ticket.kind,
    objection: ticket.objection,
    mergedInto: ticket.mergedInto,
    partOf: ticket.partOf,
    partsOpen: ticket.parts && [...ticket.parts.open],
    suspendedUntil: text(review?.at),
    ratingUntil: text(rating?.at),
    rule: ticket.rule,
    routing: ticket.routing && routingViewOf(ticket.routing),
    orders: orders.map((order) => orderViewOf(order, matter, versionOf(versions, order.id), rules)),
    acts: actsOfTicket(matter),
    sequence: version.sequence,
    openedAt: ticket.openedAt.toISOString(),
    updatedAt: version.updatedAt.toISOString(),
  });
}

function routingViewOf({ asked, inform = [], ...answer }: Routed): RoutingView {
  const looked = { at: asked.at, wordLists: [...(asked.wordLists ?? [])] };
  return present<RoutingView>({ ...answer, inform: [...inform], ...looked });
}

export function extensionViewOf({ matter, versions }: Stored, id: string, rules: Profile): ExtensionView {
  const extension = matter.extensions.find((each) => each.id === id);
  if (!extension) throw new Error(`extension ${id} is not there`);
  const { orderId, ticketId, unit, state, extra, askedAt } = extension;
  const order = matter.orders.find((each) => each.id === orderId);
  return present<ExtensionView>({
    ...{ id, orderId, ticketId, unit, state },
    amount: extra.amount,
    measure: extra.unit,
    askedAt: askedAt.toISOString(),
    dueAt: text(order && dueAt(order.handlingClock, rules.calendar)?.at),
    sequence: versionOf(versions, id).sequence,
  });
}

export function suspensionViewOf({ matter, versions }: Stored, id: string): SuspensionView {
  const suspension = matter.suspensions.find((each) => each.id === id);
  if (!suspension) throw new Error(`suspension ${id} is not there`);
  const { orderId, ticketId, unit, state, until, askedAt } = suspension;
  const times = { until: until.toISOString(), askedAt: askedAt.toISOString() };
  return { id, orderId, ticketId, unit, state, ...times, sequence: versionOf(versions, id).sequence };
}

export function versionOf(versions: Stored['versions'], id: string): Version {
  const version = versions.get(id);
  if (!version) throw new Error(`${id} has no version`);
  return version;
}

type ProofPlace = Pick<ProofRow, 'n' | 'noteId' | 'mediaType'>;

/** The words of an order from its notes, oldest first. */
export function resultOf(order: Order, notes: readonly NoteRow[], proofs: readonly ProofPlace[]): OrderResult {
  const last = notes.findLast(({ act }) => act === 'resolve');
  const shown = new Set(notes.filter((note) => note === last || note.act === 'return').map(({ id }) => id));
  const path = `/api/v1/orders/${order.id}/result/proof`;
  return present<OrderResult>({
    orderId: order.id,
    ticketId: order.ticketId,
    unit: order.unit,
    state: order.state,
    result: last?.words,
    outcome: last && order.outcome,
    at: text(last?.at),
    proof: proofs
      .filter(({ noteId }) => shown.has(noteId))
      .map(({ n, mediaType }) => ({ n, mediaType, url: `${path}/${n}` })),
    progress: notes
      .filter(({ act }) => act === 'progress')
      .map(({ at, words }) => ({ at: at.toISOString(), text: words })),
    reasons: notes.filter(({ act }) => !['progress', 'resolve'].includes(act)).map(reasonOf),
  });
}

const reasonOf = ({ at, act, words }: NoteRow): ReasonView => ({ at: at.toISOString(), act, text: words });

import type { LedgerOrder } from '../domain/ledger-order.js';
import type { LedgerTicket } from '../domain/ledger-ticket.js';
import type { LedgerEvent } from './ledger.store.js';
import type { HolderView, LedgerCaseView, LedgerOrderView, LedgerTicketView, TimelineEntry } from './ledger.views.js';

export function orderView(order: LedgerOrder): LedgerOrderView {
  return { ...(asJson(order) as unknown as Omit<LedgerOrderView, 'acts'>), acts: [] };
}

/** `orders`: at least the lead orders of this ticket. */
export function ticketView(ticket: LedgerTicket, orders: readonly LedgerOrder[]): LedgerTicketView {
  const holder = holderOf(orders.filter(({ ticketId }) => ticketId === ticket.id));
  return { ...(asJson(ticket) as unknown as LedgerTicketView), ...(holder ? { holder } : {}) };
}

export function caseView(ticket: LedgerTicket, orders: readonly LedgerOrder[]): LedgerCaseView {
  return { ...ticketView(ticket, orders), orders: orders.map(orderView), acts: [] };
}

export function entryOf(row: LedgerEvent): TimelineEntry {
  const { at, event, unit, entity, aggregateId, sequence, ticketId, data } = row;
  return {
    at: at.toISOString(),
    event,
    ...(unit === 'none' ? {} : { unit }),
    entity,
    id: aggregateId,
    sequence,
    ...(ticketId === null ? {} : { ticketId }),
    detail: data,
  };
}

const ENDED = ['raised', 'cancelled', 'confirmed'];

/** The newest lead order that is not over and waits for nobody; when all are over, the one that was confirmed last. */
function holderOf(orders: readonly LedgerOrder[]): HolderView | undefined {
  const leads = orders
    .filter(({ role, waiting }) => role === 'lead' && !waiting)
    .sort((a, b) => (a.id < b.id ? 1 : -1));
  const lead = leads.find(({ state }) => !ENDED.includes(state)) ?? leads.find(({ state }) => state === 'confirmed');
  return lead && { orderId: lead.id, unit: lead.unit, tier: lead.tier, state: lead.state };
}

/** A row as its JSON: times as text, nothing for what is not known. */
function asJson(row: object): Record<string, unknown> {
  const entries = Object.entries(row).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, value instanceof Date ? value.toISOString() : value]));
}

import type { Clock, LimitUnit } from '@gridwhistle/clocks';
import type { ClockRow } from '@gridwhistle/messaging';
import { EntitySchema } from 'typeorm';
import type { Extension } from './domain/extension.js';
import type { Order } from './domain/order.js';
import type { Suspension } from './domain/suspension.js';
import type { Ticket } from './domain/ticket.js';

interface Stored {
  /** Sequence of its last event: its version. */
  sequence: number;
  updatedAt: Date;
}

/** Clocks are stored beside, in the table `clock`. */
export type TicketRow = Omit<Ticket, 'clock' | 'dispatchClock' | 'reviewClock' | 'ratingClock' | 'callBackClock'> &
  Stored;
export type OrderRow = Omit<Order, 'acceptClock' | 'handlingClock' | 'verificationClock'> & Stored;
export type SuspensionRow = Suspension & Stored;
export type ExtensionRow = Omit<Extension, 'extra'> & Stored & { amount: number; measure: LimitUnit };

export const TicketEntity = new EntitySchema<TicketRow>({
  name: 'ticket',
  columns: {
    id: { type: 'uuid', primary: true },
    state: { type: 'text' },
    severity: { type: 'text' },
    channel: { type: 'text' },
    category: { type: 'text', nullable: true },
    condition: { type: 'text', nullable: true },
    grid: { type: 'text', nullable: true },
    area: { type: 'text', nullable: true },
    dispatcher: { type: 'text' },
    waitingFor: { type: 'text', array: true, name: 'waiting_for' },
    rule: { type: 'text', nullable: true },
    routing: { type: 'jsonb', nullable: true },
    kind: { type: 'text', nullable: true },
    objection: { type: 'text', nullable: true },
    isHard: { type: 'boolean', name: 'is_hard' },
    round: { type: 'smallint' },
    outcome: { type: 'text', nullable: true },
    ratedRound: { type: 'smallint', name: 'rated_round' },
    openedAt: { type: 'timestamptz', name: 'opened_at' },
    closedAt: { type: 'timestamptz', name: 'closed_at', nullable: true },
    mergedInto: { type: 'uuid', name: 'merged_into', nullable: true },
    reporters: { type: 'uuid', array: true },
    reportedBy: { type: 'text', name: 'reported_by', nullable: true },
    partOf: { type: 'uuid', name: 'part_of', nullable: true },
    parts: { type: 'jsonb', nullable: true },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    sequence: { type: 'int' },
  },
});

export const OrderEntity = new EntitySchema<OrderRow>({
  name: 'orders',
  columns: {
    id: { type: 'uuid', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    unit: { type: 'text' },
    assignee: { type: 'text', nullable: true },
    tier: { type: 'text' },
    role: { type: 'text' },
    origin: { type: 'text' },
    state: { type: 'text' },
    verifier: { type: 'text' },
    dispatcher: { type: 'text' },
    category: { type: 'text' },
    severity: { type: 'text' },
    area: { type: 'text' },
    grid: { type: 'text' },
    round: { type: 'smallint' },
    parentId: { type: 'uuid', name: 'parent_id', nullable: true },
    whistleId: { type: 'uuid', name: 'whistle_id', nullable: true },
    waitsFor: { type: 'uuid', name: 'waits_for', nullable: true },
    hasWaited: { type: 'boolean', name: 'has_waited' },
    returns: { type: 'smallint' },
    returnRuledBy: { type: 'text', name: 'return_ruled_by', nullable: true },
    objection: { type: 'text', nullable: true },
    outcome: { type: 'text', nullable: true },
    issuedAt: { type: 'timestamptz', name: 'issued_at' },
    resolvedAt: { type: 'timestamptz', name: 'resolved_at', nullable: true },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    sequence: { type: 'int' },
  },
});

export const ExtensionEntity = new EntitySchema<ExtensionRow>({
  name: 'extension',
  columns: {
    id: { type: 'uuid', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    orderId: { type: 'uuid', name: 'order_id' },
    unit: { type: 'text' },
    state: { type: 'text' },
    amount: { type: 'float8' },
    measure: { type: 'text' },
    askedAt: { type: 'timestamptz', name: 'asked_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    sequence: { type: 'int' },
  },
});

export const SuspensionEntity = new EntitySchema<SuspensionRow>({
  name: 'suspension',
  columns: {
    id: { type: 'uuid', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    orderId: { type: 'uuid', name: 'order_id' },
    unit: { type: 'text' },
    state: { type: 'text' },
    until: { type: 'timestamptz' },
    askedAt: { type: 'timestamptz', name: 'asked_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    sequence: { type: 'int' },
  },
});

/** The clocks of one aggregate by their kind. */
export type ClocksByKind = ReadonlyMap<string, ClockRow>;

export function ticketOf({ sequence: _sequence, updatedAt: _at, ...row }: TicketRow, clocks: ClocksByKind): Ticket {
  const clock = (kind: string): Clock | null => clocks.get(kind)?.clock ?? null;
  return {
    ...row,
    clock: clock('handling'),
    dispatchClock: clock('dispatch'),
    reviewClock: clock('review'),
    ratingClock: clock('rating-window'),
    callBackClock: clock('call-back'),
  };
}

export function orderOf({ sequence: _sequence, updatedAt: _at, ...row }: OrderRow, clocks: ClocksByKind): Order {
  const clock = (kind: string): Clock => {
    const found = clocks.get(kind);
    if (!found) throw new Error(`order ${row.id} has no ${kind} clock`);
    return found.clock;
  };
  return {
    ...row,
    acceptClock: clock('accept'),
    handlingClock: clock('handling'),
    verificationClock: clocks.get('verification')?.clock ?? null,
  };
}

export function ticketRowOf(ticket: Ticket, stored: Stored): TicketRow {
  const { clock: _clock, dispatchClock: _dispatch, reviewClock: _review, ratingClock: _rating, ...rest } = ticket;
  const { callBackClock: _callBack, ...row } = rest;
  return { ...row, ...stored };
}

export function orderRowOf(
  { acceptClock: _accept, handlingClock: _handling, verificationClock: _verification, ...order }: Order,
  stored: Stored,
): OrderRow {
  return { ...order, ...stored };
}

export function extensionOf({ sequence: _sequence, updatedAt: _at, amount, measure, ...row }: ExtensionRow): Extension {
  return { ...row, extra: { amount, unit: measure } };
}

export function extensionRowOf({ extra, ...extension }: Extension, stored: Stored): ExtensionRow {
  return { ...extension, amount: extra.amount, measure: extra.unit, ...stored };
}

export const suspensionOf = ({ sequence: _sequence, updatedAt: _at, ...suspension }: SuspensionRow): Suspension =>
  suspension;

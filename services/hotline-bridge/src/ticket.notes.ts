import {
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketDueChanged,
  TicketExtended,
  TicketMerged,
  TicketReopened,
  TicketResolved,
  TicketSuspended,
  TicketWithdrawalRefused,
} from '@gridwhistle/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  acceptedOf,
  closedOf,
  continuedOf,
  extendedOf,
  mergedOf,
  ofOther,
  reopenedOf,
  resultOf,
  suspendedOf,
  type Owed,
} from './domain/owed.js';
import { hasLeftParts } from './domain/following.js';
import { HotlineOrderStore, type HotlineOrderRow } from './hotline-order.store.js';
import { OutgoingNotes } from './outgoing.notes.js';

export const OF_TICKETS = [
  TicketAssigned,
  TicketExtended,
  TicketDueChanged,
  TicketSuspended,
  TicketContinued,
  TicketResolved,
  TicketReopened,
  TicketMerged,
  TicketWithdrawalRefused,
  TicketClosed,
] as const;
export type OfTicket = InstanceType<(typeof OF_TICKETS)[number]>;

/** What a ticket's owner told, and when. */
export interface TicketTold {
  readonly tx: EntityManager;
  readonly event: OfTicket;
  readonly sequence: number;
  readonly at: Date;
}

interface Note {
  change: Partial<HotlineOrderRow>;
  /** Undefined where the hotline is told nothing. */
  owed: Owed | undefined;
}

/** Notes at an order what happened to its ticket, and what 12345 is owed for it. */
@Injectable()
export class TicketNotes {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly notes: OutgoingNotes,
  ) {}

  /** `order` follows what is noted; its row is locked. */
  async note(order: HotlineOrderRow, told: TicketTold): Promise<void> {
    const { owed } = await this.follow(order, told);
    if (!owed) return;
    const isOwn = order.ticketId === told.event.ticketId;
    await this.notes.owe(isOwn ? owed : ofOther(owed, told.event.ticketId), order.ticketId, told);
  }

  /** The order is where the ticket is, and the hotline is told nothing of it. */
  async follow(order: HotlineOrderRow, told: TicketTold): Promise<Note> {
    const note = noteOf(told, order);
    await this.orders.update(told.tx, order.ticketId, note.change);
    Object.assign(order, note.change);
    return note;
  }
}

function noteOf({ event, sequence, at }: TicketTold, order: HotlineOrderRow): Note {
  if (hasEndedBefore(event, order)) {
    return { change: { mergedWhole: null, mergedAt: at, mergedSequence: null }, owed: undefined };
  }
  if (event instanceof TicketWithdrawalRefused) return noteOfRefusal(event, order);
  if (event instanceof TicketMerged) {
    const change = { mergedInto: event.into, mergedWhole: null, mergedAt: at, mergedSequence: null };
    // It is told once: the ticket that it was merged into may be merged itself.
    return { change, owed: event.ticketId === order.ticketId ? mergedOf(event, order.round, sequence) : undefined };
  }
  if (event instanceof TicketAssigned) {
    const dueAt = new Date(event.dueAt);
    return { change: { state: 'assigned', round: event.round, dueAt }, owed: acceptedOf(event) };
  }
  if (event instanceof TicketResolved) {
    return { change: { state: 'resolved', round: event.round }, owed: resultOf(event) };
  }
  if (event instanceof TicketReopened) {
    return { change: { state: 'assigned', round: event.round }, owed: reopenedOf(event) };
  }
  if (event instanceof TicketClosed) {
    return { change: { state: 'closed', round: event.round }, owed: closedOf(event) };
  }
  return limitNoteOf(event, order.round, sequence);
}

/** The whole that is followed ended before the part: from now on that one is. */
const hasEndedBefore = (event: OfTicket, { mergedWhole }: HotlineOrderRow): boolean =>
  event.ticketId === mergedWhole &&
  (event instanceof TicketMerged || (event instanceof TicketClosed && hasLeftParts(event.outcome)));

/** A result was there first; a later round may be withdrawn. */
function noteOfRefusal({ reporter }: TicketWithdrawalRefused, { ticketId, withdrawalAskedAt }: HotlineOrderRow): Note {
  return { change: { withdrawalAskedAt: reporter === ticketId ? null : withdrawalAskedAt }, owed: undefined };
}

type OfLimit = TicketExtended | TicketDueChanged | TicketSuspended | TicketContinued;

/** What moves the limit that the caller was told. */
function limitNoteOf(event: OfLimit, round: number, sequence: number): Note {
  if (event instanceof TicketSuspended) {
    return { change: { state: 'suspended', dueAt: null }, owed: suspendedOf(event, round, sequence) };
  }
  const dueAt = new Date(event.dueAt);
  if (event instanceof TicketContinued) {
    return { change: { state: 'assigned', dueAt }, owed: continuedOf(event, round, sequence) };
  }
  return { change: { dueAt }, owed: extendedOf(event, round, sequence) };
}

import {
  ExtensionRequested,
  OrderAccepted,
  OrderIssued,
  OrderRaised,
  OrderReturned,
  OrderWaiting,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketExtended,
  TicketReopened,
  TicketResolved,
  TicketSuspended,
} from '@gridwhistle/contracts';
import { OnMany, type Delivered } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  acceptedOf,
  closedOf,
  continuedOf,
  extendedOf,
  extensionAskedOf,
  progressOf,
  reopenedOf,
  resultOf,
  returnedOf,
  suspendedOf,
  type Owed,
} from './domain/owed.js';
import { HotlineOrderStore, type HotlineOrderRow } from './hotline-order.store.js';
import { OutgoingNotes } from './outgoing.notes.js';
import { OutgoingStore } from './outgoing.store.js';

// Names of durables are for ever: another name reads the stream from its beginning.

const OF_TICKETS = [
  TicketAssigned,
  TicketExtended,
  TicketSuspended,
  TicketContinued,
  TicketResolved,
  TicketReopened,
  TicketClosed,
];
type OfTicket = InstanceType<(typeof OF_TICKETS)[number]>;

/** What happens to a hotline's ticket; tickets of other channels are passed over. */
@Injectable()
export class TicketConsumer {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly notes: OutgoingNotes,
  ) {}

  @OnMany(OF_TICKETS, 'hotline-bridge-tickets')
  async told(tx: EntityManager, deliveries: readonly Delivered<OfTicket>[]): Promise<void> {
    const ours = await this.orders.lockMany(tx, ticketIds(deliveries));
    for (const delivery of deliveries) {
      const order = ours.get(delivery.event.ticketId);
      if (order) await delivery.step.within(() => this.note(order, delivery));
    }
  }

  /** `order` follows what a batch tells of it. */
  private async note(order: HotlineOrderRow, delivery: Delivered<OfTicket>): Promise<void> {
    const { change, owed } = noteOf(delivery, order.round);
    await this.orders.update(delivery.tx, order.ticketId, change);
    Object.assign(order, change);
    await this.notes.owe(owed, order.ticketId, delivery);
  }
}

interface Note {
  change: Partial<HotlineOrderRow>;
  owed: Owed;
}

function noteOf({ event, sequence }: Delivered<OfTicket>, round: number): Note {
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
  if (event instanceof TicketClosed) return { change: { state: 'closed' }, owed: closedOf(event) };
  return limitNoteOf(event, round, sequence);
}

/** What moves the limit that the caller was told. */
function limitNoteOf(event: TicketExtended | TicketSuspended | TicketContinued, round: number, sequence: number): Note {
  if (event instanceof TicketSuspended) {
    return { change: { state: 'suspended', dueAt: null }, owed: suspendedOf(event, round, sequence) };
  }
  const dueAt = new Date(event.dueAt);
  if (event instanceof TicketExtended) return { change: { dueAt }, owed: extendedOf(event, round, sequence) };
  return { change: { state: 'assigned', dueAt }, owed: continuedOf(event, round, sequence) };
}

const OF_ORDERS = [OrderIssued, OrderAccepted, OrderReturned, OrderRaised, OrderWaiting];
type OfOrder = InstanceType<(typeof OF_ORDERS)[number]>;

/** What units do on a hotline's ticket. */
@Injectable()
export class OrderConsumer {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly outgoing: OutgoingStore,
    private readonly notes: OutgoingNotes,
  ) {}

  @OnMany(OF_ORDERS, 'hotline-bridge-orders')
  async told(tx: EntityManager, deliveries: readonly Delivered<OfOrder>[]): Promise<void> {
    await this.noteRounds(tx, deliveries.map(({ event }) => event).filter(isIssued));
    // Only orders of the hotline's tickets have a round here.
    const rounds = await this.outgoing.roundsOf(
      tx,
      deliveries.map(({ event }) => event.orderId),
    );
    for (const delivery of deliveries) {
      const round = rounds.get(delivery.event.orderId);
      if (round !== undefined) await delivery.step.within(() => this.progress(round, delivery));
    }
  }

  private async noteRounds(tx: EntityManager, issued: readonly OrderIssued[]): Promise<void> {
    if (issued.length === 0) return;
    const ours = await this.orders.lockMany(
      tx,
      issued.map(({ ticketId }) => ticketId),
    );
    const rounds = issued.filter(({ ticketId }) => ours.has(ticketId));
    await this.outgoing.setRounds(
      tx,
      rounds.map(({ orderId, round }) => ({ orderId, round })),
    );
  }

  private async progress(round: number, delivery: Delivered<OfOrder>): Promise<void> {
    const { event, sequence } = delivery;
    const owed = stepOf(event, round, sequence);
    if (owed) await this.notes.owe(owed, event.ticketId, delivery);
  }
}

const isIssued = (event: OfOrder): event is OrderIssued => event instanceof OrderIssued;
const ticketIds = (deliveries: readonly Delivered<OfTicket | ExtensionRequested>[]): string[] =>
  deliveries.map(({ event }) => event.ticketId);

function stepOf(event: OfOrder, round: number, sequence: number): Owed | undefined {
  if (event instanceof OrderAccepted) return progressOf({ act: 'accepted', event }, round, sequence);
  if (event instanceof OrderRaised) return progressOf({ act: 'raised', event }, round, sequence);
  if (event instanceof OrderWaiting) return progressOf({ act: 'whistled', event }, round, sequence);
  if (event instanceof OrderReturned) return returnedOf(event, round, sequence);
  return undefined;
}

/** What holders of a hotline's ticket ask for. */
@Injectable()
export class ExtensionConsumer {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly notes: OutgoingNotes,
  ) {}

  @OnMany([ExtensionRequested], 'hotline-bridge-extensions')
  async asked(tx: EntityManager, deliveries: readonly Delivered<ExtensionRequested>[]): Promise<void> {
    const ours = await this.orders.lockMany(tx, ticketIds(deliveries));
    for (const delivery of deliveries) {
      const { event, step } = delivery;
      // The ticket's own events may be behind: at least its first round has begun.
      const round = Math.max(1, ours.get(event.ticketId)?.round ?? 0);
      if (!ours.has(event.ticketId)) continue;
      await step.within(() => this.notes.owe(extensionAskedOf(event, round), event.ticketId, delivery));
    }
  }
}

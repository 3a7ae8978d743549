import {
  ExtensionRequested,
  OrderAccepted,
  OrderIssued,
  OrderRaised,
  OrderReturned,
  OrderWaiting,
  TicketMerged,
} from '@gridwhistle/contracts';
import { OnMany, type Delivered } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { concerns } from './domain/following.js';
import { extensionAskedOf, progressOf, returnedOf, type Owed } from './domain/owed.js';
import { HotlineOrderStore } from './hotline-order.store.js';
import { OutgoingNotes } from './outgoing.notes.js';
import { OutgoingStore } from './outgoing.store.js';
import { OF_TICKETS, TicketNotes, type OfTicket } from './ticket.notes.js';

// Names of durables are for ever: another name reads the stream from its beginning.

/** What happens to a hotline's ticket, and to one that it was merged into; others are passed over. */
@Injectable()
export class TicketConsumer {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly notes: TicketNotes,
  ) {}

  @OnMany([...OF_TICKETS], 'hotline-bridge-tickets')
  async told(tx: EntityManager, deliveries: readonly Delivered<OfTicket>[]): Promise<void> {
    const orders = await this.orders.lockConcerned(tx, ticketIds(deliveries));
    for (const { step, ...told } of deliveries) {
      const { event, sequence } = told;
      const happening = { ticketId: event.ticketId, sequence, isMerge: event instanceof TicketMerged };
      // A merge that came before it in the batch has changed whom it concerns.
      for (const order of orders) if (concerns(happening, order)) await step.within(() => this.notes.note(order, told));
    }
  }
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

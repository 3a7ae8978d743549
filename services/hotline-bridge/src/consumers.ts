import {
  OrderAccepted,
  OrderIssued,
  OrderRaised,
  OrderWaiting,
  TicketAssigned,
  TicketClosed,
  TicketReopened,
  TicketResolved,
} from '@gridwhistle/contracts';
import { OnMany, type Delivered } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { acceptedOf, closedOf, progressOf, reopenedOf, resultOf, type Owed } from './domain/owed.js';
import { HotlineOrderStore, type HotlineOrderRow } from './hotline-order.store.js';
import { OutgoingNotes } from './outgoing.notes.js';
import { OutgoingStore } from './outgoing.store.js';

// Names of durables are for ever: another name reads the stream from its beginning.

type OfTicket = TicketAssigned | TicketResolved | TicketClosed | TicketReopened;

/** What happens to a hotline's ticket; tickets of other channels are passed over. */
@Injectable()
export class TicketConsumer {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly notes: OutgoingNotes,
  ) {}

  @OnMany([TicketAssigned, TicketResolved, TicketClosed, TicketReopened], 'hotline-bridge-tickets')
  async told(tx: EntityManager, deliveries: readonly Delivered<OfTicket>[]): Promise<void> {
    const ours = await this.orders.lockMany(tx, ticketIds(deliveries));
    for (const delivery of deliveries) {
      const { ticketId } = delivery.event;
      if (ours.has(ticketId)) await delivery.step.within(() => this.note(ticketId, delivery));
    }
  }

  private async note(ticketId: string, delivery: Delivered<OfTicket>): Promise<void> {
    const { change, owed } = noteOf(delivery.event);
    await this.orders.update(delivery.tx, ticketId, change);
    await this.notes.owe(owed, ticketId, delivery);
  }
}

function noteOf(event: OfTicket): { change: Partial<HotlineOrderRow>; owed: Owed } {
  const { round } = event;
  if (event instanceof TicketAssigned) {
    return { change: { state: 'assigned', round, dueAt: new Date(event.dueAt) }, owed: acceptedOf(event) };
  }
  if (event instanceof TicketResolved) return { change: { state: 'resolved', round }, owed: resultOf(event) };
  if (event instanceof TicketReopened) return { change: { state: 'assigned', round }, owed: reopenedOf(event) };
  return { change: { state: 'closed' }, owed: closedOf(event) };
}

type OfOrder = OrderIssued | OrderAccepted | OrderRaised | OrderWaiting;

/** What units do on a hotline's ticket. */
@Injectable()
export class OrderConsumer {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly outgoing: OutgoingStore,
    private readonly notes: OutgoingNotes,
  ) {}

  @OnMany([OrderIssued, OrderAccepted, OrderRaised, OrderWaiting], 'hotline-bridge-orders')
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
    const act = actOf(event);
    if (act) await this.notes.owe(progressOf(act, round, sequence), event.ticketId, delivery);
  }
}

const isIssued = (event: OfOrder): event is OrderIssued => event instanceof OrderIssued;
const ticketIds = (deliveries: readonly Delivered<OfTicket>[]): string[] =>
  deliveries.map(({ event }) => event.ticketId);

function actOf(event: OfOrder): Parameters<typeof progressOf>[0] | undefined {
  if (event instanceof OrderAccepted) return { act: 'accepted', event };
  if (event instanceof OrderRaised) return { act: 'raised', event };
  if (event instanceof OrderWaiting) return { act: 'whistled', event };
  return undefined;
}

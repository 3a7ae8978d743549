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
import { On, type Delivery } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import { acceptedOf, closedOf, progressOf, reopenedOf, resultOf, type Owed } from './domain/owed.js';
import { HotlineOrderStore, type HotlineOrderRow } from './hotline-order.store.js';
import { OutgoingNotes } from './outgoing.notes.js';
import { OutgoingStore } from './outgoing.store.js';

// Names of durables are for ever: another name reads the stream from its beginning.

/** What happens to a hotline's ticket; tickets of other channels are passed over. */
@Injectable()
export class TicketConsumer {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly notes: OutgoingNotes,
  ) {}

  @On(TicketAssigned, 'hotline-bridge-tickets')
  assigned(event: TicketAssigned, delivery: Delivery): Promise<void> {
    const { round, dueAt } = event;
    return this.note(event.ticketId, { state: 'assigned', round, dueAt: new Date(dueAt) }, acceptedOf(event), delivery);
  }

  @On(TicketResolved, 'hotline-bridge-tickets')
  resolved(event: TicketResolved, delivery: Delivery): Promise<void> {
    return this.note(event.ticketId, { state: 'resolved', round: event.round }, resultOf(event), delivery);
  }

  @On(TicketClosed, 'hotline-bridge-tickets')
  closed(event: TicketClosed, delivery: Delivery): Promise<void> {
    return this.note(event.ticketId, { state: 'closed' }, closedOf(event), delivery);
  }

  @On(TicketReopened, 'hotline-bridge-tickets')
  reopened(event: TicketReopened, delivery: Delivery): Promise<void> {
    return this.note(event.ticketId, { state: 'assigned', round: event.round }, reopenedOf(event), delivery);
  }

  private async note(
    ticketId: string,
    change: Partial<HotlineOrderRow>,
    owed: Owed,
    delivery: Delivery,
  ): Promise<void> {
    if (!(await this.orders.lock(delivery.tx, { ticketId }))) return;
    await this.orders.update(delivery.tx, ticketId, change);
    await this.notes.owe(owed, ticketId, delivery);
  }
}

/** What units do on a hotline's ticket. */
@Injectable()
export class OrderConsumer {
  constructor(
    private readonly orders: HotlineOrderStore,
    private readonly outgoing: OutgoingStore,
    private readonly notes: OutgoingNotes,
  ) {}

  @On(OrderIssued, 'hotline-bridge-orders')
  async issued({ orderId, ticketId, round }: OrderIssued, { tx }: Delivery): Promise<void> {
    if (await this.orders.find(tx, ticketId)) await this.outgoing.setRound(tx, { orderId, round });
  }

  @On(OrderAccepted, 'hotline-bridge-orders')
  accepted(event: OrderAccepted, delivery: Delivery): Promise<void> {
    return this.progress('accepted', event, delivery);
  }

  @On(OrderRaised, 'hotline-bridge-orders')
  raised(event: OrderRaised, delivery: Delivery): Promise<void> {
    return this.progress('raised', event, delivery);
  }

  @On(OrderWaiting, 'hotline-bridge-orders')
  whistled(event: OrderWaiting, delivery: Delivery): Promise<void> {
    return this.progress('whistled', event, delivery);
  }

  private async progress(
    act: 'accepted' | 'raised' | 'whistled',
    event: OrderAccepted | OrderRaised | OrderWaiting,
    delivery: Delivery,
  ): Promise<void> {
    // Only orders of the hotline's tickets have a round here.
    const round = await this.outgoing.roundOf(delivery.tx, event.orderId);
    if (round === undefined) return;
    await this.notes.owe(progressOf({ act, event }, round, delivery.sequence), event.ticketId, delivery);
  }
}

import {
  HotlineOrderCalledBack,
  HotlineOrderReceived,
  OrderAccepted,
  OrderCancelled,
  OrderConfirmed,
  OrderIssued,
  OrderRaised,
  OrderResolved,
  OrderReturned,
  OrderReturnOverruled,
  OrderSentBack,
  TicketAssigned,
  TicketClosed,
  TicketOpened,
  TicketReopened,
  TicketResolved,
} from '@gridwhistle/contracts';
import type { OrderState } from '@gridwhistle/kernel';
import { On, type Delivery } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import { CallBackCommands } from './call-back.commands.js';
import { HotlineReports } from './hotline.reports.js';
import { StandingStore } from './standing.store.js';

// Names of durables are for ever: another name reads the stream from its beginning.

/** What the bridge tells: an order whose words are to be read, a call-back. */
@Injectable()
export class HotlineOrderConsumer {
  constructor(
    private readonly hotline: HotlineReports,
    private readonly callBacks: CallBackCommands,
  ) {}

  @On(HotlineOrderReceived, 'intake-hotline-orders')
  received(event: HotlineOrderReceived, { tx }: Delivery): Promise<void> {
    return this.hotline.want(tx, event);
  }

  @On(HotlineOrderCalledBack, 'intake-hotline-orders')
  calledBack(event: HotlineOrderCalledBack, { tx, at }: Delivery): Promise<void> {
    return this.callBacks.fromHotline(tx, event, at);
  }
}

/** Where a ticket stands: what the reporter sees, and whether there is something to rate. */
@Injectable()
export class TicketConsumer {
  constructor(private readonly standings: StandingStore) {}

  @On(TicketOpened, 'intake-tickets')
  opened({ ticketId, dispatcher }: TicketOpened, { tx }: Delivery): Promise<void> {
    return this.standings.apply(tx, ticketId, { dispatcher });
  }

  @On(TicketAssigned, 'intake-tickets')
  assigned({ ticketId, round, dueAt }: TicketAssigned, { tx }: Delivery): Promise<void> {
    return this.standings.apply(tx, ticketId, { state: 'assigned', round, dueAt: new Date(dueAt) });
  }

  @On(TicketResolved, 'intake-tickets')
  resolved({ ticketId, round, outcome, ratingUntil }: TicketResolved, { tx }: Delivery): Promise<void> {
    const until = { ratingUntil: new Date(ratingUntil) };
    return this.standings.apply(tx, ticketId, { state: 'resolved', round, outcome, ...until });
  }

  @On(TicketReopened, 'intake-tickets')
  reopened({ ticketId, round }: TicketReopened, { tx }: Delivery): Promise<void> {
    return this.standings.apply(tx, ticketId, { state: 'assigned', round, outcome: null, ratingUntil: null });
  }

  @On(TicketClosed, 'intake-tickets')
  closed({ ticketId, outcome }: TicketClosed, { tx }: Delivery): Promise<void> {
    return this.standings.apply(tx, ticketId, { state: 'closed', outcome, ratingUntil: null });
  }
}

/** Which units hold or verify live orders of a ticket: they may read its words. */
@Injectable()
export class OrderConsumer {
  constructor(private readonly standings: StandingStore) {}

  @On(OrderIssued, 'intake-orders')
  issued({ orderId, ticketId, unit, verifier }: OrderIssued, { tx }: Delivery): Promise<void> {
    return this.standings.orderIssued(tx, { orderId, ticketId, unit, verifier, state: 'issued' });
  }

  @On(OrderAccepted, 'intake-orders')
  accepted(event: OrderAccepted, delivery: Delivery): Promise<void> {
    return this.move(event.orderId, 'accepted', delivery);
  }

  @On(OrderReturned, 'intake-orders')
  returned(event: OrderReturned, delivery: Delivery): Promise<void> {
    return this.move(event.orderId, 'returned', delivery);
  }

  @On(OrderReturnOverruled, 'intake-orders')
  overruled(event: OrderReturnOverruled, delivery: Delivery): Promise<void> {
    return this.move(event.orderId, 'issued', delivery);
  }

  @On(OrderResolved, 'intake-orders')
  resolved(event: OrderResolved, delivery: Delivery): Promise<void> {
    return this.move(event.orderId, 'resolved', delivery);
  }

  @On(OrderSentBack, 'intake-orders')
  sentBack(event: OrderSentBack, delivery: Delivery): Promise<void> {
    return this.move(event.orderId, 'accepted', delivery);
  }

  @On(OrderConfirmed, 'intake-orders')
  confirmed(event: OrderConfirmed, delivery: Delivery): Promise<void> {
    return this.move(event.orderId, 'confirmed', delivery);
  }

  @On(OrderRaised, 'intake-orders')
  raised(event: OrderRaised, delivery: Delivery): Promise<void> {
    return this.move(event.orderId, 'raised', delivery);
  }

  @On(OrderCancelled, 'intake-orders')
  cancelled(event: OrderCancelled, delivery: Delivery): Promise<void> {
    return this.move(event.orderId, 'cancelled', delivery);
  }

  private move(orderId: string, state: OrderState, { tx }: Delivery): Promise<void> {
    return this.standings.orderMoved(tx, orderId, state);
  }
}

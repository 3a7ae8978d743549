import {
  HotlineOrderCalledBack,
  HotlineOrderReceived,
  HotlineOrderWithdrawalAsked,
  OrderAccepted,
  OrderCancelled,
  OrderConfirmed,
  OrderIssued,
  OrderRaised,
  OrderResolved,
  OrderReturned,
  OrderReturnOverruled,
  OrderSentBack,
  OrderMoved,
  TicketAssigned,
  TicketClosed,
  TicketMarked,
  TicketMerged,
  TicketMoved,
  TicketObjected,
  TicketOpened,
  TicketReopened,
  TicketReporterLeft,
  TicketResolved,
  TicketWithdrawalRefused,
  contractOf,
  type OrderEvent,
} from '@gridwhistle/contracts';
import type { OrderState } from '@gridwhistle/kernel';
import { On, OnMany, type Delivered, type Delivery } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CallBackCommands } from './call-back.commands.js';
import { HotlineReports } from './hotline.reports.js';
import { ReportStore } from './report.store.js';
import { SuggestionOutcomes, type Told } from './suggestion.outcomes.js';
import { StandingStore, type HolderRow, type OrderMove, type StandingChange } from './standing.store.js';

// Names of durables are for ever: another name reads the stream from its beginning.

/** What the bridge tells: an order whose words are to be read, a call-back, a withdrawal. */
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

  @On(HotlineOrderWithdrawalAsked, 'intake-hotline-orders')
  withdrawalAsked(event: HotlineOrderWithdrawalAsked, { tx, at }: Delivery): Promise<void> {
    return this.hotline.withdraw(tx, event, at);
  }
}

const OF_TICKETS = [
  TicketOpened,
  TicketMoved,
  TicketAssigned,
  TicketMarked,
  TicketMerged,
  TicketObjected,
  TicketReporterLeft,
  TicketWithdrawalRefused,
  TicketResolved,
  TicketReopened,
  TicketClosed,
];
type OfTicket = InstanceType<(typeof OF_TICKETS)[number]>;

/** Where a ticket stands: what the reporter sees, and whether there is something to rate. */
@Injectable()
export class TicketConsumer {
  constructor(
    private readonly standings: StandingStore,
    private readonly outcomes: SuggestionOutcomes,
    private readonly reports: ReportStore,
  ) {}

  @OnMany(OF_TICKETS, 'intake-tickets')
  async told(tx: EntityManager, deliveries: readonly Delivered<OfTicket>[]): Promise<void> {
    const changes = deliveries.flatMap(({ event, at }) => {
      const change = standingAfter(event, at);
      return change === undefined ? [] : [{ ticketId: event.ticketId, ...change }];
    });
    await this.standings.apply(tx, changes);
    await this.reports.leave(tx, reportersOf(deliveries, TicketReporterLeft));
    await this.reports.forgetWithdrawals(tx, reportersOf(deliveries, TicketWithdrawalRefused));
    await this.outcomes.follow(tx, deliveries.flatMap(fateOf));
  }
}

/** Whose wish to withdraw was ruled on so. */
function reportersOf(
  deliveries: readonly Delivered<OfTicket>[],
  ruling: typeof TicketReporterLeft | typeof TicketWithdrawalRefused,
): string[] {
  return deliveries.flatMap(({ event }) => (event instanceof ruling ? [event.reporter] : []));
}

/** What an event says of the category and the unit that the ticket ends with. */
function fateOf({ event, at }: Delivered<OfTicket>): Told[] {
  const { ticketId } = event;
  if (event instanceof TicketAssigned) return [{ ticketId, at, category: event.category }];
  if (event instanceof TicketResolved) return [{ ticketId, at, unit: event.unit }];
  return event instanceof TicketClosed ? [{ ticketId, at, category: null, unit: null }] : [];
}

/** Undefined for what is said of one of the reporters alone. */
function standingAfter(event: OfTicket, at: Date): Omit<StandingChange, 'ticketId'> | undefined {
  if (event instanceof TicketReporterLeft || event instanceof TicketWithdrawalRefused) return undefined;
  if (event instanceof TicketOpened) return { dispatcher: event.dispatcher, partOf: event.partOf ?? null };
  if (event instanceof TicketMoved) return { dispatcher: event.dispatcher };
  if (event instanceof TicketAssigned) {
    return { state: 'assigned', round: event.round, dueAt: new Date(event.dueAt), category: event.category };
  }
  if (event instanceof TicketMarked) return { kind: event.kind };
  if (event instanceof TicketMerged) return { mergedInto: event.into };
  if (event instanceof TicketObjected) return { objected: true };
  if (event instanceof TicketResolved) {
    return {
      state: 'resolved',
      round: event.round,
      outcome: event.outcome,
      unit: event.unit,
      ratingUntil: new Date(event.ratingUntil),
    };
  }
  if (event instanceof TicketReopened) {
    return { state: 'assigned', round: event.round, outcome: null, ratingUntil: null, closedAt: null };
  }
  return { state: 'closed', outcome: event.outcome, closedAt: at };
}

const MOVES = [
  OrderAccepted,
  OrderReturned,
  OrderReturnOverruled,
  OrderResolved,
  OrderSentBack,
  OrderConfirmed,
  OrderRaised,
  OrderCancelled,
];

/** The state that an order has after an event. */
const STATE_AFTER: Readonly<Record<string, OrderState>> = {
  'order.issued': 'issued',
  'order.accepted': 'accepted',
  'order.returned': 'returned',
  'order.return-overruled': 'issued',
  'order.resolved': 'resolved',
  'order.sent-back': 'accepted',
  'order.confirmed': 'confirmed',
  'order.raised': 'raised',
  'order.cancelled': 'cancelled',
};

/** Which units hold or verify live orders of a ticket: they may read its words. */
@Injectable()
export class OrderConsumer {
  constructor(private readonly standings: StandingStore) {}

  @OnMany([OrderIssued, OrderMoved, ...MOVES], 'intake-orders')
  async told(tx: EntityManager, deliveries: readonly Delivered<OrderEvent>[]): Promise<void> {
    await this.standings.follow(
      tx,
      deliveries.map(({ event }) => moveOf(event)),
    );
  }
}

function moveOf(event: OrderEvent): OrderMove {
  const { orderId } = event;
  if (event instanceof OrderMoved) return { orderId, verifier: event.verifier };
  const state = STATE_AFTER[contractOf(event).name] ?? 'issued';
  return { orderId, state, ...(event instanceof OrderIssued ? holderOf(event) : {}) };
}

/** Whoever has a part reads the words of the whole. */
function holderOf(issued: OrderIssued): Omit<HolderRow, 'orderId' | 'state'> {
  const { ticketId, partOf, unit, verifier, round } = issued;
  return { ticketId: partOf ?? ticketId, unit, verifier, ofTicket: ticketId, round };
}

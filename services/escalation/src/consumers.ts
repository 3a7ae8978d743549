import {
  HotlineOrderUrged,
  OrderAmber,
  OrderCancelled,
  OrderConfirmed,
  OrderDue,
  OrderIssued,
  OrderObjected,
  OrderObjectionOverruled,
  OrderOverdue,
  OrderRaised,
  OrderResolved,
  OrderReturned,
  OrderRungVoided,
  OrderSentBack,
  OrderMoved,
  ReceiptAmber,
  ReceiptConfirmed,
  ReceiptDue,
  ReceiptReported,
  ReceiptRungVoided,
  ReceiptVoided,
  SuspensionApproved,
  SuspensionEnded,
  TicketCallBackDue,
  TicketClosed,
  TicketHardened,
  TicketInformed,
  TicketReopened,
  TicketWhistleRefused,
  contractOf,
  type HardReason,
  type OrderEvent,
  type OrderRung,
  type ReceiptEvent,
  type ReceiptRung,
} from '@gridwhistle/contracts';
import { On, OnMany, type Delivered, type Delivery } from '@gridwhistle/messaging';
import { databaseNow } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { completeIfAsked, isOpen, noteConfirmed } from './domain/whistle.js';
import { hardByRedos, hardByReturns } from './domain/hard-case.js';
import { FollowUpStore } from './follow-up.store.js';
import { blameOf } from './follow-up.blame.js';
import { FollowUpWriter } from './follow-up.writer.js';
import { HardCaseStore, type Hardship } from './hard-case.store.js';
import { KnownOrderStore, type KnownOrderRow } from './known-order.store.js';
import { Summons } from './summons.js';
import { WhistleEndings } from './whistle.endings.js';
import { WhistleObjections } from './whistle.objections.js';
import { WhistleStandstills } from './whistle.standstills.js';
import { WhistleStore } from './whistle.store.js';
import { WhistleWriter } from './whistle.writer.js';

/** What escalation learns of orders. The durable's name is for ever. */
@Injectable()
export class OrderConsumer {
  constructor(
    private readonly registry: Registry,
    private readonly orders: KnownOrderStore,
    private readonly whistles: WhistleStore,
    private readonly writer: WhistleWriter,
    private readonly summons: Summons,
    private readonly followUps: FollowUpWriter,
    private readonly hardCases: HardCaseStore,
    private readonly objections: WhistleObjections,
    private readonly endings: WhistleEndings,
  ) {}

  @OnMany([OrderIssued], 'escalation-orders')
  async issued(tx: EntityManager, deliveries: readonly Delivered<OrderIssued>[]): Promise<void> {
    await this.orders.issued(
      tx,
      deliveries.map(({ event }) => knownOrder(event)),
    );
    for (const { event, at, step } of deliveries) {
      const { whistleId, unit, orderId } = event;
      if (whistleId) await step.within(() => this.summons.summon(tx, whistleId, { unit, orderId, at }));
    }
  }

  @On(OrderMoved, 'escalation-orders')
  moved({ orderId, verifier, area }: OrderMoved, { tx }: Delivery): Promise<void> {
    return this.orders.moved(tx, orderId, { verifier, area });
  }

  /** Nobody is summoned for what its holder has done; sent back, it may be asked for again. */
  @OnMany([OrderResolved], 'escalation-orders')
  async resolved(tx: EntityManager, deliveries: readonly Delivered<OrderResolved>[]): Promise<void> {
    await this.orders.forwarded(tx, orderIds(deliveries), true);
    await this.endings.withOrders(tx, deliveries);
  }

  /** The verifier has answered, and the holder works again: what waits to remind of a verification is not sent. */
  @OnMany([OrderSentBack], 'escalation-orders')
  async sentBack(tx: EntityManager, deliveries: readonly Delivered<OrderSentBack>[]): Promise<void> {
    await this.orders.forwarded(tx, orderIds(deliveries), false);
    await this.followUps.dropVerifiers(tx, orderIds(deliveries), await databaseNow(tx));
  }

  @OnMany([OrderConfirmed], 'escalation-orders')
  async confirmed(tx: EntityManager, deliveries: readonly Delivered<OrderConfirmed>[]): Promise<void> {
    const ended = await this.orders.ended(tx, orderIds(deliveries));
    const whistles = new Map(ended.map(({ orderId, whistleId }) => [orderId, whistleId]));
    for (const { event, at, step } of deliveries) {
      const whistleId = whistles.get(event.orderId);
      if (whistleId) await step.within(() => this.noteConfirmed(tx, whistleId, event.orderId, at));
    }
  }

  @OnMany([OrderRaised, OrderCancelled], 'escalation-orders')
  async gone(tx: EntityManager, deliveries: readonly Delivered<OrderRaised | OrderCancelled>[]): Promise<void> {
    const ended = await this.orders.ended(tx, orderIds(deliveries));
    const whistles = new Map(ended.map(({ orderId, whistleId }) => [orderId, whistleId]));
    await this.endings.withOrders(tx, deliveries);
    for (const { event, at, step } of deliveries.filter(({ event }) => isLetOff(event))) {
      const whistleId = whistles.get(event.orderId);
      if (whistleId) await step.within(() => this.objections.upheld(tx, whistleId, event as OrderCancelled, at));
    }
  }

  @On(OrderObjected, 'escalation-orders')
  objected(event: OrderObjected, { tx, at }: Delivery): Promise<void> {
    return this.objections.raised(tx, event, at);
  }

  @On(OrderObjectionOverruled, 'escalation-orders')
  overruled(event: OrderObjectionOverruled, { tx, at }: Delivery): Promise<void> {
    return this.objections.overruled(tx, event, at);
  }

  /** The clock had been stopped before: what its rung led to is void too. */
  @On(OrderRungVoided, 'escalation-orders')
  async voided(
    { orderId, unit, rung, clock = 'handling', since }: OrderRungVoided,
    { tx, at }: Delivery,
  ): Promise<void> {
    const late = { orderId, unit, causes: [`order.${rung}`], clock, since: new Date(since) };
    await this.followUps.void(tx, late, at);
  }

  @OnMany([OrderAmber, OrderDue, OrderOverdue], 'escalation-orders')
  async rung(tx: EntityManager, deliveries: readonly Delivered<OrderRung>[]): Promise<void> {
    const reactions = deliveries.map(({ event, at, step }) => ({
      blame: blameOf(event),
      at,
      traceparent: step.traceparent,
    }));
    await this.followUps.react(tx, reactions, this.registry.current());
  }

  @OnMany([OrderReturned], 'escalation-orders')
  async returned(tx: EntityManager, deliveries: readonly Delivered<OrderReturned>[]): Promise<void> {
    await this.hardCases.declare(
      tx,
      hardshipsOf(deliveries, ({ inARow }) => hardByReturns(inARow)),
    );
  }

  private async noteConfirmed(tx: EntityManager, whistleId: string, orderId: string, at: Date): Promise<void> {
    const row = await this.whistles.lock(tx, whistleId);
    if (isOpen(row))
      await this.writer.write(tx, row, { ...row, ...completeIfAsked(noteConfirmed(row, orderId)) }, [], at);
  }
}

/** Those of the events that make their tickets hard cases. */
function hardshipsOf<E extends { ticketId: string }>(
  deliveries: readonly Delivered<E>[],
  reasonOf: (event: E) => HardReason | undefined,
): Hardship[] {
  return deliveries.flatMap(({ event, at, step }) => {
    const reason = reasonOf(event);
    return reason ? [{ ticketId: event.ticketId, reason, at, traceparent: step.traceparent }] : [];
  });
}

const isLetOff = (event: OrderEvent): boolean => event instanceof OrderCancelled && event.reason === 'objection-upheld';

const orderIds = (deliveries: readonly Delivered<OrderEvent>[]): string[] =>
  deliveries.map(({ event }) => event.orderId);

function knownOrder({ whistleId, ...event }: OrderIssued): KnownOrderRow {
  const { orderId, ticketId, unit, role, verifier, area, severity } = event;
  return {
    orderId,
    ticketId,
    whistleId: whistleId ?? null,
    unit,
    role,
    verifier,
    area,
    severity,
    ended: false,
    forwarded: false,
  };
}

/** 12345 presses for an order: whoever holds a lead of it is reminded. The durable's name is for ever. */
@Injectable()
export class HotlineOrderConsumer {
  constructor(
    private readonly registry: Registry,
    private readonly orders: KnownOrderStore,
    private readonly followUps: FollowUpWriter,
  ) {}

  @On(HotlineOrderUrged, 'escalation-hotline-orders')
  async urged(event: HotlineOrderUrged, { tx, at }: Delivery): Promise<void> {
    for (const { orderId, ticketId, unit } of await this.orders.openLeads(tx, event.ticketId)) {
      const blame = { ticketId, orderId, unit, cause: contractOf(event).name };
      await this.followUps.write(tx, { blame, at }, { kind: 'reminder', unit }, this.registry.current());
    }
  }
}

/** Directives that somebody is late with. The durable's name is for ever. */
@Injectable()
export class ReceiptConsumer {
  constructor(
    private readonly registry: Registry,
    private readonly store: FollowUpStore,
    private readonly followUps: FollowUpWriter,
  ) {}

  @OnMany([ReceiptAmber, ReceiptDue], 'escalation-receipts')
  async rung(tx: EntityManager, deliveries: readonly Delivered<ReceiptRung>[]): Promise<void> {
    const since = await this.store.followedSince(tx, 'receipt');
    const followed = deliveries.filter(({ at }) => since === undefined || at >= since);
    const reactions = followed.map(({ event, at, step }) => {
      const { receiptId, directiveId, unit, issuer } = event;
      const blame = { receiptId, directiveId, unit, issuer, cause: contractOf(event).name };
      return { blame, at, traceparent: step.traceparent };
    });
    await this.followUps.react(tx, reactions, this.registry.current());
  }

  /** Working time is another, and the limit lies later: what waits to remind of it is reminded of when that comes. */
  @On(ReceiptRungVoided, 'escalation-receipts')
  async voided({ receiptId }: ReceiptRungVoided, { tx, at }: Delivery): Promise<void> {
    await this.followUps.drop(tx, [receiptId], at);
  }

  /** Nothing is owed any more: what would have reminded of it in the morning is not sent. */
  @OnMany([ReceiptReported, ReceiptConfirmed, ReceiptVoided], 'escalation-receipts')
  async answered(tx: EntityManager, deliveries: readonly Delivered<ReceiptEvent>[]): Promise<void> {
    const receiptIds = deliveries.map(({ event }) => event.receiptId);
    await this.followUps.drop(tx, receiptIds, await databaseNow(tx));
  }
}

/**
 * For which times tickets are suspended. The durable's name is for ever; it is one of its own, which begins with the first
 * message of the stream: an installation that comes to it learns of what is suspended already. What was approved before the
 * stream's first message is learned, with the time from which it stood, when it ends.
 */
@Injectable()
export class SuspensionConsumer {
  constructor(private readonly standstills: WhistleStandstills) {}

  @On(SuspensionApproved, 'escalation-suspensions')
  approved({ ticketId }: SuspensionApproved, { tx, at }: Delivery): Promise<void> {
    return this.standstills.suspended(tx, ticketId, at);
  }

  @On(SuspensionEnded, 'escalation-suspensions')
  ended({ ticketId }: SuspensionEnded, { tx, at }: Delivery): Promise<void> {
    return this.standstills.continued(tx, ticketId, at);
  }
}

/** What escalation learns of tickets. The durable's name is for ever. */
@Injectable()
export class TicketConsumer {
  constructor(
    private readonly registry: Registry,
    private readonly orders: KnownOrderStore,
    private readonly whistles: WhistleStore,
    private readonly writer: WhistleWriter,
    private readonly hardCases: HardCaseStore,
    private readonly followUps: FollowUpWriter,
    private readonly endings: WhistleEndings,
  ) {}

  @On(TicketWhistleRefused, 'escalation-tickets')
  async refused({ whistleId }: TicketWhistleRefused, { tx, at }: Delivery): Promise<void> {
    const row = await this.whistles.lock(tx, whistleId);
    const situation = { profile: this.registry.current(), now: at };
    if (isOpen(row)) await this.writer.cancel(tx, row, 'refused-by-dispatch', situation);
  }

  /** Whoever is told without being asked to act; at night only of an emergency. */
  @On(TicketInformed, 'escalation-tickets')
  async informed(event: TicketInformed, { tx, at }: Delivery): Promise<void> {
    const { units, ...about } = event;
    for (const unit of units) {
      const blame = { ...about, unit, cause: contractOf(event).name };
      await this.followUps.write(tx, { blame, at }, { kind: 'reminder', unit }, this.registry.current());
    }
  }

  @OnMany([TicketCallBackDue], 'escalation-tickets')
  async callBackDue(tx: EntityManager, deliveries: readonly Delivered<TicketCallBackDue>[]): Promise<void> {
    const reactions = deliveries.map(({ event, at, step }) => {
      const { ticketId, orderId, caller: unit } = event;
      const blame = { ticketId, orderId, unit, holdsNothing: true, cause: contractOf(event).name };
      return { blame, at, traceparent: step.traceparent };
    });
    await this.followUps.react(tx, reactions, this.registry.current());
  }

  @OnMany([TicketClosed], 'escalation-tickets')
  async closed(tx: EntityManager, deliveries: readonly Delivered<TicketClosed>[]): Promise<void> {
    const ids = deliveries.map(({ event }) => event.ticketId);
    // A whistle that is being asked for is there after this, or is refused.
    await this.orders.endedWith(tx, ids);
    await this.followUps.dropCallBacks(tx, ids, await databaseNow(tx));
    await this.endings.withTickets(tx, deliveries);
  }

  @OnMany([TicketReopened], 'escalation-tickets')
  async reopened(tx: EntityManager, deliveries: readonly Delivered<TicketReopened>[]): Promise<void> {
    const ticketIds = deliveries.map(({ event }) => event.ticketId);
    await this.followUps.dropCallBacks(tx, ticketIds, await databaseNow(tx));
    await this.hardCases.declare(
      tx,
      hardshipsOf(deliveries, ({ round }) => hardByRedos(round)),
    );
  }

  /** At the top nothing can be raised: the centre supervises. */
  @On(TicketHardened, 'escalation-tickets')
  async hardened({ ticketId, orderId, unit, toUnit }: TicketHardened, { tx, at }: Delivery): Promise<void> {
    if (orderId === undefined || unit === undefined || toUnit !== undefined) return;
    const profile = this.registry.current();
    const supervisor = profile.centre(profile.unit(unit)?.area).code;
    const blame = { ticketId, orderId, unit, cause: 'ticket.hardened' };
    await this.followUps.write(tx, { blame, at }, { kind: 'supervision', unit, supervisor }, profile);
  }
}

import {
  OrderAmber,
  OrderCancelled,
  OrderConfirmed,
  OrderDue,
  OrderIssued,
  OrderOverdue,
  OrderRaised,
  TicketClosed,
  TicketWhistleRefused,
  type OrderRung,
} from '@gridwhistle/contracts';
import { On, type Delivery } from '@gridwhistle/messaging';
import { Registry } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import { completeIfAsked, isOpen, noteConfirmed } from './domain/whistle.js';
import { FollowUpWriter } from './follow-up.writer.js';
import { KnownOrderStore } from './known-order.store.js';
import { Summons } from './summons.js';
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
  ) {}

  @On(OrderIssued, 'escalation-orders')
  async issued(event: OrderIssued, { tx, at }: Delivery): Promise<void> {
    const { orderId, ticketId, unit, role, verifier, area } = event;
    const whistleId = event.whistleId ?? null;
    await this.orders.issued(tx, { orderId, ticketId, whistleId, unit, role, verifier, area, ended: false });
    if (event.whistleId) await this.summons.summon(tx, event.whistleId, { unit, orderId, at });
  }

  @On(OrderConfirmed, 'escalation-orders')
  async confirmed({ orderId }: OrderConfirmed, { tx, at }: Delivery): Promise<void> {
    await this.orders.ended(tx, orderId);
    const known = await this.orders.find(tx, orderId);
    if (!known?.whistleId) return;
    const row = await this.whistles.lock(tx, known.whistleId);
    if (isOpen(row))
      await this.writer.write(tx, row, { ...row, ...completeIfAsked(noteConfirmed(row, orderId)) }, [], at);
  }

  @On(OrderRaised, 'escalation-orders')
  async raised({ orderId }: OrderRaised, { tx }: Delivery): Promise<void> {
    await this.orders.ended(tx, orderId);
  }

  @On(OrderCancelled, 'escalation-orders')
  async cancelled({ orderId }: OrderCancelled, { tx }: Delivery): Promise<void> {
    await this.orders.ended(tx, orderId);
  }

  @On(OrderAmber, 'escalation-orders')
  amber(event: OrderAmber, delivery: Delivery): Promise<void> {
    return this.react('order.amber', event, delivery);
  }

  @On(OrderDue, 'escalation-orders')
  due(event: OrderDue, delivery: Delivery): Promise<void> {
    return this.react('order.due', event, delivery);
  }

  @On(OrderOverdue, 'escalation-orders')
  overdue(event: OrderOverdue, delivery: Delivery): Promise<void> {
    return this.react('order.overdue', event, delivery);
  }

  private async react(cause: string, { ticketId, orderId, unit }: OrderRung, { tx, at }: Delivery): Promise<void> {
    await this.followUps.react(tx, { ticketId, orderId, unit, cause }, this.registry.current(), at);
  }
}

/** What escalation learns of tickets. The durable's name is for ever. */
@Injectable()
export class TicketConsumer {
  constructor(
    private readonly registry: Registry,
    private readonly whistles: WhistleStore,
    private readonly writer: WhistleWriter,
  ) {}

  @On(TicketWhistleRefused, 'escalation-tickets')
  async refused({ whistleId }: TicketWhistleRefused, { tx, at }: Delivery): Promise<void> {
    const row = await this.whistles.lock(tx, whistleId);
    const situation = { profile: this.registry.current(), now: at };
    if (isOpen(row)) await this.writer.cancel(tx, row, 'refused-by-dispatch', situation);
  }

  @On(TicketClosed, 'escalation-tickets')
  async closed({ ticketId }: TicketClosed, { tx, at }: Delivery): Promise<void> {
    const situation = { profile: this.registry.current(), now: at };
    for (const row of await this.whistles.openOf(tx, ticketId)) {
      await this.writer.cancel(tx, row, 'ticket-closed', situation);
    }
  }
}

import type { OrderEvent, TicketClosed } from '@gridwhistle/contracts';
import type { Delivered } from '@gridwhistle/messaging';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { endsWithItsOrder, type CancelReason } from './domain/whistle.js';
import { WhistleStore, type WhistleRow } from './whistle.store.js';
import { WhistleWriter } from './whistle.writer.js';

/** Cancels whistles when that ends for which they are blown. */
@Injectable()
export class WhistleEndings {
  constructor(
    private readonly registry: Registry,
    private readonly whistles: WhistleStore,
    private readonly writer: WhistleWriter,
  ) {}

  async withOrders(tx: EntityManager, deliveries: readonly Delivered<OrderEvent>[]): Promise<void> {
    const of = new Map(deliveries.map((delivery) => [delivery.event.orderId, delivery]));
    const open = await this.whistles.openFor(tx, [...of.keys()]);
    for (const row of open.filter(endsWithItsOrder)) await this.cancel(tx, row, of.get(row.orderId), 'order-ended');
  }

  async withTickets(tx: EntityManager, deliveries: readonly Delivered<TicketClosed>[]): Promise<void> {
    const of = new Map(deliveries.map((delivery) => [delivery.event.ticketId, delivery]));
    for (const row of await this.whistles.openOf(tx, [...of.keys()]))
      await this.cancel(tx, row, of.get(row.ticketId), 'ticket-closed');
  }

  private async cancel(
    tx: EntityManager,
    row: WhistleRow,
    ending: Delivered | undefined,
    reason: CancelReason,
  ): Promise<void> {
    if (!ending) throw new Error(`whistle ${row.id} was not asked about`);
    const situation = { profile: this.registry.current(), now: ending.at };
    await ending.step.within(() => this.writer.cancel(tx, row, reason, situation));
  }
}

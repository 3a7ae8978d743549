import type { FollowUpView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, Idempotency, inTicketSpan, require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Consequence } from './domain/reaction.js';
import { BY_HAND } from './domain/reminder.js';
import { FollowUpWriter } from './follow-up.writer.js';
import { KnownOrderStore, type KnownOrderRow } from './known-order.store.js';

export interface FollowUpCall {
  actor: Actor;
  orderId: string;
  key: string;
  reason: string;
}

/** Reminders and supervisions made by hand. */
@Injectable()
export class FollowUpCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly orders: KnownOrderStore,
    private readonly writer: FollowUpWriter,
  ) {}

  remind(call: FollowUpCall): Promise<FollowUpView> {
    return this.make('order.remind', call, (unit) => ({ kind: 'reminder', unit }));
  }

  supervise(call: FollowUpCall): Promise<FollowUpView> {
    return this.make('order.supervise', call, (unit) => ({
      kind: 'supervision',
      unit,
      supervisor: call.actor.memberships[0]?.unit ?? this.registry.current().centre().code,
    }));
  }

  private make(
    act: 'order.remind' | 'order.supervise',
    call: FollowUpCall,
    consequence: (unit: string) => Consequence,
  ): Promise<FollowUpView> {
    const { actor, key, orderId, reason } = call;
    return this.database.transaction(async (tx) => {
      const order = await this.openOrder(tx, orderId);
      require(actor, act, this.subjectOf(order));
      const request = { key, caller: actor, act: `${act}:${orderId}`, body: { reason } };
      return this.idempotency.run(tx, request, () =>
        inTicketSpan(act, { ticketId: order.ticketId, unit: order.unit }, async () => {
          const blame = {
            ticketId: order.ticketId,
            orderId,
            unit: order.unit,
            cause: BY_HAND,
            reason,
            madeBy: actor.id,
          };
          const made = { blame, at: await databaseNow(tx) };
          const row = await this.writer.write(tx, made, consequence(order.unit), this.registry.current());
          const kind = act === 'order.remind' ? 'reminder' : 'supervision';
          const { id, unit, at } = row;
          return { id, kind, ticketId: order.ticketId, orderId, unit, at: at.toISOString() };
        }),
      );
    });
  }

  private async openOrder(tx: EntityManager, orderId: string): Promise<KnownOrderRow> {
    const order = await this.orders.find(tx, orderId);
    if (!order) throw new DomainError('order.unknown', 'there is no such order');
    if (order.ended) throw new DomainError('conflict', 'the order has ended; there is nothing to press for');
    return order;
  }

  private subjectOf(order: KnownOrderRow) {
    const profile = this.registry.current();
    const dispatcher = profile.area(order.area) ? profile.dispatchingUnit(order.area).code : null;
    return {
      holder: order.unit,
      verifier: order.verifier,
      dispatcher,
      centre: profile.centre(profile.area(order.area) ? order.area : undefined).code,
      area: order.area,
    };
  }
}

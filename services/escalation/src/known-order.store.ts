import type { OrderRole } from '@gridwhistle/kernel';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** What dispatch's events told of an order. */
export interface KnownOrderRow {
  orderId: string;
  ticketId: string;
  whistleId: string | null;
  unit: string;
  role: OrderRole;
  verifier: string;
  area: string;
  ended: boolean;
}

export const KnownOrderEntity = new EntitySchema<KnownOrderRow>({
  name: 'known_order',
  columns: {
    orderId: { type: 'uuid', name: 'order_id', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    whistleId: { type: 'uuid', name: 'whistle_id', nullable: true },
    unit: { type: 'text' },
    role: { type: 'text' },
    verifier: { type: 'text' },
    area: { type: 'text' },
    ended: { type: 'boolean' },
  },
});

@Injectable()
export class KnownOrderStore {
  find(tx: EntityManager, orderId: string): Promise<KnownOrderRow | null> {
    return tx.findOne(KnownOrderEntity, { where: { orderId } });
  }

  async issued(tx: EntityManager, row: KnownOrderRow): Promise<void> {
    await tx.upsert(KnownOrderEntity, row, ['orderId']);
  }

  async ended(tx: EntityManager, orderId: string): Promise<void> {
    await tx.update(KnownOrderEntity, { orderId }, { ended: true });
  }
}

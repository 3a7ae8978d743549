import { ManyRows } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** A reminder, a supervision or a demand to raise: made by a rung (`cause` is its event) or by hand, with the words of who made it. */
export interface FollowUpRow {
  id: string;
  kind: 'reminder' | 'supervision' | 'raise';
  ticketId: string;
  orderId: string;
  whistleId: string | null;
  unit: string;
  supervisor: string | null;
  cause: string;
  reason: string | null;
  madeBy: string | null;
  at: Date;
}

export const FollowUpEntity = new EntitySchema<FollowUpRow>({
  name: 'follow_up',
  columns: {
    id: { type: 'uuid', primary: true },
    kind: { type: 'text' },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    orderId: { type: 'uuid', name: 'order_id' },
    whistleId: { type: 'uuid', name: 'whistle_id', nullable: true },
    unit: { type: 'text' },
    supervisor: { type: 'text', nullable: true },
    cause: { type: 'text' },
    reason: { type: 'text', nullable: true },
    madeBy: { type: 'text', name: 'made_by', nullable: true },
    at: { type: 'timestamptz' },
  },
});

const followUps = new ManyRows(FollowUpEntity);

@Injectable()
export class FollowUpStore {
  async insert(tx: EntityManager, rows: readonly FollowUpRow[]): Promise<void> {
    await followUps.add(tx, rows);
  }
}

import { ManyRows, run } from '@gridwhistle/platform';
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
  /** What had led to it turned out not to be so. */
  voidedAt: Date | null;
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
    voidedAt: { type: 'timestamptz', name: 'voided_at', nullable: true },
  },
});

/** Follow-ups that rungs led to which fired too early. */
export interface LedTo {
  orderId: string;
  unit: string;
  causes: readonly string[];
  /** The moment from which the clock stood. */
  since: Date;
}

const VOID = {
  name: 'gw_follow_up_void',
  text: `update follow_up set voided_at = $5
    where order_id = $1 and unit = $2 and cause = any($3::text[]) and at > $4 and voided_at is null
    returning id, kind, ticket_id as "ticketId", order_id as "orderId", unit`,
};

/** What says which follow-up it is. */
export type VoidedFollowUp = Pick<FollowUpRow, 'id' | 'kind' | 'ticketId' | 'orderId' | 'unit'>;

const followUps = new ManyRows(FollowUpEntity);

@Injectable()
export class FollowUpStore {
  async insert(tx: EntityManager, rows: readonly FollowUpRow[]): Promise<void> {
    await followUps.add(tx, rows);
  }

  void(tx: EntityManager, { orderId, unit, causes, since }: LedTo, now: Date): Promise<VoidedFollowUp[]> {
    return run(tx, VOID, [orderId, unit, causes, since, now]);
  }
}

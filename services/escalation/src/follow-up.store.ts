import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** A reminder, a supervision or a demand to raise: made by a rung (`cause` is its event) or by hand, with the words of who made it. */
export interface FollowUpRow {
  id: string;
  kind: 'reminder' | 'supervision' | 'raise';
  /** An order's; null for one about a receipt. */
  ticketId: string | null;
  orderId: string | null;
  whistleId: string | null;
  /** A directive's; null for one about an order. */
  receiptId: string | null;
  directiveId: string | null;
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
    ticketId: { type: 'uuid', name: 'ticket_id', nullable: true },
    orderId: { type: 'uuid', name: 'order_id', nullable: true },
    whistleId: { type: 'uuid', name: 'whistle_id', nullable: true },
    receiptId: { type: 'uuid', name: 'receipt_id', nullable: true },
    directiveId: { type: 'uuid', name: 'directive_id', nullable: true },
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

/** What says which follow-up of an order it is. */
export interface VoidedFollowUp extends Pick<FollowUpRow, 'id' | 'kind' | 'unit'> {
  ticketId: string;
  orderId: string;
}

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

import type { Outcome, OrderState, TicketState } from '@gridwhistle/kernel';
import { Injectable } from '@nestjs/common';
import { EntitySchema, In, Not, type EntityManager } from 'typeorm';
import type { Standing } from './domain/rating.js';

/** What dispatch's events told of a ticket. */
export interface StandingRow {
  ticketId: string;
  state: TicketState;
  round: number;
  dispatcher: string | null;
  dueAt: Date | null;
  outcome: Outcome | null;
  ratingUntil: Date | null;
}

/** What dispatch's events told of an order: who holds it, who verifies it. */
export interface HolderRow {
  orderId: string;
  ticketId: string;
  unit: string;
  verifier: string;
  state: OrderState;
}

export const StandingEntity = new EntitySchema<StandingRow>({
  name: 'ticket_standing',
  columns: {
    ticketId: { type: 'uuid', name: 'ticket_id', primary: true },
    state: { type: 'text' },
    round: { type: 'smallint' },
    dispatcher: { type: 'text', nullable: true },
    dueAt: { type: 'timestamptz', name: 'due_at', nullable: true },
    outcome: { type: 'text', nullable: true },
    ratingUntil: { type: 'timestamptz', name: 'rating_until', nullable: true },
  },
});

export const HolderEntity = new EntitySchema<HolderRow>({
  name: 'order_holder',
  columns: {
    orderId: { type: 'uuid', name: 'order_id', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    unit: { type: 'text' },
    verifier: { type: 'text' },
    state: { type: 'text' },
  },
});

const UNKNOWN: Omit<StandingRow, 'ticketId'> = {
  state: 'reported',
  round: 0,
  dispatcher: null,
  dueAt: null,
  outcome: null,
  ratingUntil: null,
};

@Injectable()
export class StandingStore {
  /** The ticket's standing; one that dispatch has not spoken of is `reported`. */
  async of(tx: EntityManager, ticketId: string): Promise<StandingRow> {
    return (await tx.findOne(StandingEntity, { where: { ticketId } })) ?? { ticketId, ...UNKNOWN };
  }

  /** Applies what an event told; the row is made when it is the first to speak of the ticket. */
  async apply(tx: EntityManager, ticketId: string, change: Partial<StandingRow>): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(StandingEntity)
      .values({ ticketId, ...UNKNOWN })
      .orIgnore()
      .execute();
    await tx.update(StandingEntity, { ticketId }, change);
  }

  async orderIssued(tx: EntityManager, row: HolderRow): Promise<void> {
    await tx.upsert(HolderEntity, row, ['orderId']);
  }

  async orderMoved(tx: EntityManager, orderId: string, state: OrderState): Promise<void> {
    await tx.update(HolderEntity, { orderId }, { state });
  }

  /** The ticket's orders that are not over. */
  liveOrders(tx: EntityManager, ticketId: string): Promise<HolderRow[]> {
    return tx.find(HolderEntity, { where: { ticketId, state: Not(In(['confirmed', 'raised', 'cancelled'])) } });
  }
}

/** The part that rules on ratings need. */
export const standingOf = (row: StandingRow): Standing => ({
  state: row.state,
  round: row.round,
  ratingUntil: row.ratingUntil ?? undefined,
});

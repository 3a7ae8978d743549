import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';
import type { AppealState } from './domain/appeal.js';
import type { Fact } from './domain/fact.js';
import { FactEntity } from './fact.store.js';
import { filtered, type ListFilter, type ListPage } from './list-filter.js';

/** A department's appeal against an overdue order; reason and answer are free text and stay here. */
export interface AppealRow {
  id: string;
  plan: string;
  period: string;
  orderId: string;
  ticketId: string;
  unit: string;
  state: AppealState;
  reason: string;
  /** Why it was refused. */
  answer: string | null;
  /** Staff ids. */
  reviewers: string[];
  madeBy: string;
  madeAt: Date;
  sequence: number;
}

export const AppealEntity = new EntitySchema<AppealRow>({
  name: 'appeal',
  columns: {
    id: { type: 'uuid', primary: true },
    plan: { type: 'text' },
    period: { type: 'text' },
    orderId: { type: 'uuid', name: 'order_id' },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    unit: { type: 'text' },
    state: { type: 'text' },
    reason: { type: 'text' },
    answer: { type: 'text', nullable: true },
    reviewers: { type: 'text', array: true },
    madeBy: { type: 'text', name: 'made_by' },
    madeAt: { type: 'timestamptz', name: 'made_at' },
    sequence: { type: 'int' },
  },
});

@Injectable()
export class AppealStore {
  async insert(tx: EntityManager, row: AppealRow): Promise<void> {
    await tx.insert(AppealEntity, row);
  }

  async update(tx: EntityManager, { id, ...change }: AppealRow): Promise<void> {
    await tx.update(AppealEntity, { id }, change);
  }

  /** Locked until the transaction ends. */
  lock(tx: EntityManager, id: string): Promise<AppealRow | null> {
    return tx.findOne(AppealEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  find(tx: EntityManager, id: string): Promise<AppealRow | null> {
    return tx.findOne(AppealEntity, { where: { id } });
  }

  isAppealed(tx: EntityManager, plan: string, orderId: string): Promise<boolean> {
    return tx.exists(AppealEntity, { where: { plan, orderId } });
  }

  /** Newest first. */
  list(tx: EntityManager, filter: ListFilter, page: ListPage): Promise<AppealRow[]> {
    return filtered(tx.createQueryBuilder(AppealEntity, 'appeal'), filter, page, ['appeal.unit']).getMany();
  }

  /** The order's fact, as events tell it by now. */
  orderOf(tx: EntityManager, orderId: string): Promise<Fact | null> {
    return tx.findOne(FactEntity, { where: { kind: 'order', id: orderId } });
  }

  /** When the ticket was closed; null while it is open, or open again. */
  async closedAt(tx: EntityManager, ticketId: string): Promise<Date | null> {
    const ticket = await tx.findOne(FactEntity, { where: { kind: 'ticket', id: ticketId } });
    return ticket?.fields['closed'] === true ? ticket.settledAt : null;
  }
}

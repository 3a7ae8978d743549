import { DomainError } from '@gridwhistle/kernel';
import { violatedConstraint } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, In, Not, type EntityManager } from 'typeorm';
import type { Whistle } from './domain/whistle.js';

/** A whistle as it is stored. The reason is the township's own words and stays here. */
export interface WhistleRow extends Whistle {
  reason: string;
  /** Why it was declined or cancelled. */
  endReason: string | null;
  approvalDueAt: Date;
  reportInDueAt: Date | null;
  requestedAt: Date;
  sequence: number;
}

export const WhistleEntity = new EntitySchema<WhistleRow>({
  name: 'whistle',
  columns: {
    id: { type: 'uuid', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    orderId: { type: 'uuid', name: 'order_id' },
    township: { type: 'text' },
    askedBy: { type: 'text', name: 'asked_by', nullable: true },
    kind: { type: 'text' },
    state: { type: 'text' },
    lead: { type: 'text' },
    assists: { type: 'jsonb' },
    requestedBy: { type: 'text', name: 'requested_by' },
    reason: { type: 'text' },
    endReason: { type: 'text', name: 'end_reason', nullable: true },
    attendance: { type: 'jsonb' },
    completionAsked: { type: 'boolean', name: 'completion_asked' },
    approvalDueAt: { type: 'timestamptz', name: 'approval_due_at' },
    reportInDueAt: { type: 'timestamptz', name: 'report_in_due_at', nullable: true },
    requestedAt: { type: 'timestamptz', name: 'requested_at' },
    sequence: { type: 'int' },
  },
});

const ENDED = ['declined', 'completed', 'cancelled'] as const;

@Injectable()
export class WhistleStore {
  /** Writes a new whistle; a second open one for the same order is `whistle.already-open`. */
  async insert(tx: EntityManager, row: WhistleRow): Promise<void> {
    try {
      await tx.insert(WhistleEntity, row);
    } catch (error) {
      if (violatedConstraint(error) !== 'whistle_open_once') throw error;
      throw new DomainError('whistle.already-open', 'this order has an open whistle', [
        { field: 'orderId', message: 'has an open whistle' },
      ]);
    }
  }

  find(tx: EntityManager, id: string): Promise<WhistleRow | null> {
    return tx.findOne(WhistleEntity, { where: { id } });
  }

  /** The whistle with its row locked until the transaction ends, or `whistle.unknown`. */
  async lock(tx: EntityManager, id: string): Promise<WhistleRow> {
    const row = await tx.findOne(WhistleEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw new DomainError('whistle.unknown', 'there is no such whistle');
    return row;
  }

  /** The open whistles of tickets, locked in id order. */
  openOf(tx: EntityManager, ticketIds: readonly string[]): Promise<WhistleRow[]> {
    const where = { ticketId: In([...ticketIds]), state: Not(In([...ENDED])) };
    return tx.find(WhistleEntity, { where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  /** The open whistles that orders wait for, or that are asked for them, locked in id order. */
  openFor(tx: EntityManager, orderIds: readonly string[]): Promise<WhistleRow[]> {
    const where = { orderId: In([...orderIds]), state: Not(In([...ENDED])) };
    return tx.find(WhistleEntity, { where, order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' } });
  }

  async lockFree(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }[]>(
      'select id from whistle where id = any($1::uuid[]) order by id for update skip locked',
      [ids],
    );
    return rows.map((row) => row.id);
  }

  async save(tx: EntityManager, row: WhistleRow): Promise<void> {
    const { id, ...change } = row;
    await tx.update(WhistleEntity, { id }, change);
  }
}

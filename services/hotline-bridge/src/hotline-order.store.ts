import type { Severity, TicketState } from '@gridwhistle/kernel';
import { ManyRows } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, type EntityManager } from 'typeorm';

/** A work order as it came in and what dispatch's events told of its ticket; `words` is sealed. */
export interface HotlineOrderRow {
  ticketId: string;
  number: string;
  digest: Buffer;
  words: string;
  severity: Severity;
  confidential: boolean;
  state: TicketState;
  round: number;
  dueAt: Date | null;
  receivedAt: Date;
  sequence: number;
}

/** A number that came again with other content. */
export interface ContradictionRow {
  id: string;
  ticketId: string;
  messageId: string;
  words: string;
  at: Date;
}

export interface CallBackRow {
  messageId: string;
  ticketId: string;
  digest: Buffer;
  at: Date;
}

export const HotlineOrderEntity = new EntitySchema<HotlineOrderRow>({
  name: 'hotline_order',
  columns: {
    ticketId: { type: 'uuid', name: 'ticket_id', primary: true },
    number: { type: 'text' },
    digest: { type: 'bytea' },
    words: { type: 'text' },
    severity: { type: 'text' },
    confidential: { type: 'boolean' },
    state: { type: 'text' },
    round: { type: 'smallint' },
    dueAt: { type: 'timestamptz', name: 'due_at', nullable: true },
    receivedAt: { type: 'timestamptz', name: 'received_at' },
    sequence: { type: 'int' },
  },
});

export const ContradictionEntity = new EntitySchema<ContradictionRow>({
  name: 'contradiction',
  columns: {
    id: { type: 'uuid', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    messageId: { type: 'text', name: 'message_id' },
    words: { type: 'text' },
    at: { type: 'timestamptz' },
  },
});

export const CallBackEntity = new EntitySchema<CallBackRow>({
  name: 'call_back',
  columns: {
    messageId: { type: 'text', name: 'message_id', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    digest: { type: 'bytea' },
    at: { type: 'timestamptz' },
  },
});

const hotlineOrders = new ManyRows(HotlineOrderEntity);

@Injectable()
export class HotlineOrderStore {
  /** Writes the order; false when the number is known, also to a request at the same moment. */
  async insert(tx: EntityManager, row: HotlineOrderRow): Promise<boolean> {
    const insert = tx.createQueryBuilder().insert().into(HotlineOrderEntity).values(row).orIgnore();
    return ((await insert.returning('ticket_id').execute()).raw as unknown[]).length > 0;
  }

  find(tx: EntityManager, ticketId: string): Promise<HotlineOrderRow | null> {
    return tx.findOne(HotlineOrderEntity, { where: { ticketId } });
  }

  findByNumber(tx: EntityManager, number: string): Promise<HotlineOrderRow | null> {
    return tx.findOne(HotlineOrderEntity, { where: { number } });
  }

  /** The order with its row locked until the transaction ends; null for a ticket that is not the hotline's. */
  lock(tx: EntityManager, by: { ticketId: string } | { number: string }): Promise<HotlineOrderRow | null> {
    return tx.findOne(HotlineOrderEntity, { where: by, lock: { mode: 'pessimistic_write' } });
  }

  /** Which of these tickets are the hotline's, with their rows locked in id order. */
  async lockMany(tx: EntityManager, ticketIds: readonly string[]): Promise<Set<string>> {
    const ids = [...new Set(ticketIds)].map((ticketId) => ({ ticketId }));
    const rows = await hotlineOrders.lock(tx, ids);
    return new Set(rows.map(({ ticketId }) => ticketId));
  }

  async update(tx: EntityManager, ticketId: string, change: Partial<HotlineOrderRow>): Promise<void> {
    await tx.update(HotlineOrderEntity, { ticketId }, change);
  }

  async insertContradiction(tx: EntityManager, row: ContradictionRow): Promise<void> {
    await tx.insert(ContradictionEntity, row);
  }

  findCallBack(tx: EntityManager, messageId: string): Promise<CallBackRow | null> {
    return tx.findOne(CallBackEntity, { where: { messageId } });
  }

  async insertCallBack(tx: EntityManager, row: CallBackRow): Promise<void> {
    await tx.insert(CallBackEntity, row);
  }
}

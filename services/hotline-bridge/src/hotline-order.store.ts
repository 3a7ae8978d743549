import type { Severity, TicketState } from '@gridwhistle/kernel';
import { ManyRows, run } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, IsNull, Not, type EntityManager } from 'typeorm';

/** A work order as it came in and what dispatch's events told of its ticket; `words` is sealed. */
export interface HotlineOrderRow {
  ticketId: string;
  number: string;
  digest: Buffer;
  words: string;
  /** Which of the profile's platforms it came by; null for the bridge's own format. */
  platform: string | null;
  severity: Severity;
  confidential: boolean;
  state: TicketState;
  round: number;
  dueAt: Date | null;
  receivedAt: Date;
  withdrawalAskedAt: Date | null;
  /** The ticket in which the matter is handled since `mergedAt`; null while its own is. */
  mergedInto: string | null;
  mergedAt: Date | null;
  /** The whole of which that one is a part, while it is followed in its place. */
  mergedWhole: string | null;
  /** Up to which events of the ticket that is followed dispatch was asked; null while it is to be asked. */
  mergedSequence: number | null;
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

/** What the hotline said about an order, by the id of its message. */
export interface SaidRow {
  messageId: string;
  ticketId: string;
  kind: 'call-back' | 'urge' | 'withdrawal';
  digest: Buffer;
  /** The round that an effective call-back speaks of; one is taken for each. */
  effectiveRound: number | null;
  /** Sealed; null where only codes were said. */
  words: string | null;
  at: Date;
}

export const HotlineOrderEntity = new EntitySchema<HotlineOrderRow>({
  name: 'hotline_order',
  columns: {
    ticketId: { type: 'uuid', name: 'ticket_id', primary: true },
    number: { type: 'text' },
    digest: { type: 'bytea' },
    words: { type: 'text' },
    platform: { type: 'text', nullable: true },
    severity: { type: 'text' },
    confidential: { type: 'boolean' },
    state: { type: 'text' },
    round: { type: 'smallint' },
    dueAt: { type: 'timestamptz', name: 'due_at', nullable: true },
    receivedAt: { type: 'timestamptz', name: 'received_at' },
    withdrawalAskedAt: { type: 'timestamptz', name: 'withdrawal_asked_at', nullable: true },
    mergedInto: { type: 'uuid', name: 'merged_into', nullable: true },
    mergedAt: { type: 'timestamptz', name: 'merged_at', nullable: true },
    mergedWhole: { type: 'uuid', name: 'merged_whole', nullable: true },
    mergedSequence: { type: 'int', name: 'merged_sequence', nullable: true },
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

export const SaidEntity = new EntitySchema<SaidRow>({
  name: 'said',
  columns: {
    messageId: { type: 'text', name: 'message_id', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    kind: { type: 'text' },
    digest: { type: 'bytea' },
    effectiveRound: { type: 'smallint', name: 'effective_round', nullable: true },
    words: { type: 'text', nullable: true },
    at: { type: 'timestamptz' },
  },
});

const hotlineOrders = new ManyRows(HotlineOrderEntity);

const CONCERNED = hotlineOrders.where(
  'gw_hotline_order_concerned',
  '(ticket_id = any($1::uuid[]) or merged_into = any($1::uuid[]) or merged_whole = any($1::uuid[])) order by ticket_id for update',
);

/** An order, and what it was merged into. */
type Merged = { readonly ticketId: string; readonly mergedInto: string };

const UNASKED = { mergedInto: Not(IsNull()), mergedSequence: IsNull() };

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

  /** The orders behind those of these tickets that are the hotline's, with their rows locked in id order. */
  async lockMany(tx: EntityManager, ticketIds: readonly string[]): Promise<Map<string, HotlineOrderRow>> {
    const ids = [...new Set(ticketIds)].map((ticketId) => ({ ticketId }));
    const rows = await hotlineOrders.lock(tx, ids);
    return new Map(rows.map((row) => [row.ticketId, row]));
  }

  /** The orders whose matters are handled, or were, in some of these tickets, with their rows locked in id order. */
  lockConcerned(tx: EntityManager, ticketIds: readonly string[]): Promise<HotlineOrderRow[]> {
    return run<HotlineOrderRow>(tx, CONCERNED, [[...new Set(ticketIds)]]);
  }

  /** Some orders whose tickets were merged, and nobody has asked yet into what. */
  unasked(tx: EntityManager, limit: number): Promise<HotlineOrderRow[]> {
    return tx.find(HotlineOrderEntity, { where: UNASKED, order: { ticketId: 'asc' }, take: limit });
  }

  /** Which whole is followed, unless it was merged further meanwhile. */
  async followWhole(tx: EntityManager, order: Merged, mergedWhole: string | null): Promise<void> {
    await tx.update(HotlineOrderEntity, { ...order, mergedSequence: IsNull() }, { mergedWhole });
  }

  countUnasked(tx: EntityManager): Promise<number> {
    return tx.count(HotlineOrderEntity, { where: UNASKED });
  }

  async update(tx: EntityManager, ticketId: string, change: Partial<HotlineOrderRow>): Promise<void> {
    await tx.update(HotlineOrderEntity, { ticketId }, change);
  }

  async insertContradiction(tx: EntityManager, row: ContradictionRow): Promise<void> {
    await tx.insert(ContradictionEntity, row);
  }

  findSaid(tx: EntityManager, messageId: string): Promise<SaidRow | null> {
    return tx.findOne(SaidEntity, { where: { messageId } });
  }

  /** The call-back that stands for a round. */
  findEffective(tx: EntityManager, ticketId: string, effectiveRound: number): Promise<SaidRow | null> {
    return tx.findOne(SaidEntity, { where: { ticketId, effectiveRound } });
  }

  async insertSaid(tx: EntityManager, row: SaidRow): Promise<void> {
    await tx.insert(SaidEntity, row);
  }
}

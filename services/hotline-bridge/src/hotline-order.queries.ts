import type { HotlineMessageView, HotlineOrderView, HotlineOrderWords } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Database } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { HotlineOrderStore, type HotlineOrderRow } from './hotline-order.store.js';
import { OutgoingStore, type OutgoingRow } from './outgoing.store.js';
import { SealedWords } from './words.js';

@Injectable()
export class HotlineOrderQueries {
  private readonly tx: EntityManager;

  constructor(
    database: Database,
    private readonly orders: HotlineOrderStore,
    private readonly outgoing: OutgoingStore,
    private readonly sealed: SealedWords,
  ) {
    this.tx = database.source.manager;
  }

  /** For the hotline. Throws hotline-order.unknown. */
  async byNumber(number: string): Promise<HotlineOrderView> {
    const row = known(await this.orders.findByNumber(this.tx, number));
    return viewOf(row, await this.outgoing.ofTicket(this.tx, row.ticketId));
  }

  /** For other services, which guard the words as the bridge does. Throws hotline-order.unknown. */
  async words(ticketId: string): Promise<HotlineOrderWords> {
    const row = known(await this.orders.find(this.tx, ticketId));
    const { calledAt: _, ...words } = this.sealed.open(row.words);
    const { severity, confidential, receivedAt } = row;
    return { ticketId, ...words, severity, confidential, receivedAt: receivedAt.toISOString() };
  }
}

function known(row: HotlineOrderRow | null): HotlineOrderRow {
  if (!row) throw new DomainError('hotline-order.unknown', 'there is no such order');
  return row;
}

function viewOf(row: HotlineOrderRow, messages: readonly OutgoingRow[]): HotlineOrderView {
  const { number, ticketId, state, round, dueAt, receivedAt } = row;
  return {
    number,
    ticketId,
    state,
    round,
    ...(dueAt ? { dueAt: dueAt.toISOString() } : {}),
    receivedAt: receivedAt.toISOString(),
    messages: messages.map(messageViewOf),
  };
}

const messageViewOf = ({ id, message, round, state, happenedAt }: OutgoingRow): HotlineMessageView => ({
  id,
  message,
  round,
  state,
  at: happenedAt.toISOString(),
});

import { afterCommit, currentTraceparent, databaseNow } from '@gridwhistle/platform';
import type { Delivery } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { Owed } from './domain/owed.js';
import { OutgoingSender } from './outgoing.sender.js';
import { OutgoingStore } from './outgoing.store.js';

/** Notes what is owed, in the transaction of the event that it comes from. */
@Injectable()
export class OutgoingNotes {
  constructor(
    private readonly outgoing: OutgoingStore,
    private readonly sender: OutgoingSender,
  ) {}

  async owe(owed: Owed, ticketId: string, { tx, at }: Pick<Delivery, 'tx' | 'at'>): Promise<void> {
    const now = await databaseNow(tx);
    await this.outgoing.insert(tx, {
      id: v7({ msecs: now.getTime() }),
      ticketId,
      ...owed,
      happenedAt: at,
      traceparent: currentTraceparent() ?? null,
      state: 'owed',
      attempts: 0,
      nextAttemptAt: now,
      reason: null,
      deliveredAt: null,
      settledBy: null,
    });
    afterCommit(tx, () => this.sender.wake());
  }
}

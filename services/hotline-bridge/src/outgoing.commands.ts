import { DomainError } from '@gridwhistle/kernel';
import { Database, databaseNow, require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutgoingSender } from './outgoing.sender.js';
import { OutgoingStore, type OutgoingRow } from './outgoing.store.js';

/** What the centre does with messages that the hotline would not have. */
@Injectable()
export class OutgoingCommands {
  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly outgoing: OutgoingStore,
    private readonly sender: OutgoingSender,
  ) {}

  /** Parked messages, oldest first, from the id after `after`. Throws auth.forbidden. */
  async parked(actor: Actor, limit: number, after?: string): Promise<OutgoingRow[]> {
    this.check(actor);
    return this.outgoing.parked(this.database.source.manager, limit, after);
  }

  /** Owes it again, now. Throws auth.forbidden, hotline-message.unknown, hotline-message.not-parked. */
  async retry(id: string, actor: Actor): Promise<OutgoingRow> {
    const freed = await this.settle(id, actor, (now) => ({ state: 'owed', attempts: 0, nextAttemptAt: now }));
    this.sender.wake();
    return freed;
  }

  /** Gives it up for good. Throws like `retry`. */
  drop(id: string, actor: Actor): Promise<OutgoingRow> {
    return this.settle(id, actor, () => ({ state: 'dropped' }));
  }

  private settle(id: string, actor: Actor, change: (now: Date) => Partial<OutgoingRow>): Promise<OutgoingRow> {
    this.check(actor);
    return this.database.transaction(async (tx) => {
      const row = await this.lockParked(tx, id);
      const settled = { ...row, ...change(await databaseNow(tx)), settledBy: actor.id };
      await this.outgoing.save(tx, settled);
      return settled;
    });
  }

  private async lockParked(tx: EntityManager, id: string): Promise<OutgoingRow> {
    const row = await this.outgoing.lock(tx, id);
    if (!row) throw new DomainError('hotline-message.unknown', 'there is no such message');
    if (row.state === 'parked') return row;
    throw new DomainError('hotline-message.not-parked', `the message is ${row.state}`);
  }

  private check(actor: Actor): void {
    require(actor, 'hotline.manage', { centre: this.registry.current().centre().code });
  }
}

import { Rungs, type FiredRungs } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WhistleRungs } from './whistle.rungs.js';
import { WhistleStore } from './whistle.store.js';

/** What happens when a clock beside a whistle comes to a rung. */
@Injectable()
export class WhistleTimers {
  constructor(
    private readonly whistles: WhistleStore,
    private readonly rungs: WhistleRungs,
  ) {}

  lock(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
    return this.whistles.lockFree(tx, ids);
  }

  @Rungs('whistle')
  async fire(tx: EntityManager, fired: readonly FiredRungs[], now: Date): Promise<void> {
    // Whistles are few: each is written by itself.
    for (const { aggregateId, rungs, step } of fired) {
      const row = await this.whistles.find(tx, aggregateId);
      if (row) await step.within(() => this.rungs.tell(tx, row, rungs, now));
    }
  }
}

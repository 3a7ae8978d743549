import { Rungs, type ClockRow } from '@gridwhistle/messaging';
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
  async fire(tx: EntityManager, id: string, due: ClockRow[], now: Date): Promise<void> {
    const row = await this.whistles.find(tx, id);
    if (row) await this.rungs.fireOn(tx, row, due, now);
  }
}

import { outdatedBy, type OutdatedClocks } from '@gridwhistle/messaging';
import { Database, databaseNow, Workers } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { WhistleStandstills } from './whistle.standstills.js';
import { WhistleStore } from './whistle.store.js';

const PAUSE_MS = 1_000;
const OF_WHISTLES: OutdatedClocks = { entities: ['whistle'], by: 'aggregate_id' };

/** Counts the clocks of whistles anew when the profile in force has other office hours or holidays than they were counted with. */
@Injectable()
export class CalendarWorker {
  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly whistles: WhistleStore,
    private readonly standstills: WhistleStandstills,
    workers: Workers,
  ) {
    workers.loop('Calendar', PAUSE_MS, () => this.database.transaction((tx) => this.recountSome(tx)));
  }

  private async recountSome(tx: EntityManager): Promise<boolean> {
    if (!(await this.registry.isNewest(tx))) return false;
    const found = await outdatedBy(tx, OF_WHISTLES, this.registry.current().calendar);
    if (found.length === 0) return false;
    const now = await databaseNow(tx);
    // Whistles are few: each is written by itself.
    for (const { id } of found) await this.standstills.recount(tx, await this.whistles.lock(tx, id), now);
    return true;
  }
}

import { isOutdated, outdatedBy, type ClockRow, type OutdatedClocks } from '@gridwhistle/messaging';
import { Database, databaseNow, Workers } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { contextOf } from './call.js';
import { recountReceipt } from './domain/receipt-recounting.js';
import type { Outdated } from './domain/recounted.js';
import { recount } from './domain/recounting.js';
import { passOver } from './matter.pass.js';
import { MatterStore } from './matter.store.js';
import { ReceiptStore, rungsOf } from './receipt.store.js';

const PAUSE_MS = 1_000;
const OF_MATTERS: OutdatedClocks = { entities: ['ticket', 'order'], by: 'ticket_id' };
const OF_RECEIPTS: OutdatedClocks = { entities: ['receipt'], by: 'aggregate_id' };

/**
 * Counts deadlines anew when a profile with other office hours, or with the notice of another year, has come into force
 * (domain §3). It looks at the rows and not at the profile's version: what an instance with the older profile still
 * writes is found as well.
 */
@Injectable()
export class CalendarWorker {
  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly matters: MatterStore,
    private readonly receipts: ReceiptStore,
    workers: Workers,
  ) {
    workers.loop('Calendar', PAUSE_MS, () => this.work());
  }

  private async work(): Promise<boolean> {
    const more = await this.database.transaction((tx) => this.pass(tx, (rules) => this.recountMatters(tx, rules)));
    const other = await this.database.transaction((tx) => this.pass(tx, (rules) => this.recountReceipts(tx, rules)));
    return more || other;
  }

  private async pass(tx: EntityManager, recountSome: (rules: Profile) => Promise<boolean>): Promise<boolean> {
    return (await this.registry.isNewest(tx)) && recountSome(this.registry.current());
  }

  private async recountMatters(tx: EntityManager, rules: Profile): Promise<boolean> {
    const found = await outdatedBy(tx, OF_MATTERS, rules.calendar);
    return passOver(tx, this.matters, found, rules, ({ matter, clocks }, context) =>
      recount(matter, outdatedOf(clocks, rules), context),
    );
  }

  private async recountReceipts(tx: EntityManager, rules: Profile): Promise<boolean> {
    const found = await outdatedBy(tx, OF_RECEIPTS, rules.calendar);
    if (found.length === 0) return false;
    const now = await databaseNow(tx);
    const context = contextOf(rules, now, undefined);
    const decisions = (await this.receipts.lockMany(tx, found)).map((stored) => {
      const { receipt, directive, clocks } = stored;
      const decided = recountReceipt(receipt, outdatedOf(clocks, rules), rungsOf(directive, rules), context);
      return { stored, directive, decided };
    });
    await this.receipts.saveMany(tx, decisions, { rules, now });
    return decisions.length > 0;
  }
}

const outdatedOf = (clocks: readonly ClockRow[], { calendar }: Profile): Outdated[] =>
  clocks
    .filter((row) => isOutdated(row, calendar))
    .map(({ aggregateId, clock, dueAt, provisional }) => ({ aggregateId, kind: clock.kind, dueAt, provisional }));

import { Database, databaseNow, InternalClient, Workers } from '@gridwhistle/platform';
import { Registry, StaffCopy } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ReceiptPassing } from './receipt.passing.js';
import { leftBehind } from './staff-copy.store.js';

/** Who works where; what somebody who is gone still owes of directives passes on. */
@Injectable()
export class StaffCopyWorker extends StaffCopy {
  constructor(
    database: Database,
    client: InternalClient,
    registry: Registry,
    workers: Workers,
    private readonly passing: ReceiptPassing,
  ) {
    super(database, client, registry, workers);
  }

  protected override async taken(tx: EntityManager): Promise<void> {
    const now = await databaseNow(tx);
    for (const { head, ...post } of await leftBehind(tx)) {
      await this.passing.pass(tx, { ...post, ...(head === null ? {} : { head }) }, now);
    }
  }
}

import type { StaffList } from '@gridwhistle/contracts';
import { Database, databaseNow, InternalClient, Workers, type WorkerLoop } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ReceiptPassing } from './receipt.passing.js';
import { keepStaffList, leftBehind, staffCopyState } from './staff-copy.store.js';

const PAUSE_MS = 1_000;
/** A whole city's staff is some megabytes. */
const PATIENCE_MS = 10_000;

/** Fetches who works where, once after the start and whenever a newer list is known; the copy serves while the console is away. */
@Injectable()
export class StaffCopyWorker {
  private readonly log = new Logger('StaffCopy');
  private readonly loop: WorkerLoop;
  private asked = false;
  private trouble = '';

  constructor(
    private readonly database: Database,
    private readonly client: InternalClient,
    private readonly passing: ReceiptPassing,
    private readonly registry: Registry,
    workers: Workers,
  ) {
    this.loop = workers.loop('StaffCopy', PAUSE_MS, () => this.work());
  }

  /** Looks again now: a list was announced. */
  wake(): void {
    this.loop.wake();
  }

  private async work(): Promise<boolean> {
    const { revision, wanted } = await staffCopyState(this.database.source.manager);
    // Whoever is passed on to is looked up in the profile.
    if (this.registry.version === 0 || (this.asked && wanted <= revision)) return false;
    const list = await this.fetch();
    if (!list) return false;
    await this.database.transaction((tx) => this.take(tx, list));
    this.asked = true;
    return false;
  }

  private async take(tx: EntityManager, list: StaffList): Promise<void> {
    if (!(await keepStaffList(tx, list))) return;
    const now = await databaseNow(tx);
    for (const { head, ...post } of await leftBehind(tx)) {
      await this.passing.pass(tx, { ...post, ...(head === null ? {} : { head }) }, now);
    }
  }

  /** Says once what is wrong; it is tried again every second. */
  private async fetch(): Promise<StaffList | undefined> {
    try {
      const list = await this.client.get<StaffList>('console', '/internal/staff/posts', { timeoutMs: PATIENCE_MS });
      this.trouble = '';
      return list;
    } catch (error) {
      const { message } = error as Error;
      if (this.trouble !== message) this.log.warn(`the staff cannot be fetched: ${message}`);
      this.trouble = message;
      return undefined;
    }
  }
}

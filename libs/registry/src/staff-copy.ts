import { StaffListApplied, type StaffList } from '@gridwhistle/contracts';
import type { ServiceName } from '@gridwhistle/kernel';
import { On, type Delivery } from '@gridwhistle/messaging';
import { afterCommit, Database, InternalClient, Workers, type WorkerLoop } from '@gridwhistle/platform';
import { Inject, Injectable, Logger, type Type } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Registry } from './registry.js';
import { keepStaffList, staffCopyState, wantStaffList } from './staff-copy.store.js';

const PAUSE_MS = 1_000;
/** A whole city's staff is some megabytes. */
const PATIENCE_MS = 10_000;

/** Fetches who works where, once after the start and whenever a newer list is known; the copy serves while the console is away. */
@Injectable()
export class StaffCopy {
  private readonly log = new Logger('StaffCopy');
  private readonly loop: WorkerLoop;
  private asked = false;
  private trouble = '';

  constructor(
    private readonly database: Database,
    private readonly client: InternalClient,
    private readonly registry: Registry,
    workers: Workers,
  ) {
    this.loop = workers.loop('StaffCopy', PAUSE_MS, () => this.work());
  }

  /** Looks again now: a list was announced. */
  wake(): void {
    this.loop.wake();
  }

  /** What a service does about a list that it did not have, in the transaction that keeps it. */
  protected async taken(_tx: EntityManager): Promise<void> {}

  private async work(): Promise<boolean> {
    const { revision, wanted } = await staffCopyState(this.database.source.manager);
    // What people do is looked up in the profile.
    if (this.registry.version === 0 || (this.asked && wanted <= revision)) return false;
    const list = await this.fetch();
    if (!list) return false;
    await this.database.transaction(async (tx) => {
      if (await keepStaffList(tx, list)) await this.taken(tx);
    });
    this.asked = true;
    return false;
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

/** A list is one aggregate, and a durable belongs to one service: each has one of its own. Its name is for ever. */
export function staffListConsumer(service: ServiceName, kept: Type<StaffCopy>): Type<object> {
  @Injectable()
  class StaffListConsumer {
    constructor(@Inject(kept) private readonly copy: StaffCopy) {}

    @On(StaffListApplied, `${service}-staff-lists`)
    async applied({ revision }: StaffListApplied, { tx }: Delivery): Promise<void> {
      await wantStaffList(tx, revision);
      afterCommit(tx, () => this.copy.wake());
    }
  }
  return StaffListConsumer;
}

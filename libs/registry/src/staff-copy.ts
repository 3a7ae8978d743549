import { StaffListApplied, type StaffList } from '@gridwhistle/contracts';
import type { ServiceName } from '@gridwhistle/kernel';
import { On, type Delivery } from '@gridwhistle/messaging';
import { afterCommit, Database, InternalClient, Workers, type WorkerLoop } from '@gridwhistle/platform';
import { Inject, Injectable, type Type } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ConsoleCopy } from './console-copy.js';
import { Registry } from './registry.js';
import { keepStaffList, staffCopyState, wantStaffList } from './staff-copy.store.js';

const PAUSE_MS = 1_000;

/** Fetches who works where, once after the start and whenever a newer list is known; the copy serves while the console is away. */
@Injectable()
export class StaffCopy {
  private readonly loop: WorkerLoop;
  private readonly copy: ConsoleCopy<StaffList>;

  constructor(
    private readonly database: Database,
    client: InternalClient,
    private readonly registry: Registry,
    workers: Workers,
  ) {
    this.loop = workers.loop('StaffCopy', PAUSE_MS, () => this.work());
    this.copy = new ConsoleCopy(client, { name: 'StaffCopy', words: 'the staff', path: '/internal/staff/posts' });
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
    if (this.registry.version > 0) await this.copy.refresh(wanted > revision, (list) => this.take(list));
    return false;
  }

  private async take(list: StaffList): Promise<void> {
    await this.database.transaction(async (tx) => {
      if (await keepStaffList(tx, list)) await this.taken(tx);
    });
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

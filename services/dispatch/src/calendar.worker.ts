import { Database, run, Workers } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { recount } from './domain/recounting.js';
import type { Stored } from './matter.changes.js';
import { passOver } from './matter.pass.js';
import { MatterStore } from './matter.store.js';

const PAUSE_MS = 1_000;
const AT_ONCE = 200;

// Still provisional in years that the profile in force knows: counted before their notice came.
const OUTDATED = {
  name: 'gw_clock_outdated',
  text: `select distinct ticket_id as id from (
      select ticket_id from clock
      where provisional and state <> 'ended' and ticket_id is not null
        and extract(year from due_at at time zone 'Asia/Shanghai')::int = any($1::int[])
        and extract(year from started_at at time zone 'Asia/Shanghai')::int = any($1::int[])
      limit ${AT_ONCE}) found order by 1`,
};

/**
 * Counts deadlines anew when a profile with the notice of their year has come into force (domain §3). It looks at the
 * rows and not at the profile's version: what an instance with the older profile still writes is found as well.
 */
@Injectable()
export class CalendarWorker {
  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly matters: MatterStore,
    workers: Workers,
  ) {
    workers.loop('Calendar', PAUSE_MS, () => this.work());
  }

  private async work(): Promise<boolean> {
    if (this.registry.version === 0) return false;
    return this.database.transaction((tx) => this.recountSome(tx));
  }

  private async recountSome(tx: EntityManager): Promise<boolean> {
    const rules = this.registry.current();
    const found = await run<{ id: string }>(tx, OUTDATED, [rules.calendar.announcedYears]);
    return passOver(tx, this.matters, found, rules, (stored, context) =>
      recount(stored.matter, provisionalOf(stored), context),
    );
  }
}

const provisionalOf = ({ clocks }: Stored) =>
  clocks
    .filter((row) => row.provisional)
    .map(({ aggregateId, clock, dueAt }) => ({ aggregateId, kind: clock.kind, dueAt }));

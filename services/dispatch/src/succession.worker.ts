import { Database, run, Workers } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { holderAfter, succeed, type FormerUnits } from './domain/succession.js';
import { KnownUnitStore } from './known-unit.store.js';
import { passOver } from './matter.pass.js';
import { MatterStore } from './matter.store.js';
import { ReceiptSuccession } from './receipt.succession.js';

const PAUSE_MS = 1_000;
const AT_ONCE = 200;

// By what is gone: grids with a successor, units with an heir, and anybody who dispatched or verified.
const LEFT = {
  name: 'gw_matter_left',
  text: `select id from (
      (select id from ticket where state <> 'closed'
        and (grid = any($1::text[]) or dispatcher = any($3::text[])) limit ${AT_ONCE})
      union
      (select ticket_id from orders where state not in ('confirmed', 'raised', 'cancelled')
        and (verifier = any($3::text[]) or dispatcher = any($3::text[])) limit ${AT_ONCE})
      union
      (select o.ticket_id from orders o join ticket t on t.id = o.ticket_id and t.state = 'assigned'
        where o.state not in ('confirmed', 'raised', 'cancelled') and o.state in ('issued', 'accepted')
          and o.unit = any($2::text[]) and o.waits_for is null and o.whistle_id is null limit ${AT_ONCE})) found
    order by 1`,
};

/** What is gone from the profile in force, as far as somebody took over from it. */
interface Gone {
  readonly version: number;
  readonly former: FormerUnits;
  readonly grids: readonly string[];
  readonly holders: readonly string[];
}

/**
 * Takes what is open along when a profile re-partitions the district (domain §2). It looks at the rows and not at the
 * profile's version: what an instance with the older profile still writes, or what comes back to a unit that is gone
 * later, is found as well.
 */
@Injectable()
export class SuccessionWorker {
  private gone: Gone | undefined;

  constructor(
    private readonly database: Database,
    private readonly registry: Registry,
    private readonly matters: MatterStore,
    private readonly units: KnownUnitStore,
    private readonly receipts: ReceiptSuccession,
    workers: Workers,
  ) {
    workers.loop('Succession', PAUSE_MS, () => this.work());
  }

  private async work(): Promise<boolean> {
    const { version } = this.registry;
    if (version === 0) return false;
    const rules = this.registry.current();
    if (this.gone?.version !== version) this.gone = await this.look(rules, version);
    const { gone } = this;
    if (gone.former.size === 0) return false;
    const more = await this.database.transaction((tx) => this.pass(tx, rules, gone));
    const other = await this.database.transaction((tx) => this.receipts.pass(tx, rules, gone));
    return more || other;
  }

  private look(rules: Profile, version: number): Promise<Gone> {
    return this.database.transaction(async (tx) => {
      await this.units.remember(tx, rules, version);
      const former = await this.units.former(tx, version);
      const codes = [...former.keys()];
      const grids = codes.filter((code) => rules.gridNow(code));
      return { version, former, grids, holders: codes.filter((code) => holderAfter(code, former, rules)) };
    });
  }

  private async pass(tx: EntityManager, rules: Profile, { former, grids, holders }: Gone): Promise<boolean> {
    const found = await run<{ id: string }>(tx, LEFT, [grids, holders, [...former.keys()]]);
    return passOver(tx, this.matters, found, rules, ({ matter }, context) => succeed(matter, former, context));
  }
}

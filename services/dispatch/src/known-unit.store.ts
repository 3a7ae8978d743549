import { run } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FormerUnits } from './domain/succession.js';

// An instance that still has an older profile does not undo what a newer one says.
const REMEMBER = {
  name: 'gw_known_unit_remember',
  text: `insert into known_unit (code, parent, version)
    select u.code, u.parent, $3 from unnest($1::text[], $2::text[]) u (code, parent)
    on conflict (code) do update set parent = excluded.parent, version = excluded.version
    where known_unit.version < excluded.version`,
};

const FORMER = { name: 'gw_known_unit_former', text: 'select code, parent from known_unit where version < $1' };

/** Which units there have been, and what each belonged to in the last profile that had it. */
@Injectable()
export class KnownUnitStore {
  async remember(tx: EntityManager, { document: { units } }: Profile, version: number): Promise<void> {
    const parents = units.map(({ parent }) => parent ?? null);
    await run(tx, REMEMBER, [units.map(({ code }) => code), parents, version]);
  }

  /** Those that the profile of this version has no more. */
  async former(tx: EntityManager, version: number): Promise<FormerUnits> {
    const rows = await run<{ code: string; parent: string | null }>(tx, FORMER, [version]);
    return new Map(rows.map(({ code, parent }) => [code, parent]));
  }
}

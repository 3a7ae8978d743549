import { databaseNow } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import type { EntityManager } from 'typeorm';
import { contextOf } from './call.js';
import type { Change } from './domain/matter.js';
import type { Context } from './domain/rules.js';
import type { Stored } from './matter.changes.js';
import type { Decision, MatterStore } from './matter.store.js';

type Decide = (stored: Stored, context: Context) => Change;

/**
 * Locks the matters that were found, decides about each and saves what changed. True when anything did: what stays as it
 * is would be found again at once.
 */
export async function passOver(
  tx: EntityManager,
  matters: MatterStore,
  found: readonly { id: string }[],
  rules: Profile,
  decide: Decide,
): Promise<boolean> {
  if (found.length === 0) return false;
  const now = await databaseNow(tx);
  const context = contextOf(rules, now, undefined);
  const ids = found.map(({ id }) => id);
  const decisions = [...(await matters.lockMany(tx, ids)).values()]
    .map((stored): Decision => ({ stored, change: decide(stored, context) }))
    .filter(({ change }) => change.ticket !== undefined || change.orders.length > 0);
  await matters.saveMany(tx, decisions, { rules, now });
  return decisions.length > 0;
}

import { make, StaffDeactivated } from '@gridwhistle/contracts';
import { groupBy, publishAll, type Publication } from '@gridwhistle/messaging';
import { databaseNow } from '@gridwhistle/platform';
import type { StaffDocument } from '@gridwhistle/registry';
import type { EntityManager } from 'typeorm';
import { v5 } from 'uuid';
import { postsLost } from './staff.store.js';

/** Names each member of staff as an aggregate: `v5(<district> <id>, …)`. */
const STAFF_NAMESPACE = '0190e1b5-3c7a-7d42-9f3e-5a1c8b6d2e50';

// A person's row is replaced with the document; the log knows the version.
const SEQUENCES = `select aggregate_id as id, max(sequence) as sequence from event_log
  where entity = 'staff' and aggregate_id = any($1::uuid[]) group by aggregate_id`;

/** What new staff belongs to: a district, and the version of its profile that comes with it. */
interface Arrival {
  district: string;
  version: number;
}

/** Tells who leaves which unit with the new staff, before it is put in the place of the old; ids only. */
export async function publishLeavers(
  tx: EntityManager,
  { district, version }: Arrival,
  staff: StaffDocument,
): Promise<void> {
  const lost = groupBy(await postsLost(tx, staff), ([person]) => person);
  if (lost.size === 0) return;
  const heads = headsOf(staff);
  const idOf = (person: string): string => v5(`${district} ${person}`, STAFF_NAMESPACE);
  const sequences = await sequencesOf(tx, [...lost.keys()].map(idOf));
  const publications = [...lost].map(([person, posts]): Publication => {
    const id = idOf(person);
    const aggregate = { entity: 'staff', id, sequence: sequences.get(id) ?? 0, ticketId: null, unit: null };
    return { aggregate, events: posts.map(([, unit]) => leaving({ person, unit, version }, heads.get(unit))) };
  });
  await publishAll(tx, publications, await databaseNow(tx));
}

const leaving = (post: Omit<StaffDeactivated, 'head'>, head: string | undefined): StaffDeactivated =>
  make(StaffDeactivated, { ...post, ...(head === undefined ? {} : { head }) });

/** The first active head of each unit. */
export function headsOf({ staff }: StaffDocument): Map<string, string> {
  const heads = new Map<string, string>();
  for (const { id, memberships } of staff.filter(({ active }) => active)) {
    for (const { unit, roles } of memberships) if (roles.includes('head') && !heads.has(unit)) heads.set(unit, id);
  }
  return heads;
}

async function sequencesOf(tx: EntityManager, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await tx.query<{ id: string; sequence: number }[]>(SEQUENCES, [ids]);
  return new Map(rows.map(({ id, sequence }) => [id, sequence]));
}

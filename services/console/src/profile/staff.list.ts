import { make, StaffListApplied, type StaffList } from '@gridwhistle/contracts';
import { publish } from '@gridwhistle/messaging';
import { databaseNow } from '@gridwhistle/platform';
import type { EntityManager } from 'typeorm';
import { v5 } from 'uuid';

/** Names the district's one list as an aggregate: `v5(district, …)`. */
const LIST_NAMESPACE = '0190e1b5-3c7a-7d42-9f3e-5a1c8b6d2e51';

const REVISION = `(select coalesce(max(sequence), 0)::int from event_log where entity = 'staff-list')`;

// Both of one moment.
const LIST = `select ${REVISION} as revision,
    coalesce(json_agg(json_build_array(id, post->'unit', post->'roles') order by id), '[]') as posts
  from staff cross join lateral jsonb_array_elements(posts) post where active`;

const DIGEST = `select md5(string_agg(id || posts::text, ' ' order by id)) as digest from staff where active`;

/** The active posts, and the revision of the list that they are. */
export async function staffList(tx: EntityManager): Promise<StaffList> {
  const [list] = await tx.query<StaffList[]>(LIST);
  return list ?? { revision: 0, posts: [] };
}

/** What tells whether somebody's posts have changed. */
export async function staffDigest(tx: EntityManager): Promise<string | null> {
  const [row] = await tx.query<{ digest: string | null }[]>(DIGEST);
  return row?.digest ?? null;
}

/** Tells that the staff is another one. The table of versions is locked, so that revisions count up. */
export async function publishStaffList(tx: EntityManager, district: string): Promise<void> {
  const [row] = await tx.query<{ revision: number }[]>(`select ${REVISION} as revision`);
  const sequence = row?.revision ?? 0;
  const aggregate = { entity: 'staff-list', id: v5(district, LIST_NAMESPACE), sequence, ticketId: null, unit: null };
  await publish(tx, aggregate, [make(StaffListApplied, { district, revision: sequence + 1 })], await databaseNow(tx));
}

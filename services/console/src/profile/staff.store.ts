import { maskName, open, seal, type Membership } from '@gridwhistle/platform';
import type { StaffDocument, StaffMember } from '@gridwhistle/registry';
import type { EntityManager } from 'typeorm';

/** What a token says about its bearer: units and roles, never a name. */
export interface StaffClaims {
  gw_memberships: Membership[];
}

/** One post of a member of staff. */
export interface Post {
  unit: string;
  roles: Membership['roles'];
}

/** A member of staff as others see it: the name is masked. */
export interface MaskedStaff {
  id: string;
  name: string;
  active: boolean;
  memberships: Post[];
}

interface StaffRow {
  id: string;
  name_sealed: string;
  active: boolean;
  posts: Post[];
}

/** Puts the new staff in the place of the old; names are sealed before they reach the database. */
export async function replaceStaff(tx: EntityManager, dataKey: Buffer, { staff }: StaffDocument): Promise<void> {
  await tx.query('delete from staff');
  const column = <K extends keyof StaffMember>(key: K): StaffMember[K][] => staff.map((person) => person[key]);
  await tx.query(
    `insert into staff (id, name_sealed, active, posts, units)
     select id, name, active, posts, array(select post->>'unit' from jsonb_array_elements(posts) post)
     from unnest($1::text[], $2::text[], $3::boolean[], $4::jsonb[]) given (id, name, active, posts)`,
    [
      column('id'),
      column('name').map((name) => seal(dataKey, name)),
      column('active'),
      column('memberships').map((posts) => JSON.stringify(posts)),
    ],
  );
}

/** The posts of an active member of staff; undefined for anybody else. */
export async function postsOf(tx: EntityManager, id: string): Promise<Post[] | undefined> {
  const rows = await tx.query<{ posts: Post[] }[]>('select posts from staff where id = $1 and active', [id]);
  return rows[0]?.posts;
}

const OF_UNIT = '(select * from staff where units @> array[$3] offset 0) of_unit';

/** Staff by id, a page after `after`, of one unit when it is named. */
export async function listStaff(
  tx: EntityManager,
  dataKey: Buffer,
  page: { after: string; limit: number; unit?: string | undefined },
): Promise<MaskedStaff[]> {
  // Fenced off: a page by id would else be looked for among all staff of the district.
  const [from, unit] = page.unit === undefined ? ['staff', []] : [OF_UNIT, [page.unit]];
  const rows = await tx.query<StaffRow[]>(
    `select id, name_sealed, active, posts from ${from} where id > $1 order by id limit $2`,
    [page.after, page.limit, ...unit],
  );
  return rows.map((row) => ({
    id: row.id,
    name: maskName(open(dataKey, row.name_sealed)),
    active: row.active,
    memberships: row.posts,
  }));
}

/** The posts that are active now and would be no longer with this staff: who leaves which unit. */
export async function postsLost(
  tx: EntityManager,
  { staff }: StaffDocument,
): Promise<[person: string, unit: string][]> {
  const kept = new Set(
    staff
      .filter(({ active }) => active)
      .flatMap(({ id, memberships }) => memberships.map(({ unit }) => `${id} ${unit}`)),
  );
  const posts = await tx.query<{ id: string; unit: string }[]>(
    `select id, post->>'unit' as unit from staff cross join lateral jsonb_array_elements(posts) post
     where active order by id`,
  );
  return posts.flatMap(({ id, unit }) => (kept.has(`${id} ${unit}`) ? [] : [[id, unit]]));
}

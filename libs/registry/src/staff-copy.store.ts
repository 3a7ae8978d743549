import type { StaffList } from '@gridwhistle/contracts';
import { run } from '@gridwhistle/platform';
import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';

/** The revision that is here, -1 before the first, and the newest that was announced. */
export interface StaffCopyState {
  readonly revision: number;
  readonly wanted: number;
}

const UP = [
  // One row: the revision that has arrived (none: -1), and the newest that was heard of.
  `create table staff_copy (
    id smallint primary key default 1 check (id = 1),
    wanted int not null,
    revision int not null)`,
  'insert into staff_copy (wanted, revision) values (0, -1)',
  `create table post (
    person text not null,
    unit text not null,
    roles text[] not null)`,
  'create index post_person on post (person)',
];

/** Who works where, ids only, in the service's own schema. Each service names its migration. */
export abstract class StaffCopyTables implements MigrationInterface {
  abstract readonly name: string;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table post, staff_copy');
  }
}

const REPLACE = {
  name: 'gw_staff_replace',
  text: `insert into post (person, unit, roles)
    select p->>0, p->>1, array(select jsonb_array_elements_text(p->2)) from jsonb_array_elements($1::jsonb) p`,
};

export async function staffCopyState(tx: Pick<EntityManager, 'query'>): Promise<StaffCopyState> {
  const [state] = await tx.query<StaffCopyState[]>('select revision, wanted from staff_copy');
  return state ?? { revision: -1, wanted: 0 };
}

/** Remembers that a list is in force; fetching it is not the handler's work. */
export async function wantStaffList(tx: EntityManager, revision: number): Promise<void> {
  await tx.query('update staff_copy set wanted = greatest(wanted, $1)', [revision]);
}

/** Keeps a list, whole; false when it, or a newer one, is there already. */
export async function keepStaffList(tx: EntityManager, { revision, posts }: StaffList): Promise<boolean> {
  const sql = 'update staff_copy set revision = $1 where revision < $1 returning revision';
  const [kept] = await tx.query<[unknown[], number]>(sql, [revision]);
  if (kept.length === 0) return false;
  await tx.query('delete from post');
  await run(tx, REPLACE, [JSON.stringify(posts)]);
  return true;
}

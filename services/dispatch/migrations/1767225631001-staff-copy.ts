import type { MigrationInterface, QueryRunner } from 'typeorm';

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

/** Who works where, ids only: directives go out while the console is away. */
export class StaffCopy1767225631001 implements MigrationInterface {
  readonly name = 'StaffCopy1767225631001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table post, staff_copy');
  }
}

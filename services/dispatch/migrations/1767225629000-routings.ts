import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  'alter table ticket add column routing jsonb',
  'alter table orders add column assignee text',
  // Of each person and unit the newest version of the staff that no longer has the post.
  `create table departure (
    person text not null,
    unit text not null,
    version int not null,
    primary key (person, unit))`,
];

const DOWN = [
  'drop table departure',
  'alter table orders drop column assignee',
  'alter table ticket drop column routing',
];

/** What the routes said of each ticket, and whom of its unit an order is meant for; those from before have neither. */
export class Routings1767225629000 implements MigrationInterface {
  readonly name = 'Routings1767225629000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

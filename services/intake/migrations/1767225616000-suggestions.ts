import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // What dispatch told at last: whose category and result it is. Null for tickets from before.
  `alter table ticket_standing add column category text, add column unit text`,
  // Versions of what was learnt. `body` is sealed: of counts of characters their words could be guessed. While a version is
  // learnt, `holder` does it until `held_until`; another takes over what is not held any more.
  `create table suggestion_version (
    version int primary key,
    state text not null check (state in ('learning', 'ready', 'refused')),
    asked_at timestamptz not null,
    texts int not null,
    done int not null,
    holder uuid,
    held_until timestamptz,
    figures jsonb,
    unit_figures jsonb,
    body text,
    in_force_since timestamptz)`,
  `create unique index suggestion_version_learning on suggestion_version (state) where state = 'learning'`,
  `create table suggestion (
    ticket_id uuid primary key references report on delete cascade,
    version int not null,
    category text not null,
    confidence real not null,
    applied boolean not null,
    unit text,
    unit_confidence real,
    verdict text check (verdict in ('taken', 'changed', 'ignored')),
    settled_as text)`,
];
const DOWN = [
  'drop table suggestion',
  'drop table suggestion_version',
  'alter table ticket_standing drop column category, drop column unit',
];

/** What is suggested where nobody named a category, and what it was learnt from. */
export class Suggestions1767225616000 implements MigrationInterface {
  readonly name = 'Suggestions1767225616000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

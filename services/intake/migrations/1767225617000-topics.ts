import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // A month that was looked through for matters that come again and again, or is to be.
  `create table topic_month (
    month text primary key,
    state text not null check (state in ('wanted', 'ready')),
    asked_at timestamptz not null,
    reports int not null)`,
  // A topic's id is that of its oldest report: the same reports are the same topic.
  `create table topic (
    month text not null references topic_month on delete cascade,
    id uuid not null,
    area text not null,
    category text not null,
    tickets int not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    primary key (month, id))`,
  `create table topic_ticket (
    month text not null,
    topic_id uuid not null,
    ticket_id uuid not null,
    primary key (month, topic_id, ticket_id),
    foreign key (month, topic_id) references topic on delete cascade)`,
];

/** Matters that come again and again, by month. */
export class Topics1767225617000 implements MigrationInterface {
  readonly name = 'Topics1767225617000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['topic_ticket', 'topic', 'topic_month']) await runner.query(`drop table ${table}`);
  }
}

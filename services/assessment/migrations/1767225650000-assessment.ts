import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // One row per order, summons or answer, made by events alone.
  `create table fact (
    kind text not null check (kind in ('order', 'summons', 'call-back')),
    id text not null,
    ticket_id uuid not null,
    unit text,
    counts_at timestamptz,
    settled_at timestamptz,
    fields jsonb not null,
    primary key (kind, id)) with (fillfactor = 80)`,
  `create index fact_unit on fact (unit, counts_at) where counts_at is not null`,
  `create index fact_answers on fact (ticket_id) where kind = 'call-back'`,
  // Whose result a round was: answers and results come in any order.
  `create table ticket_result (
    ticket_id uuid not null,
    round smallint not null,
    unit text,
    primary key (ticket_id, round))`,
  `create table proposal (
    id uuid primary key,
    plan text not null,
    period text not null,
    proposer text not null,
    unit text not null,
    points numeric(5, 2) not null check (points > 0),
    ticket_id uuid,
    reason text not null,
    made_by text not null,
    made_at timestamptz not null,
    sequence int not null)`,
  `create index proposal_unit on proposal (plan, period, unit)`,
  // Published is for ever: nothing updates or deletes a row of the three tables below.
  `create table publication (
    id uuid primary key,
    plan text not null,
    period text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    document jsonb not null,
    unit_count int not null,
    digest text not null,
    published_by text not null,
    published_at timestamptz not null,
    sequence int not null,
    unique (plan, period))`,
  `create table publication_score (
    publication_id uuid not null references publication deferrable initially deferred,
    unit text not null,
    area text not null,
    score jsonb not null,
    primary key (publication_id, unit))`,
  // The facts as they were counted, so that the list behind a published figure still gives it.
  `create table publication_fact (
    publication_id uuid not null references publication deferrable initially deferred,
    kind text not null,
    id text not null,
    ticket_id uuid not null,
    unit text not null,
    counts_at timestamptz not null,
    settled_at timestamptz,
    fields jsonb not null,
    primary key (publication_id, kind, id))`,
  `create index publication_fact_unit on publication_fact (publication_id, unit)`,
];

const NAMES = ['publication_fact', 'publication_score', 'publication', 'proposal', 'ticket_result', 'fact'];

export class Assessment1767225650000 implements MigrationInterface {
  readonly name = 'Assessment1767225650000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES) await runner.query(`drop table ${table}`);
  }
}

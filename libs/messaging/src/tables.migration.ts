import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // The history. Append-only: nothing ever updates or deletes a row here.
  `create table event_log (
    id bigint generated always as identity primary key,
    part smallint not null,
    ticket_id uuid,
    entity text not null,
    aggregate_id uuid not null,
    sequence int not null,
    event_id uuid not null,
    type text not null,
    subject text not null,
    envelope text not null,
    at timestamptz not null,
    unique (entity, aggregate_id, sequence))`,
  // Unsent ids. Rows live for milliseconds, so vacuum must come by count, not by share of the table.
  `create table outbox (part smallint not null, log_id bigint not null, primary key (part, log_id))
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000)`,
  // Where in the stream what was acknowledged lies: what a lost stream is noticed and healed by.
  `create table relay_note (
    id bigint generated always as identity primary key,
    part smallint not null,
    stream_seq bigint not null,
    event_id uuid not null,
    first_log_id bigint not null,
    messages int not null,
    at timestamptz not null)`,
  `create index relay_note_part on relay_note (part, id)`,
  `create table consumer_gate (
    consumer text not null,
    owner text not null,
    entity text not null,
    aggregate_id uuid not null,
    last_sequence int not null,
    parked boolean not null default false,
    primary key (consumer, owner, entity, aggregate_id)) with (fillfactor = 60)`,
  `create table consumer_start (
    consumer text not null,
    event_id text not null,
    starts int not null,
    error text,
    primary key (consumer, event_id))`,
  `create table dead_letter (
    id bigint generated always as identity primary key,
    consumer text not null,
    owner text,
    entity text,
    aggregate_id uuid,
    sequence int,
    event_id text,
    type text,
    subject text not null,
    payload text not null,
    reason text not null,
    behind boolean not null,
    at timestamptz not null)`,
  `create index dead_letter_aggregate on dead_letter (consumer, owner, entity, aggregate_id, sequence)`,
  `create table clock (
    id uuid primary key,
    entity text not null,
    aggregate_id uuid not null,
    ticket_id uuid,
    unit text,
    kind text not null,
    state text not null check (state in ('running', 'stopped', 'ended')),
    amount double precision not null,
    measure text not null,
    budget_ms bigint not null,
    used_ms bigint not null,
    running_since timestamptz,
    started_at timestamptz not null,
    suspensions jsonb not null,
    fell_due_at timestamptz,
    fired text[] not null,
    due_at timestamptz,
    provisional boolean not null,
    rungs jsonb not null,
    next_rung_at timestamptz,
    next_rung text,
    met boolean,
    ended_at timestamptz) with (fillfactor = 80)`,
  `create index clock_aggregate on clock (aggregate_id)`,
  `create index clock_due on clock (entity, next_rung_at) where next_rung_at is not null`,
];

const NAMES = ['event_log', 'outbox', 'relay_note', 'consumer_gate', 'consumer_start', 'dead_letter', 'clock'];

/** The tables of log, outbox, consumers and clocks, in the schema of the service that lists this migration first. */
export class MessagingTables1767225600001 implements MigrationInterface {
  readonly name = 'MessagingTables1767225600001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...NAMES].reverse()) await runner.query(`drop table ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // What came in. `words` is sealed JSON; `digest` is keyed and tells whether the same number brings the same content.
  `create table hotline_order (
    ticket_id uuid primary key,
    number text not null unique,
    digest bytea not null,
    words text not null,
    severity text not null,
    confidential boolean not null,
    state text not null,
    round smallint not null,
    due_at timestamptz,
    received_at timestamptz not null,
    sequence int not null)`,
  // The same number with other content: refused, and kept to be asked about.
  `create table contradiction (
    id uuid primary key,
    ticket_id uuid not null references hotline_order,
    message_id text not null,
    words text not null,
    at timestamptz not null)`,
  `create table call_back (
    message_id text primary key,
    ticket_id uuid not null references hotline_order,
    digest bytea not null,
    at timestamptz not null)`,
  // Which round an order of a hotline's ticket belongs to.
  `create table order_round (
    order_id uuid primary key,
    round smallint not null)`,
  // What goes out; the row's id is the message's id for ever, so that a repeat can be dropped by the receiver.
  // `position` orders what happened in one moment.
  `create table outgoing (
    id uuid primary key,
    position bigint generated always as identity,
    ticket_id uuid not null references hotline_order,
    message text not null,
    round smallint not null,
    ref text not null,
    facts jsonb not null,
    happened_at timestamptz not null,
    traceparent text,
    state text not null check (state in ('owed', 'delivered', 'parked')),
    attempts int not null,
    next_attempt_at timestamptz not null,
    reason text,
    delivered_at timestamptz,
    unique (ticket_id, message, round, ref))`,
  `create index outgoing_owed on outgoing (next_attempt_at) where state = 'owed'`,
  `create index outgoing_ticket on outgoing (ticket_id, happened_at, position)`,
];

const NAMES = ['outgoing', 'order_round', 'call_back', 'contradiction', 'hotline_order'];

export class HotlineOrders1767225620000 implements MigrationInterface {
  readonly name = 'HotlineOrders1767225620000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES) await runner.query(`drop table ${table}`);
  }
}

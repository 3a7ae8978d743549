import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // What somebody said. `words` and `reporter` are sealed JSON; `words_key` is a keyed digest, to find the same words again.
  `create table report (
    id uuid primary key,
    channel text not null,
    severity text not null,
    category text,
    condition text,
    grid text,
    lon double precision,
    lat double precision,
    cell bigint,
    words text not null,
    words_key bytea not null,
    reporter text,
    photos smallint not null,
    anonymous boolean not null,
    confidential boolean not null,
    reported_by text,
    similar_to uuid,
    code_digest bytea,
    withdrawal_asked_at timestamptz,
    received_at timestamptz not null,
    sequence int not null)`,
  `create index report_near on report (category, cell, received_at) where cell is not null`,
  `create index report_words on report (words_key, received_at)`,
  `create table attachment (
    report_id uuid not null references report on delete cascade,
    n smallint not null,
    media_type text not null,
    bytes bytea not null,
    primary key (report_id, n))`,
  `create table rating (
    report_id uuid not null references report on delete cascade,
    round smallint not null,
    satisfaction text not null,
    solved boolean not null,
    opinion text,
    at timestamptz not null,
    primary key (report_id, round))`,
  // A call-back of the hotline may come before its report is written: announced once it is.
  `create table call_back (
    id uuid primary key,
    ticket_id uuid not null,
    round smallint not null,
    announced boolean not null,
    by text not null check (by in ('centre', 'hotline')),
    staff text,
    effective boolean not null,
    responded boolean not null,
    solved boolean not null,
    satisfaction text,
    opinion text,
    at timestamptz not null)`,
  `create index call_back_unannounced on call_back (ticket_id, at) where not announced`,
  // Dispatch's facts as its events told them; no row refers to a report, since the events may come first.
  `create table ticket_standing (
    ticket_id uuid primary key,
    state text not null,
    round smallint not null,
    dispatcher text,
    due_at timestamptz,
    outcome text,
    rating_until timestamptz)`,
  `create table order_holder (
    order_id uuid primary key,
    ticket_id uuid not null,
    unit text not null,
    verifier text not null,
    state text not null)`,
  `create index order_holder_ticket on order_holder (ticket_id)`,
  // Who looked at people's data, and why. Append-only.
  `create table look (
    id uuid primary key,
    ticket_id uuid not null,
    what text not null check (what in ('words', 'photos', 'reporter')),
    actor_kind text not null,
    actor text not null,
    units text[] not null,
    purpose text not null,
    at timestamptz not null)`,
  `create index look_ticket on look (ticket_id, at)`,
  // Hotline orders whose words are still to be read from the bridge.
  `create table hotline_wanted (
    ticket_id uuid primary key,
    severity text not null,
    confidential boolean not null,
    traceparent text,
    attempts int not null default 0,
    next_attempt_at timestamptz not null)`,
  `create index hotline_wanted_next on hotline_wanted (next_attempt_at)`,
];

const NAMES = [
  'hotline_wanted',
  'look',
  'order_holder',
  'ticket_standing',
  'call_back',
  'rating',
  'attachment',
  'report',
];

export class Reports1767225610000 implements MigrationInterface {
  readonly name = 'Reports1767225610000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES) await runner.query(`drop table ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Every change of a ticket or of one of its orders happens while the ticket's row is locked.
  `create table ticket (
    id uuid primary key,
    state text not null,
    severity text not null,
    channel text not null,
    category text,
    condition text,
    grid text,
    area text,
    dispatcher text not null,
    waiting_for text[] not null,
    rule text,
    round smallint not null,
    outcome text,
    rated_round smallint not null,
    opened_at timestamptz not null,
    updated_at timestamptz not null,
    sequence int not null) with (fillfactor = 80)`,
  `create table orders (
    id uuid primary key,
    ticket_id uuid not null references ticket,
    unit text not null,
    tier text not null,
    role text not null,
    origin text not null,
    state text not null,
    verifier text not null,
    dispatcher text not null,
    category text not null,
    severity text not null,
    area text not null,
    grid text not null,
    round smallint not null,
    parent_id uuid,
    whistle_id uuid,
    waits_for uuid,
    has_waited boolean not null,
    returns smallint not null,
    return_ruled_by text,
    outcome text,
    issued_at timestamptz not null,
    resolved_at timestamptz,
    updated_at timestamptz not null,
    sequence int not null) with (fillfactor = 80)`,
  `create index orders_ticket on orders (ticket_id)`,
  // The rule "at most one working lead" once more, where no mistake of ours can get around it.
  `create unique index orders_one_working_lead on orders (ticket_id)
    where role = 'lead' and state in ('issued', 'accepted') and waits_for is null`,
  // What units wrote: results, progress, reasons. Sealed, and in no event.
  `create table order_note (
    id uuid primary key,
    order_id uuid not null references orders,
    act text not null,
    by text not null,
    outcome text,
    words text not null,
    at timestamptz not null)`,
  `create index order_note_order on order_note (order_id, at)`,
  `create table proof (
    order_id uuid not null references orders,
    n smallint not null,
    note_id uuid not null references order_note,
    media_type text not null,
    bytes bytea not null,
    primary key (order_id, n))`,
  // Events about a ticket whose report has not arrived yet; applied in order when it opens.
  `create table early_event (
    id bigint generated always as identity primary key,
    ticket_id uuid not null,
    type text not null,
    data jsonb not null,
    at timestamptz not null)`,
  `create index early_event_ticket on early_event (ticket_id)`,
];

const NAMES = ['early_event', 'proof', 'order_note', 'orders', 'ticket'];

export class Matters1767225620000 implements MigrationInterface {
  readonly name = 'Matters1767225620000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES) await runner.query(`drop table ${table}`);
  }
}

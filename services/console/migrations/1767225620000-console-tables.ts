import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Private keys of the sign-in, sealed with the installation's data key.
  `create table signing_key (
    kid text primary key,
    sealed text not null,
    made_at timestamptz not null default clock_timestamp())`,
  `create table sign_in_state (
    model text not null,
    id text not null,
    payload jsonb not null,
    expires_at timestamptz,
    primary key (model, id))`,
  `create index sign_in_state_uid on sign_in_state ((payload->>'uid')) where payload ? 'uid'`,
  `create index sign_in_state_user_code on sign_in_state ((payload->>'userCode')) where payload ? 'userCode'`,
  `create index sign_in_state_grant on sign_in_state ((payload->>'grantId')) where payload ? 'grantId'`,
  `create table staff (
    id text primary key,
    name_sealed text not null,
    active boolean not null,
    posts jsonb not null,
    units text[] not null)`,
  `create index staff_units on staff using gin (units)`,
  // The document is kept as it was posted; its digest is over the canonical form.
  `create table profile_version (
    version int primary key,
    digest text not null,
    document text not null,
    applied_by text not null,
    applied_at timestamptz not null)`,
  `create table ledger_ticket (
    id uuid primary key,
    state text not null,
    severity text,
    channel text,
    category text,
    condition text,
    grid text,
    area text,
    dispatcher text,
    waiting_for text[] not null,
    round int not null,
    rule text,
    outcome text,
    on_time boolean,
    due_at timestamptz,
    provisional boolean,
    rating_until timestamptz,
    sequence int not null,
    opened_at timestamptz,
    updated_at timestamptz not null) with (fillfactor = 80)`,
  // Lists run from the newest id down, so every filter's index ends with it.
  `create index ledger_ticket_state on ledger_ticket (state, id desc)`,
  `create index ledger_ticket_category on ledger_ticket (category, id desc)`,
  `create index ledger_ticket_severity on ledger_ticket (severity, id desc)`,
  `create index ledger_ticket_channel on ledger_ticket (channel, id desc)`,
  `create index ledger_ticket_outcome on ledger_ticket (outcome, id desc) where outcome is not null`,
  `create index ledger_ticket_due on ledger_ticket (due_at) where state in ('assigned', 'suspended')`,
  `create table ledger_order (
    id uuid primary key,
    ticket_id uuid not null,
    unit text not null,
    role text not null,
    tier text not null,
    origin text not null,
    state text not null,
    waiting boolean not null,
    whistle_id uuid,
    parent_id uuid,
    verifier text not null,
    category text not null,
    severity text not null,
    area text not null,
    grid text not null,
    round int not null,
    accept_due_at timestamptz not null,
    due_at timestamptz not null,
    provisional boolean not null,
    on_time boolean,
    accepted_on_time boolean,
    returns int not null,
    sequence int not null,
    issued_at timestamptz not null,
    updated_at timestamptz not null) with (fillfactor = 80)`,
  `create index ledger_order_ticket on ledger_order (ticket_id, id)`,
  `create index ledger_order_unit on ledger_order (unit, id desc)`,
  `create index ledger_order_unit_state on ledger_order (unit, state, id desc)`,
  `create index ledger_order_verifier on ledger_order (verifier, id desc)`,
  `create index ledger_order_state on ledger_order (state, id desc)`,
  // Who may see a ticket, and the way into every list by area or unit.
  `create table ledger_scope (
    scope text not null,
    ticket_id uuid not null,
    primary key (scope, ticket_id))`,
  `create index ledger_scope_ticket on ledger_scope (ticket_id)`,
  // Timeline and live feed; ids rise in the order of commits.
  `create table ledger_event (
    id bigint generated always as identity primary key,
    event_id uuid not null,
    at timestamptz not null,
    event text not null,
    entity text not null,
    aggregate_id uuid not null,
    sequence int not null,
    ticket_id uuid,
    unit text not null,
    detail jsonb not null)`,
  `create index ledger_event_ticket on ledger_event (ticket_id, at) where ticket_id is not null`,
];

const NAMES = [
  'signing_key',
  'sign_in_state',
  'staff',
  'profile_version',
  'ledger_ticket',
  'ledger_order',
  'ledger_scope',
  'ledger_event',
];

/** Sign-in, staff, profile versions and the ledger. */
export class ConsoleTables1767225620000 implements MigrationInterface {
  readonly name = 'ConsoleTables1767225620000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...NAMES].reverse()) await runner.query(`drop table ${table}`);
  }
}

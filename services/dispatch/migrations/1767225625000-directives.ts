import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  `create table directive (
    id uuid primary key,
    unit text not null,
    channel text not null,
    duty text,
    state text not null,
    addressed_to jsonb not null,
    sign_amount float8 not null,
    sign_measure text not null,
    report_amount float8 not null,
    report_measure text not null,
    units int not null,
    persons int not null,
    open int not null,
    drafted_at timestamptz not null,
    issued_at timestamptz,
    updated_at timestamptz not null,
    sequence int not null) with (fillfactor = 80)`,
  `create index directive_unit on directive (unit, id desc)`,
  // Tens of thousands are written at once: no foreign key, and no index more than lists need. Rows change in place.
  `create table receipt (
    id uuid primary key,
    directive_id uuid not null,
    unit text not null,
    person text,
    tier text not null,
    area text not null,
    issuer text not null,
    state text not null,
    reminders smallint not null,
    issued_at timestamptz not null,
    updated_at timestamptz not null,
    sequence int not null) with (fillfactor = 80)`,
  `create index receipt_directive on receipt (directive_id, id)`,
  `create index receipt_unit on receipt (unit, id)`,
  `create index receipt_person on receipt (person, id) where person is not null`,
  `create table admission (
    id uuid primary key,
    duty text not null,
    name text not null,
    unit text not null,
    state text not null,
    asked_at timestamptz not null,
    updated_at timestamptz not null,
    sequence int not null)`,
  // A duty is asked for, or admitted, once.
  `create unique index admission_once on admission (duty) where state in ('requested', 'approved')`,
  // Words about a directive, a receipt or an application. Sealed, and in no event.
  `create table directive_note (
    id uuid primary key,
    about uuid not null,
    act text not null,
    by text not null,
    words text not null,
    at timestamptz not null)`,
  `create index directive_note_about on directive_note (about, at)`,
];

const NAMES = ['directive_note', 'admission', 'receipt', 'directive'];

/** Directives with the receipt of each of their targets, and applications for duties that they may name. */
export class Directives1767225625000 implements MigrationInterface {
  readonly name = 'Directives1767225625000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of NAMES) await runner.query(`drop table ${table}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['kind text', 'objection text', 'is_hard boolean not null default false', 'closed_at timestamptz'];

/** What verification found, whether the reporter objected, hard cases, and when a ticket was closed. */
export class Kinds1767225623000 implements MigrationInterface {
  readonly name = 'Kinds1767225623000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`alter table ticket add column ${column}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`alter table ticket drop column ${column.split(' ')[0]}`);
  }
}

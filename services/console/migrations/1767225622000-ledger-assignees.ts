import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom of its unit an order is meant for, as its route says. */
export class LedgerAssignees1767225622000 implements MigrationInterface {
  readonly name = 'LedgerAssignees1767225622000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ledger_order add column assignee text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ledger_order drop column assignee');
  }
}

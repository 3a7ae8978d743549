import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a ticket was closed or what it was merged into, which round its reporter asked to reopen, and the old ticket that a report names. */
export class Reopenings1767225613000 implements MigrationInterface {
  readonly name = 'Reopenings1767225613000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket_standing add column closed_at timestamptz, add column merged_into uuid');
    await runner.query('alter table report add column reopening_round smallint, add column former_ticket_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table report drop column reopening_round, drop column former_ticket_id');
    await runner.query('alter table ticket_standing drop column closed_at, drop column merged_into');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The grid whose worker reported a ticket; of those from before it is not known. */
export class ReportedBy1767225632500 implements MigrationInterface {
  readonly name = 'ReportedBy1767225632500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket add column reported_by text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket drop column reported_by');
  }
}

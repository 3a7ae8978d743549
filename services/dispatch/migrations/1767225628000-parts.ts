import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = ['part_of uuid references ticket', 'parts jsonb'];

/** Tickets that were split, and their parts. */
export class Parts1767225628000 implements MigrationInterface {
  readonly name = 'Parts1767225628000';

  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`alter table ticket add column ${column}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`alter table ticket drop column ${column.split(' ')[0]}`);
  }
}

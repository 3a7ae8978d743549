import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the routes said of each ticket, why, and on what facts; tickets from before have none. */
export class Routings1767225629000 implements MigrationInterface {
  readonly name = 'Routings1767225629000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket add column routing jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket drop column routing');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets that turned out to be another one's matter. */
export class Merges1767225624000 implements MigrationInterface {
  readonly name = 'Merges1767225624000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket add column merged_into uuid references ticket');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket drop column merged_into');
  }
}

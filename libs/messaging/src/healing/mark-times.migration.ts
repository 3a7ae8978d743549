import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the server stored what a durable was given: an event that is sent again may come to lie where it lay before. */
export class MarkTimes1767225600004 implements MigrationInterface {
  readonly name = 'MarkTimes1767225600004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table durable_mark add column stored_at text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table durable_mark drop column stored_at');
  }
}

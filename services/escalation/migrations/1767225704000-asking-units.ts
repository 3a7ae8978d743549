import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The unit below the township that asked for a whistle; null where the township did. */
export class AskingUnits1767225704000 implements MigrationInterface {
  readonly name = 'AskingUnits1767225704000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table whistle add column asked_by text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table whistle drop column asked_by');
  }
}

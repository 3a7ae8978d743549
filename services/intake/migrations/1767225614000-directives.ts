import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The directive on whose way a matter was found. */
export class DirectiveReports1767225614000 implements MigrationInterface {
  readonly name = 'DirectiveReports1767225614000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table report add column directive_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table report drop column directive_id');
  }
}

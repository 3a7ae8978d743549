import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Departments that a whistle summoned may object. */
export class Objections1767225627000 implements MigrationInterface {
  readonly name = 'Objections1767225627000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table orders add column objection text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table orders drop column objection');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExemptFor1767225655021 implements MigrationInterface {
  readonly name = 'ExemptFor1767225655021';

  async up(runner: QueryRunner): Promise<void> {
    // `exempt`: out of everybody's figures. These units': out of theirs only, whether it is theirs or lies in their area.
    await runner.query(`alter table publication_fact add exempt_for text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update publication_fact set exempt = true where unit = any(exempt_for)`);
    await runner.query('alter table publication_fact drop column exempt_for');
  }
}

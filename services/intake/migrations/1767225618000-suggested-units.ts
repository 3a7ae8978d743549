import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of the unit that was suggested, beside what became of the category. */
export class SuggestedUnits1767225618000 implements MigrationInterface {
  readonly name = 'SuggestedUnits1767225618000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table suggestion
        add column unit_verdict text check (unit_verdict in ('taken', 'changed', 'ignored')),
        add column settled_unit text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table suggestion drop column unit_verdict, drop column settled_unit');
  }
}

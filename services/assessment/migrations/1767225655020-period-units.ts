import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PeriodUnits1767225655020 implements MigrationInterface {
  readonly name = 'PeriodUnits1767225655020';

  async up(runner: QueryRunner): Promise<void> {
    // The units that a plan scored when its period was opened, and the areas that counted for each, "all" for the whole
    // district, null where the plan asks for none: what a unit did stays its own when a re-partition ends it.
    await runner.query(`create table period_unit (
      period_id uuid not null references period,
      code text not null,
      area text not null,
      name jsonb not null,
      areas jsonb,
      primary key (period_id, code))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table period_unit');
  }
}

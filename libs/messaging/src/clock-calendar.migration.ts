import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With which calendar a clock in working time was counted; null: before it was kept. Those that still count are looked for by it. */
export class ClockCalendar1767225600030 implements MigrationInterface {
  readonly name = 'ClockCalendar1767225600030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table clock add column calendar text collate "C"');
    await runner.query(`create index clock_calendar on clock (entity, calendar)
      where state <> 'ended' and measure in ('work-hour', 'work-day')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index clock_calendar');
    await runner.query('alter table clock drop column calendar');
  }
}

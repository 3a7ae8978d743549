import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What waits for a year's holidays is found by the calendar that it was counted with, as everything in working time. */
export class ClocksByCalendar1767225632030 implements MigrationInterface {
  readonly name = 'ClocksByCalendar1767225632030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index clock_provisional');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`create index clock_provisional on clock (due_at) where provisional and state <> 'ended'`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Clocks that wait for a year's holidays are looked for every second: there are none for most of a year. */
export class ProvisionalClocks1767225626000 implements MigrationInterface {
  readonly name = 'ProvisionalClocks1767225626000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create index clock_provisional on clock (due_at) where provisional and state <> 'ended'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index clock_provisional');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which of an order's clocks led to a reminder or supervision: what is void of one is none of the other's. */
export class ClocksOfFollowUps1767225704004 implements MigrationInterface {
  readonly name = 'ClocksOfFollowUps1767225704004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table follow_up add column clock text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table follow_up drop column clock');
  }
}

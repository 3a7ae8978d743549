import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reminders and supervisions that a rung led to which fired although its clock had been stopped. */
export class VoidedFollowUps1767225703000 implements MigrationInterface {
  readonly name = 'VoidedFollowUps1767225703000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table follow_up add column voided_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table follow_up drop column voided_at');
  }
}

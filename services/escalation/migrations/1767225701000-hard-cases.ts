import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tickets that were declared hard cases. */
export class HardCases1767225701000 implements MigrationInterface {
  readonly name = 'HardCases1767225701000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create table hard_case (ticket_id uuid primary key, reason text not null, at timestamptz not null)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table hard_case');
  }
}

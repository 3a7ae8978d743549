import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Appeals1767225653000 implements MigrationInterface {
  readonly name = 'Appeals1767225653000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table appeal (
      id uuid primary key,
      plan text not null,
      period text not null,
      order_id uuid not null,
      ticket_id uuid not null,
      unit text not null,
      state text not null check (state in ('made', 'endorsed', 'upheld', 'refused')),
      reason text not null,
      answer text,
      reviewers text[] not null,
      made_by text not null,
      made_at timestamptz not null,
      sequence int not null,
      unique (plan, order_id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table appeal');
  }
}

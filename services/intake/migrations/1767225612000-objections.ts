import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose matter it was found to be, and the reporter's objection to that; its words are sealed like an opinion's. */
export class Objections1767225612000 implements MigrationInterface {
  readonly name = 'Objections1767225612000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table ticket_standing add column kind text, add column objected boolean not null default false',
    );
    await runner.query('alter table report add column objected_at timestamptz, add column objection text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table report drop column objected_at, drop column objection');
    await runner.query('alter table ticket_standing drop column kind, drop column objected');
  }
}

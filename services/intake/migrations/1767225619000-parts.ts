import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose part a ticket is: whoever was merged into it rates the whole. */
export class StandingParts1767225619000 implements MigrationInterface {
  readonly name = 'StandingParts1767225619000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket_standing add column part_of uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket_standing drop column part_of');
  }
}

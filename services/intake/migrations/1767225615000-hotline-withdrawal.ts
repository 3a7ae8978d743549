import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The hotline may withdraw an order before its words were read. */
export class HotlineWithdrawal1767225615000 implements MigrationInterface {
  readonly name = 'HotlineWithdrawal1767225615000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hotline_wanted add withdrawal_asked boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hotline_wanted drop withdrawal_asked');
  }
}

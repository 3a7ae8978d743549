import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose reporter left a matter that goes on, and of which ticket and round an order is: whether a result bars a withdrawal. */
export class Withdrawals1767225619001 implements MigrationInterface {
  readonly name = 'Withdrawals1767225619001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table report add column has_left boolean not null default false');
    await runner.query('alter table order_holder add column of_ticket uuid, add column round smallint');
    await runner.query('create index order_holder_of_ticket on order_holder (of_ticket)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index order_holder_of_ticket');
    await runner.query('alter table order_holder drop column of_ticket, drop column round');
    await runner.query('alter table report drop column has_left');
  }
}

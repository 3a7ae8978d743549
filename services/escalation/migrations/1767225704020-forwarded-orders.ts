import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // Of orders from before this nobody knows here: dispatch rules when a whistle for one is approved.
  `alter table known_order add forwarded boolean not null default false`,
];

const DOWN = [`alter table known_order drop forwarded`];

/** Whether the result of an order was forwarded: then nobody whistles for it. */
export class ForwardedOrders1767225704020 implements MigrationInterface {
  readonly name = 'ForwardedOrders1767225704020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

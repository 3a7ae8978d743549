import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  // The ticket in which an order's matter is handled since its own was merged, and up to which of that one's events
  // its owner has been asked; null while it is still to be asked.
  `alter table hotline_order
    add merged_into uuid,
    add merged_at timestamptz,
    add merged_sequence int`,
  `create index hotline_order_merged on hotline_order (merged_into) where merged_into is not null`,
  `create index hotline_order_unasked on hotline_order (ticket_id)
    where merged_into is not null and merged_sequence is null`,
];

const DOWN = [
  'drop index hotline_order_unasked, hotline_order_merged',
  'alter table hotline_order drop merged_into, drop merged_at, drop merged_sequence',
];

/** An order whose ticket was merged goes on with the ticket that is handled for both. */
export class MergedOrders1767225622000 implements MigrationInterface {
  readonly name = 'MergedOrders1767225622000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

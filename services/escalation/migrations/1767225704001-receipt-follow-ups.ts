import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table follow_up alter ticket_id drop not null, alter order_id drop not null`,
  `alter table follow_up add receipt_id uuid, add directive_id uuid`,
  `alter table follow_up add constraint follow_up_about check (
    (order_id is null) <> (receipt_id is null) and (ticket_id is null) = (order_id is null)
    and (directive_id is null) = (receipt_id is null))`,
];

const DOWN = [
  `delete from follow_up where receipt_id is not null`,
  `alter table follow_up drop constraint follow_up_about`,
  `alter table follow_up drop receipt_id, drop directive_id`,
  `alter table follow_up alter ticket_id set not null, alter order_id set not null`,
];

/** Reminders and supervisions that are about a directive's receipt, and no order. */
export class ReceiptFollowUps1767225704001 implements MigrationInterface {
  readonly name = 'ReceiptFollowUps1767225704001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

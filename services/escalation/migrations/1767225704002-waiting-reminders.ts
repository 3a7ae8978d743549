import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `alter table follow_up add waits_until timestamptz`,
  `create index follow_up_waiting on follow_up (receipt_id) where waits_until is not null and voided_at is null`,
  // Of orders from before this nobody knows how urgent they are here: nothing of theirs waits.
  `alter table known_order add severity text`,
];

const DOWN = [`alter table known_order drop severity`, `alter table follow_up drop waits_until`];

/** Reminders that wait for the end of the quiet hours, and how urgent an order is. */
export class WaitingReminders1767225704002 implements MigrationInterface {
  readonly name = 'WaitingReminders1767225704002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}

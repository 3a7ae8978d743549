import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Changed only while the ticket's row is locked, like everything of a ticket.
  `create table suspension (
    id uuid primary key,
    ticket_id uuid not null references ticket,
    order_id uuid not null references orders,
    unit text not null,
    state text not null,
    until timestamptz not null,
    asked_at timestamptz not null,
    updated_at timestamptz not null,
    sequence int not null) with (fillfactor = 80)`,
  `create index suspension_ticket on suspension (ticket_id)`,
  // The rule "no other is pending" once more, where no mistake of ours can get around it.
  `create unique index suspension_one_pending on suspension (ticket_id) where state = 'requested'`,
];

/** Matters that are put off. */
export class Suspensions1767225622000 implements MigrationInterface {
  readonly name = 'Suspensions1767225622000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table suspension');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // Changed only while the ticket's row is locked, like everything of a ticket.
  `create table extension (
    id uuid primary key,
    ticket_id uuid not null references ticket,
    order_id uuid not null references orders,
    unit text not null,
    state text not null,
    amount float8 not null,
    measure text not null,
    asked_at timestamptz not null,
    updated_at timestamptz not null,
    sequence int not null) with (fillfactor = 80)`,
  `create index extension_ticket on extension (ticket_id)`,
  // The rule "no other is pending" once more, where no mistake of ours can get around it.
  `create unique index extension_one_pending on extension (order_id) where state in ('requested', 'endorsed')`,
];

/** More time that holders ask for. */
export class Extensions1767225621000 implements MigrationInterface {
  readonly name = 'Extensions1767225621000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table extension');
  }
}

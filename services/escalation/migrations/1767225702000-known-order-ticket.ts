import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever holds an order of a ticket is found by the ticket: 12345 presses for it. */
export class KnownOrderTicket1767225702000 implements MigrationInterface {
  readonly name = 'KnownOrderTicket1767225702000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index known_order_ticket on known_order (ticket_id) where not ended');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index known_order_ticket');
  }
}

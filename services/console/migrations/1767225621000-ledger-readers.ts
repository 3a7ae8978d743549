import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = [
  // Whose words a unit may read: what it dispatches, and the live orders that it verifies.
  `create index ledger_ticket_dispatcher on ledger_ticket (dispatcher, id desc)`,
  `create index ledger_order_live_verifier on ledger_order (verifier, ticket_id)
    where state in ('issued', 'accepted', 'returned', 'resolved')`,
];

/** The ways to the tickets whose words a unit may read. */
export class LedgerReaders1767225621000 implements MigrationInterface {
  readonly name = 'LedgerReaders1767225621000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of INDEXES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const index of ['ledger_order_live_verifier', 'ledger_ticket_dispatcher'])
      await runner.query(`drop index ${index}`);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The units of every profile so far: a re-partition sends what is open to whoever stood above those that are gone. */
export class FormerUnits1767225631000 implements MigrationInterface {
  readonly name = 'FormerUnits1767225631000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table known_unit (
        code text primary key,
        parent text,
        version int not null
      )`);
    // What is open, by what a re-partition may end; history is never looked through.
    await runner.query(`create index ticket_open on ticket (grid) include (dispatcher) where state <> 'closed'`);
    await runner.query(`
      create index orders_open on orders (unit) include (verifier, dispatcher)
        where state not in ('confirmed', 'raised', 'cancelled')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index orders_open, ticket_open');
    await runner.query('drop table known_unit');
  }
}

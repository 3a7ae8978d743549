import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table followed_since (entity text primary key, since timestamptz not null)`,
  // Where others were heard of and receipts were not: their consumer begins with the first message of the stream.
  `insert into followed_since (entity, since) select 'receipt', gw_now()
    where exists (select from consumer_gate)
      and not exists (select from consumer_gate where consumer = 'escalation-receipts')`,
];

/** From when on rungs lead to something, where that is not from the beginning: older ones were nobody's to follow up. */
export class FollowedSince1767225704005 implements MigrationInterface {
  readonly name = 'FollowedSince1767225704005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table followed_since');
  }
}

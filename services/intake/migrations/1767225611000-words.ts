import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = [
  // What reports are found by: keyed numbers, of which the words cannot be told (see sealed.ts). Without `fastupdate`:
  // a search would read the whole list of what waits once for each span of time.
  `create table word_index (
    ticket_id uuid primary key,
    tokens bigint[] not null)`,
  `create index word_index_tokens on word_index using gin (tokens) with (fastupdate = off)`,
  // Reports whose words are still to be indexed.
  `create table word_wanted (ticket_id uuid primary key)`,
  // Reports from before there was an index: those below this id are still to be looked at. No row: all have been.
  `create table word_backfill (below uuid not null)`,
  `insert into word_backfill select 'ffffffff-ffff-ffff-ffff-ffffffffffff' where exists (select from report)`,
];

/** The index of words. */
export class Words1767225611000 implements MigrationInterface {
  readonly name = 'Words1767225611000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['word_backfill', 'word_wanted', 'word_index']) await runner.query(`drop table ${table}`);
  }
}

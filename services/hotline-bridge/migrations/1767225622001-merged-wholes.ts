import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An order that was merged into a part goes on with the whole, as its reporter does; those that are open are asked of anew. */
export class MergedWholes1767225622001 implements MigrationInterface {
  readonly name = 'MergedWholes1767225622001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table hotline_order add column merged_whole uuid');
    await runner.query(
      'create index hotline_order_whole on hotline_order (merged_whole) where merged_whole is not null',
    );
    await runner.query(
      `update hotline_order set merged_sequence = null where merged_into is not null and state <> 'closed'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index hotline_order_whole');
    await runner.query('alter table hotline_order drop column merged_whole');
  }
}

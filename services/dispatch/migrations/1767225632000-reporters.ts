import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Everybody who was merged into a ticket, by whatever way. */
const MERGED = `with recursive chain (id, at) as (
    select id, merged_into from ticket where merged_into is not null
    union select c.id, t.merged_into from chain c join ticket t on t.id = c.at where t.merged_into is not null)
  select array_agg(id order by id) from chain where at = ticket.id`;

/** The reporters of a ticket who have not withdrawn. */
export class Reporters1767225632000 implements MigrationInterface {
  readonly name = 'Reporters1767225632000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket add column reporters uuid[]');
    await runner.query(`update ticket set reporters = array[id] || coalesce((${MERGED}), '{}')`);
    await runner.query('alter table ticket alter column reporters set not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket drop column reporters');
  }
}

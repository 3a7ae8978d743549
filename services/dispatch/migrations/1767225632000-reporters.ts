import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whatever was merged into a ticket, also by way of another one. */
const WITH_MERGED = `with recursive chain (id, at) as (
    select id, merged_into from ticket where merged_into is not null
    union select c.id, t.merged_into from chain c join ticket t on t.id = c.at where t.merged_into is not null)
  update ticket set reporters = ticket.reporters || merged.ids
  from (select at, array_agg(id order by id) as ids from chain group by at) merged where merged.at = ticket.id`;

/** The reporters of a ticket who have not withdrawn. */
export class Reporters1767225632000 implements MigrationInterface {
  readonly name = 'Reporters1767225632000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket add column reporters uuid[]');
    await runner.query('update ticket set reporters = array[id]');
    await runner.query(WITH_MERGED);
    await runner.query('alter table ticket alter column reporters set not null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ticket drop column reporters');
  }
}

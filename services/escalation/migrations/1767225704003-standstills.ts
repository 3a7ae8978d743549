import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `create table standstill (subject_id uuid, since timestamptz, until timestamptz, primary key (subject_id, since))`,
  // The objections that the clocks know of so far.
  `insert into standstill (subject_id, since, until)
    select o.order_id, (s.time ->> 'from')::timestamptz, (s.time ->> 'to')::timestamptz
    from clock c join known_order o on o.whistle_id = c.aggregate_id and o.unit = c.unit
    cross join jsonb_array_elements(c.suspensions) s (time)
    where c.entity = 'whistle' and c.kind = 'report-in' and c.state <> 'ended' on conflict do nothing`,
];

/** For which times tickets were suspended, and objections to orders not ruled: the clocks beside their whistles stand. */
export class Standstills1767225704003 implements MigrationInterface {
  readonly name = 'Standstills1767225704003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table standstill');
  }
}

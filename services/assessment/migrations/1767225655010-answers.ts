import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = [
  // Since when a result is there; those of before count as always there, and what was placed by them stays.
  `alter table ticket_result add resolved_at timestamptz`,
  `update ticket_result set resolved_at = 'epoch' where unit is not null`,
  // Whose result the reporter of a ticket that was merged, or of a part, is asked about.
  `create table ticket_way (
    ticket_id uuid primary key,
    part_of uuid,
    merged_into uuid,
    left_at timestamptz)`,
  // Ratings are facts of their own kind; copies that were frozen or published stay.
  `alter table fact drop constraint fact_kind_check`,
  `alter table fact add constraint fact_kind_check
    check (kind in ('order', 'summons', 'rating', 'call-back', 'report', 'ticket'))`,
  `update fact set kind = 'rating', fields = fields - array['by', 'effective', 'responded']
    where kind = 'call-back' and fields->>'by' = 'reporter'`,
  `drop index fact_answers`,
  `create index fact_answers on fact (ticket_id) where kind in ('rating', 'call-back')`,
];

const BACK = [
  `drop index fact_answers`,
  `update fact set kind = 'call-back', fields = fields || '{"by": "reporter", "effective": true, "responded": true}'
    where kind = 'rating'`,
  `create index fact_answers on fact (ticket_id) where kind = 'call-back'`,
  `alter table fact drop constraint fact_kind_check`,
  `alter table fact add constraint fact_kind_check
    check (kind in ('order', 'summons', 'call-back', 'report', 'ticket'))`,
  `drop table ticket_way`,
  `alter table ticket_result drop column resolved_at`,
];

export class Answers1767225655010 implements MigrationInterface {
  readonly name = 'Answers1767225655010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STEPS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

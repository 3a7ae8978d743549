import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = [
  // Reports and tickets are what areas answer for; orders and answers count for the area that they lie in, too.
  `alter table fact drop constraint fact_kind_check`,
  `alter table fact add constraint fact_kind_check
    check (kind in ('order', 'summons', 'call-back', 'report', 'ticket'))`,
  `alter table fact add area text`,
  `create index fact_period on fact (counts_at) where counts_at is not null`,
  `alter table ticket_result add area text`,
  `alter table publication_fact add area text`,
  `alter table publication_fact alter unit drop not null`,
  // The codes of the areas that a unit answered for when it was published, or "all"; null where the plan asked for none.
  `alter table publication_score add areas jsonb`,
];

const BACK = [
  `alter table publication_score drop column areas`,
  `delete from publication_fact where unit is null`,
  `alter table publication_fact alter unit set not null`,
  `alter table publication_fact drop column area`,
  `alter table ticket_result drop column area`,
  `drop index fact_period`,
  `alter table fact drop column area`,
  `delete from fact where kind in ('report', 'ticket')`,
  `alter table fact drop constraint fact_kind_check`,
  `alter table fact add constraint fact_kind_check check (kind in ('order', 'summons', 'call-back'))`,
];

export class Areas1767225651000 implements MigrationInterface {
  readonly name = 'Areas1767225651000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STEPS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = [
  `create table period (
    id uuid primary key,
    plan text not null,
    code text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    document jsonb not null,
    state text not null check (state in ('open', 'frozen', 'published')),
    frozen_as uuid,
    frozen_at timestamptz,
    recounted_as uuid,
    opened_by text not null,
    opened_at timestamptz not null,
    sequence int not null,
    unique (plan, code))`,
  // What was published before periods were opened had its plan frozen by the publication itself.
  `insert into period (id, plan, code, from_at, to_at, document, state, frozen_as, frozen_at, opened_by, opened_at, sequence)
    select gen_random_uuid(), plan, period, from_at, to_at, document, 'published', id, published_at, published_by,
      published_at, 0 from publication`,
  // What leaves the statistics of a period, never the history: a whole ticket, or what one unit had to do with it.
  `create table exemption (
    id uuid primary key,
    plan text not null,
    period text not null,
    ticket_id uuid not null,
    unit text,
    reason text not null,
    made_by text not null,
    made_at timestamptz not null)`,
  `create unique index exemption_ticket on exemption (plan, period, ticket_id, coalesce(unit, ''))`,
  // Facts and scores of a period are frozen before it is published.
  `alter table publication_fact drop constraint publication_fact_publication_id_fkey`,
  `alter table publication_score drop constraint publication_score_publication_id_fkey`,
  `alter table publication_fact add exempt boolean not null default false`,
  `create index publication_fact_ticket on publication_fact (publication_id, ticket_id)`,
  `alter table publication add corrects uuid unique references publication`,
  `alter table publication add reason text`,
  `alter table publication add frozen_at timestamptz`,
  `update publication set frozen_at = published_at`,
  `alter table publication alter frozen_at set not null`,
  `alter table publication drop constraint publication_plan_period_key`,
  `create unique index publication_first on publication (plan, period) where corrects is null`,
];

const BACK = [
  `drop index publication_first`,
  `alter table publication drop column frozen_at, drop column reason, drop column corrects`,
  `alter table publication add constraint publication_plan_period_key unique (plan, period)`,
  `drop index publication_fact_ticket`,
  `alter table publication_fact drop column exempt`,
  ...['publication_fact', 'publication_score'].flatMap((table) => [
    `delete from ${table} f where not exists (select 1 from publication p where p.id = f.publication_id)`,
    `alter table ${table} add constraint ${table}_publication_id_fkey
      foreign key (publication_id) references publication deferrable initially deferred`,
  ]),
  `drop table exemption`,
  `drop table period`,
];

export class Periods1767225652000 implements MigrationInterface {
  readonly name = 'Periods1767225652000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STEPS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

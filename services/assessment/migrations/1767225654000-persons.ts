import type { MigrationInterface, QueryRunner } from 'typeorm';

const STEPS = [
  // Id of the member of staff who answers for an order.
  'alter table fact add person text',
  'create index fact_person on fact (person, counts_at) where person is not null',
  'alter table publication_fact add person text',
  'create index publication_fact_person on publication_fact (publication_id, person) where person is not null',
];

const BACK = ['alter table publication_fact drop column person', 'alter table fact drop column person'];

export class Persons1767225654000 implements MigrationInterface {
  readonly name = 'Persons1767225654000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STEPS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of BACK) await runner.query(statement);
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A round of the relay looks for notes that still grow, one or two of each partition, among all that were ever made. */
export class NoteMerging1767225600005 implements MigrationInterface {
  readonly name = 'NoteMerging1767225600005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index relay_note_growing on relay_note (part) where messages < 100');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index relay_note_growing');
  }
}

import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rungs that had fired before their clock became longer: nothing takes them back. */
export class KeptRungs1767225600006 implements MigrationInterface {
  readonly name = 'KeptRungs1767225600006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table clock add column kept text[] not null default '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table clock drop column kept');
  }
}

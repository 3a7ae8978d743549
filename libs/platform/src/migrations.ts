import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables that every service has in its own schema: answered idempotency keys and the last known token keys. */
export class PlatformTables1767225600000 implements MigrationInterface {
  readonly name = 'PlatformTables1767225600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table idempotency_key (
        caller text not null,
        act text not null,
        key text not null,
        digest bytea not null,
        answer jsonb,
        used_at timestamptz not null default gw_now(),
        primary key (caller, act, key)
      )`);
    await runner.query('create index idempotency_key_used_at on idempotency_key (used_at)');
    await runner.query(`
      create table token_keys (
        id smallint primary key default 1 check (id = 1),
        jwks jsonb not null,
        stored_at timestamptz not null default gw_now()
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table token_keys');
    await runner.query('drop table idempotency_key');
  }
}

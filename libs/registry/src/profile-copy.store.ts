import type { EntityManager, MigrationInterface, QueryRunner } from 'typeorm';
import type { ProfileDocument } from './document.js';

/** One version of the profile, as the console hands it out; `digest` is SHA-256 in hex over its canonical JSON. */
export interface ProfileCopy {
  version: number;
  digest: string;
  document: ProfileDocument;
}

/** What the service's schema knows: the version it has (0: none), and the newest it has heard of. */
export interface CopyState {
  version: number;
  wanted: number;
}

/** The service's own copy of the profile: it goes on with it while the console is away. One row. */
export class RegistryTables1767225600002 implements MigrationInterface {
  readonly name = 'RegistryTables1767225600002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table profile_copy (
        id smallint primary key default 1 check (id = 1),
        wanted int not null default 0,
        version int not null default 0,
        digest text,
        document jsonb,
        applied_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table profile_copy');
  }
}

type Queries = Pick<EntityManager, 'query'>;

export async function copyState(tx: Queries): Promise<CopyState> {
  const rows = await tx.query<CopyState[]>('select version, wanted from profile_copy');
  return rows[0] ?? { version: 0, wanted: 0 };
}

/** Remembers that a version is in force; fetching it is not the handler's work. */
export async function wantVersion(tx: Queries, version: number): Promise<void> {
  await tx.query(
    `insert into profile_copy (wanted) values ($1)
     on conflict (id) do update set wanted = greatest(profile_copy.wanted, excluded.wanted)`,
    [version],
  );
}

/** Keeps a version, whole, unless a newer one is there already. */
export async function keepCopy(tx: Queries, { version, digest, document }: ProfileCopy): Promise<void> {
  await tx.query(
    `insert into profile_copy (version, digest, document, applied_at) values ($1, $2, $3, gw_now())
     on conflict (id) do update set version = excluded.version, digest = excluded.digest,
       document = excluded.document, applied_at = excluded.applied_at
     where profile_copy.version < excluded.version`,
    [version, digest, JSON.stringify(document)],
  );
}

/** The version the service has; undefined before the first. */
export async function loadCopy(tx: Queries): Promise<ProfileCopy | undefined> {
  const rows = await tx.query<ProfileCopy[]>('select version, digest, document from profile_copy where version > 0');
  return rows[0];
}

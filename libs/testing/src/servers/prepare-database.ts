import { Client, escapeIdentifier, escapeLiteral } from 'pg';

/** The schema of each service, which has a login of its own: `gw_<schema>`. */
export const SERVICE_SCHEMAS = {
  console: 'console',
  intake: 'intake',
  dispatch: 'dispatch',
  escalation: 'escalation',
  'hotline-bridge': 'hotline',
  assessment: 'assessment',
} as const;

export type ServiceSchema = (typeof SERVICE_SCHEMAS)[keyof typeof SERVICE_SCHEMAS];

/** Where simulated time begins: a Monday morning at the start of office hours. */
export const SIMULATION_START = new Date('2026-03-02T09:00:00+08:00');

export interface Preparation {
  /** Password of each schema's login. */
  readonly passwords: Readonly<Record<ServiceSchema, string>>;
  /** With a movable clock; decided when the database is prepared the first time and fixed from then on. */
  readonly simulated: boolean;
  /** First moment of simulated time; SIMULATION_START when left out. */
  readonly start?: Date;
}

/**
 * Prepares the database that an administrator's URL names: the schema and login of every service, and `gw_now()`, the
 * only clock of domain time. Safe to repeat; logins get the given passwords. Throws when the database was prepared
 * with the other kind of clock. The services make their own tables.
 */
export async function prepareDatabase(adminUrl: string, preparation: Preparation): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('begin');
    await client.query(`select pg_advisory_xact_lock(hashtext('gridwhistle.prepare'))`);
    await prepareClock(client, preparation);
    for (const schema of Object.values(SERVICE_SCHEMAS))
      await prepareSchema(client, schema, preparation.passwords[schema]);
    await client.query('commit');
  });
}

/** Runs work on one connection to the URL and closes it. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The URL of a schema's own login, made from the administrator's URL. */
export function loginUrl(adminUrl: string, schema: ServiceSchema, password: string): string {
  const url = new URL(adminUrl);
  url.username = `gw_${schema}`;
  url.password = encodeURIComponent(password);
  return url.href;
}

/** The same server, another database. */
export function otherDatabase(adminUrl: string, database: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function prepareClock(client: Client, { simulated, start }: Preparation): Promise<void> {
  const before = await client.query<{ gw: string | null; clock: string | null }>(
    `select to_regnamespace('gw')::text as gw, to_regclass('gw.simulated_clock')::text as clock`,
  );
  const { gw, clock } = before.rows[0] ?? { gw: null, clock: null };
  if (gw !== null && simulated !== (clock !== null)) {
    throw new Error(`this database was prepared ${clock ? 'with' : 'without'} a simulated clock; use another one`);
  }
  await client.query('create schema if not exists gw; grant usage on schema gw to public');
  if (simulated && clock === null) await createSimulatedClock(client, start ?? SIMULATION_START);
  await client.query(simulated ? SIMULATED_NOW : REAL_NOW);
}

const REAL_NOW = `create or replace function gw.gw_now() returns timestamptz language sql volatile
  as 'select clock_timestamp()'`;

/** Runs with its owner's rights: the services may ask the time and not move it. */
const SIMULATED_NOW = `create or replace function gw.gw_now() returns timestamptz language sql volatile
  security definer set search_path = pg_catalog, pg_temp
  as 'select clock_timestamp() + offset_ms * interval ''1 millisecond'' from gw.simulated_clock'`;

async function createSimulatedClock(client: Client, start: Date): Promise<void> {
  await client.query('create table gw.simulated_clock (offset_ms bigint not null)');
  await client.query('create unique index simulated_clock_single on gw.simulated_clock ((true))');
  await client.query('insert into gw.simulated_clock (offset_ms) values (0)');
  await setSimulatedTime(client, start);
}

/** Sets simulated time; it goes on from there at its natural pace. */
export async function setSimulatedTime(client: Client, now: Date): Promise<void> {
  await client.query(
    `update gw.simulated_clock set offset_ms = (extract(epoch from $1::timestamptz - clock_timestamp()) * 1000)::bigint`,
    [now.toISOString()],
  );
}

/** Moves simulated time; only forwards makes sense to the services. */
export async function advanceSimulatedTime(client: Client, milliseconds: number): Promise<void> {
  await client.query('update gw.simulated_clock set offset_ms = offset_ms + $1', [milliseconds]);
}

async function prepareSchema(client: Client, schema: ServiceSchema, password: string): Promise<void> {
  const login = `gw_${schema}`;
  const known = await client.query('select from pg_roles where rolname = $1', [login]);
  if (known.rowCount === 0) await client.query(`create role ${escapeIdentifier(login)} login`);
  await client.query(`alter role ${login} password ${escapeLiteral(password)}`);
  await client.query(`alter role ${login} set search_path = ${schema}, gw`);
  // An administrator who is no superuser may make a schema for a login only as its member.
  await client.query(`grant ${login} to current_user`);
  await client.query(`create schema if not exists ${schema} authorization ${login}`);
}

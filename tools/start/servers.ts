import { join } from 'node:path';
import {
  isFree,
  socketUrl,
  prepareDatabase,
  startNats,
  startPostgres,
  otherDatabase,
  withClient,
} from '@gridwhistle/testing/servers';
import type { CallersEnvironment } from './environment.js';
import type { StartFlags } from './flags.js';
import type { Layout } from './layout.js';
import type { Secrets } from './secrets.js';
import type { Supervisor } from './supervisor.js';

/** How the services reach the bus. */
export interface BusAccess {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** The end of a process loses nothing, since what was written is the system's; only with the machine does it go. */
const NO_SYNC = {
  fsync: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '4GB',
};

const NATS_USER = 'gridwhistle';
const DATABASE = 'gridwhistle';

/** @throws Error that names every port that somebody else listens on */
export async function refuseBusyPorts({ ports }: Layout, given: CallersEnvironment): Promise<void> {
  const unused = [given.GW_DATABASE_URL && 'postgres', given.GW_NATS_URL && 'nats'];
  const wanted = Object.entries(ports).filter(([name]) => !unused.includes(name));
  const free = await Promise.all(wanted.map(([, port]) => isFree(port)));
  const busy = wanted.filter((_, index) => !free[index]).map(([name, port]) => `  - ${port} (for ${name})`);
  if (busy.length === 0) return;
  throw new Error(`ports in use by something else:\n${busy.join('\n')}\nChoose another base: npm start -- --port 9000`);
}

/** Starts PostgreSQL, or takes the one of GW_DATABASE_URL, and prepares the database. Returns the administrator's URL. */
export async function provideDatabase(
  { folder, logs, ports }: Layout,
  secrets: Secrets,
  given: CallersEnvironment,
  { simulated, noSync }: Pick<StartFlags, 'simulated' | 'noSync'>,
  supervisor: Supervisor,
): Promise<string> {
  const adminUrl = given.GW_DATABASE_URL ?? (await embedded());
  await prepareDatabase(adminUrl, { passwords: secrets.passwords, simulated });
  return adminUrl;

  async function embedded(): Promise<string> {
    const password = secrets.postgresPassword;
    const dataDir = join(folder, 'postgres');
    const settings = noSync ? NO_SYNC : {};
    const options = { dataDir, port: ports.postgres, password, logFile: join(logs, 'postgres.log'), settings };
    await supervisor.keep('postgres', () => startPostgres(options));
    const server = socketUrl(options);
    await createDatabase(server);
    return otherDatabase(server, DATABASE);
  }
}

async function createDatabase(server: string): Promise<void> {
  await withClient(server, async (client) => {
    const known = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (known.rowCount === 0) await client.query(`create database ${DATABASE}`);
  });
}

/** Starts nats-server, or takes the one of GW_NATS_URL (its user and password in the URL or in variables of their own). */
export async function provideBus(
  { folder, logs, ports }: Layout,
  secrets: Secrets,
  given: CallersEnvironment,
  supervisor: Supervisor,
  say: (line: string) => void,
): Promise<BusAccess> {
  if (given.GW_NATS_URL) return foreignBus(given.GW_NATS_URL, given);
  const password = secrets.natsPassword;
  const storeDir = join(folder, 'nats');
  const options = { storeDir, port: ports.nats, user: NATS_USER, password, logFile: join(logs, 'nats.log'), say };
  await supervisor.keep('nats', () => startNats(options));
  return { url: `nats://127.0.0.1:${ports.nats}`, user: NATS_USER, password };
}

function foreignBus(address: string, given: CallersEnvironment): BusAccess {
  const url = new URL(address);
  const user = given.GW_NATS_USER ?? decodeURIComponent(url.username);
  const password = given.GW_NATS_PASSWORD ?? decodeURIComponent(url.password);
  if (!user || !password)
    throw new Error('GW_NATS_URL needs a user: nats://user:password@host:4222, or GW_NATS_USER and GW_NATS_PASSWORD');
  return { url: `${url.protocol}//${url.host}`, user, password };
}

import { join } from 'node:path';
import {
  otherDatabase,
  prepareDatabase,
  startNats,
  startPostgres,
  withClient,
  type ChildServer,
} from '@gridwhistle/testing/servers';
import type { Layout } from '../../tools/start/layout.js';
import type { Secrets } from '../../tools/start/secrets.js';
import type { BusAccess } from '../../tools/start/servers.js';
import { Part } from './part.js';

export const NATS_USER = 'gridwhistle';
const DATABASE = 'gridwhistle';

/** Where the servers keep their data; a nemesis may move it. */
export interface Stores {
  postgres: string;
  nats: string;
}

type Started = (name: string, child: ChildServer) => void;

export function postgresPart(
  { ports, logs }: Layout,
  { postgresPassword: password }: Secrets,
  stores: Stores,
  started: Started,
  say: (line: string) => void,
): Part {
  // The truth is written as in production: nothing of its safety is switched off.
  const begin = async (): Promise<ChildServer> => {
    const logFile = join(logs, 'postgres.log');
    const server = await startPostgres({ dataDir: stores.postgres, port: ports.postgres, password, logFile });
    started('postgres', server);
    return server;
  };
  return new Part('postgres', begin, say);
}

export function natsPart(
  { ports, logs }: Layout,
  { natsPassword: password }: Secrets,
  stores: Stores,
  started: Started,
  say: (line: string) => void,
): Part {
  const begin = async (): Promise<ChildServer> => {
    const options = { storeDir: stores.nats, port: ports.nats, user: NATS_USER, password };
    const server = await startNats({ ...options, logFile: join(logs, 'nats.log'), say });
    started('nats', server);
    return server;
  };
  return new Part('nats', begin, say);
}

export const busAccess = ({ ports }: Layout, { natsPassword: password }: Secrets): BusAccess => ({
  url: `nats://127.0.0.1:${ports.nats}`,
  user: NATS_USER,
  password,
});

export const adminUrlOf = ({ ports }: Layout, { postgresPassword }: Secrets): string =>
  otherDatabase(
    `postgres://postgres:${encodeURIComponent(postgresPassword)}@127.0.0.1:${ports.postgres}/postgres`,
    DATABASE,
  );

/** Makes the database, with a movable clock. */
export async function makeDatabase(adminUrl: string, { passwords }: Secrets): Promise<void> {
  await withClient(otherDatabase(adminUrl, 'postgres'), async (client) => {
    await client.query(`create database ${DATABASE}`);
  });
  await prepareDatabase(adminUrl, { passwords, simulated: true });
}

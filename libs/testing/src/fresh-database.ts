import { randomBytes } from 'node:crypto';
import {
  SIMULATION_START,
  advanceSimulatedTime,
  loginUrl,
  otherDatabase,
  setSimulatedTime,
  withClient,
  type ServiceSchema,
} from './servers/prepare-database.js';
import { templateOf, testServers } from './test-servers.js';

export interface FreshDatabaseOptions {
  /** With a movable clock (the default). */
  readonly simulated?: boolean;
  /** First moment of simulated time; SIMULATION_START when left out. */
  readonly start?: Date;
}

/** A private database with every service's schema and login, `gw_now()`, and no tables yet. */
export interface FreshDatabase {
  readonly name: string;
  /** URL of the superuser in this database. */
  readonly adminUrl: string;
  /** URL of a schema's own login. */
  url(schema: ServiceSchema): string;
  /** Sets simulated time. */
  setTime(now: Date): Promise<void>;
  /** Moves simulated time on. */
  advance(milliseconds: number): Promise<void>;
  /** Ends its connections and removes it. */
  drop(): Promise<void>;
}

/** Makes a database of its own for a test file, from the run's template (about 50 ms). */
export async function freshDatabase(options: FreshDatabaseOptions = {}): Promise<FreshDatabase> {
  const { adminUrl: server, passwords } = testServers();
  const simulated = options.simulated ?? true;
  const name = `t_${randomBytes(6).toString('hex')}`;
  await withClient(server, (client) => client.query(`create database ${name} template ${templateOf(simulated)}`));
  const adminUrl = otherDatabase(server, name);
  const database: FreshDatabase = {
    name,
    adminUrl,
    url: (schema) => loginUrl(adminUrl, schema, passwords[schema]),
    setTime: (now) => withClient(adminUrl, (client) => setSimulatedTime(client, now)),
    advance: (milliseconds) => withClient(adminUrl, (client) => advanceSimulatedTime(client, milliseconds)),
    drop: () => withClient(server, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
  if (simulated) await database.setTime(options.start ?? SIMULATION_START);
  return database;
}

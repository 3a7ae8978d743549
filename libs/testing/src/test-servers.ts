import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { postgresContainer, wantsDocker, type ContainerServer } from './containers.js';
import {
  SERVICE_SCHEMAS,
  otherDatabase,
  prepareDatabase,
  withClient,
  type ServiceSchema,
} from './servers/prepare-database.js';
import { scratchFolder } from './servers/scratch.js';
import { freePort } from './servers/ports.js';
import { startPostgres } from './servers/postgres.js';
import { findNatsServer } from './servers/nats-server.js';

/** What the test files learn of the run's servers; carried in the environment, which jest hands to its workers. */
export interface TestServers {
  readonly adminUrl: string;
  readonly nats: 'embedded' | 'docker';
  readonly passwords: Record<ServiceSchema, string>;
}

const VARIABLE = 'GW_TEST_RUN';

/** The servers of this run. Throws when the test was not started through jest's project `int`. */
export function testServers(): TestServers {
  const run = process.env[VARIABLE];
  if (!run) throw new Error('no servers: name the file *.int.spec.ts, so that jest starts them');
  return JSON.parse(run) as TestServers;
}

export const templateOf = (simulated: boolean): string => (simulated ? 'gw_template_simulated' : 'gw_template');

/** Jest's global set-up: PostgreSQL with the template databases, and a nats-server program that can be started. */
export async function startTestServers(): Promise<{ stop(): Promise<void> }> {
  const password = secret();
  const docker = wantsDocker();
  const postgres =
    (docker && (await contained(() => postgresContainer(password)))) || (await embeddedPostgres(password));
  const nats = docker && !('identity' in postgres) ? 'docker' : 'embedded';
  if (nats === 'embedded') await findNatsServer((line) => console.log(line));
  const passwords = Object.fromEntries(Object.values(SERVICE_SCHEMAS).map((schema) => [schema, secret()]));
  const servers = { adminUrl: postgres.url, nats, passwords } as TestServers;
  for (const simulated of [true, false]) await makeTemplate(servers, simulated);
  process.env[VARIABLE] = JSON.stringify(servers);
  return { stop: () => postgres.stop() };
}

async function makeTemplate({ adminUrl, passwords }: TestServers, simulated: boolean): Promise<void> {
  await withClient(adminUrl, (client) => client.query(`create database ${templateOf(simulated)}`));
  await prepareDatabase(otherDatabase(adminUrl, templateOf(simulated)), { passwords, simulated });
}

async function contained(start: () => Promise<ContainerServer>): Promise<ContainerServer | undefined> {
  try {
    return await start();
  } catch (error) {
    console.log(`no container could be started (${firstLine(error)}); using the embedded servers`);
    return undefined;
  }
}

async function embeddedPostgres(password: string): Promise<ContainerServer & { identity: unknown }> {
  const scratch = scratchFolder('postgres');
  const server = await startPostgres({
    dataDir: `${scratch}/data`,
    port: await freePort(),
    password,
    logFile: `${scratch}/postgres.log`,
    scratch,
    settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' },
  });
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  return { ...server, stop };
}

const secret = (): string => randomBytes(18).toString('base64url');
const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error).split('\n')[0] ?? '';

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { COMMON_SETTINGS, startService } from '@gridwhistle/platform';
import type { ProfileDocument } from '@gridwhistle/registry';
import {
  CHECKOUT,
  loginUrl,
  logTail,
  otherDatabase,
  prepareDatabase,
  startChild,
  startNats,
  startPostgres,
  withClient,
  type ChildServer,
} from '@gridwhistle/testing/servers';
import { standInConsole } from '@gridwhistle/testing/stage';
import { definition } from '../../services/intake/src/index.js';
import { loadProfileFolder } from '../../tools/profile/folder.js';
import { secretsOf, type Secrets } from '../../tools/start/secrets.js';
import { PROCESSES } from '../profiles.js';
import type { Terms } from '../row.js';

const READY_WITHIN_MS = 60_000;
const [POSTGRES, NATS] = [10, 11];
const EXAMPLES = Object.fromEntries(Object.entries(COMMON_SETTINGS).flatMap(([key, { example }]) => [[key, example]]));

/** What all contenders stand on: one PostgreSQL as `npm start` runs it, NATS, and a stand-in for the console. */
export class Ground {
  private databases = 0;
  private readonly names: Record<number, string> = {};

  private constructor(
    private readonly terms: Terms,
    private readonly secrets: Secrets,
    private readonly server: { readonly url: string; readonly pid: number },
    private readonly settings: Readonly<Record<string, string>>,
    readonly district: ProfileDocument,
  ) {}

  static async start(terms: Terms, say: (line: string) => void): Promise<Ground> {
    const { folder, port } = terms;
    const secrets = secretsOf(folder);
    const postgres = await startPostgres({
      dataDir: join(folder, 'postgres'),
      port: port + POSTGRES,
      password: secrets.postgresPassword,
      logFile: join(folder, 'postgres.log'),
    });
    terms.atEnd(() => postgres.stop());
    const bus = { user: 'gw', password: secrets.natsPassword };
    const nats = await startNats({
      ...{ storeDir: join(folder, 'nats'), port: port + NATS, logFile: join(folder, 'nats.log'), say },
      ...bus,
    });
    terms.atEnd(() => nats.stop());
    const district = (await loadProfileFolder(join(CHECKOUT, 'profiles/longli'))).profile;
    const console = await standInConsole(district);
    terms.atEnd(() => Promise.resolve(console.close()));
    const settings = {
      ...EXAMPLES,
      ...console.environment,
      GW_DISTRICT: district.district.code,
      GW_DATA_KEY: secrets.dataKey,
      GW_NATS_URL: `nats://127.0.0.1:${port + NATS}`,
      GW_NATS_USER: bus.user,
      GW_NATS_PASSWORD: bus.password,
      GW_LOG_LEVEL: 'info',
    };
    const server = { url: postgres.url, pid: postgres.identity.pid };
    return new Ground(terms, secrets, server, settings, district);
  }

  /** Process of PostgreSQL. */
  get postgres(): number {
    return this.server.pid;
  }

  /** A database of its own with intake's tables, empty, and nothing else left to write; the URL of intake's login. */
  async freshDatabase(): Promise<string> {
    const name = `accept_${(this.databases += 1)}`;
    const admin = otherDatabase(this.server.url, name);
    const url = loginUrl(admin, 'intake', this.secrets.passwords.intake);
    await withClient(this.server.url, (client) => client.query(`create database ${name}`));
    await prepareDatabase(admin, { passwords: this.secrets.passwords, simulated: false });
    await (await startService(definition, { ...this.environment(url, 0), GW_LOG_LEVEL: 'fatal' })).stop();
    await withClient(this.server.url, (client) => client.query('checkpoint'));
    return url;
  }

  /** Settings of intake on that database. */
  environment(databaseUrl: string, port: number): Record<string, string> {
    return { ...this.settings, GW_DATABASE_URL: databaseUrl, GW_PORT: String(port) };
  }

  /** Runs a program of the repository and waits until `ready` answers 200. */
  async run(name: string, main: string, env: Record<string, string>, ready: string): Promise<ChildServer> {
    const logFile = join(this.terms.folder, `${name}.log`);
    const register = new URL('../../tools/register.mjs', import.meta.url).href;
    const args = ['--enable-source-maps', '--import', register, join(CHECKOUT, main)];
    const child = startChild({
      ...{ command: process.execPath, args, logFile, signals: ['SIGTERM', 'SIGKILL'] },
      env: { ...env, ...this.profiling() },
    });
    this.terms.atEnd(() => child.stop());
    this.nameProcess(name, child);
    const until = performance.now() + READY_WITHIN_MS;
    while (!(await answers(ready))) {
      if (!child.isRunning() || performance.now() > until)
        throw new Error(`${name} is not ready:\n${logTail(logFile)}`);
      await delay(50);
    }
    return child;
  }

  private profiling(): Record<string, string> {
    const { profiles } = this.terms;
    if (profiles === undefined) return {};
    return { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=500 --cpu-prof-dir=${profiles}` };
  }

  private nameProcess(name: string, { identity }: ChildServer): void {
    const { profiles } = this.terms;
    if (profiles === undefined) return;
    this.names[identity.pid] = name;
    writeFileSync(join(profiles, PROCESSES), JSON.stringify(this.names));
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.ok;
    },
    () => false,
  );

import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { hasName, ownedFolder, unprivileged } from './account.js';
import { logTail, startChild, type ChildServer } from './child-server.js';
import { postgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { commandLine, end, identify } from './process-identity.js';

/** What an address is made of. */
export interface PostgresAccess {
  /** The cluster's folder; made when it is not there. As root it must be one that `nobody` can reach. */
  readonly dataDir: string;
  readonly port: number;
  /** Password of the superuser `postgres`; fixed when the cluster is made. */
  readonly password: string;
}

export interface PostgresOptions extends PostgresAccess {
  readonly logFile: string;
  /** Server settings (`fsync: 'off'` for tests). */
  readonly settings?: Readonly<Record<string, string>>;
  /** A folder that goes with the server when we are killed. */
  readonly scratch?: string;
}

export interface PostgresServer extends ChildServer {
  readonly port: number;
  /** URL of the superuser, database `postgres`, over TCP. */
  readonly url: string;
}

/** The longest path that a socket may have, less its own name. */
const LONGEST_FOLDER = 107 - '/.s.PGSQL.65535'.length;

/** Beside the cluster: on one machine a socket costs half as much as TCP. Undefined where its path would be too long. */
function socketFolder({ dataDir }: Pick<PostgresAccess, 'dataDir'>): string | undefined {
  const folder = `${dataDir}.socket`;
  return Buffer.byteLength(folder) > LONGEST_FOLDER ? undefined : folder;
}

const tcpUrl = ({ port, password }: PostgresAccess): string =>
  `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;

/** URL of the superuser, database `postgres`, for clients on this machine. */
export function socketUrl(access: PostgresAccess): string {
  const url = new URL(tcpUrl(access));
  const sockets = socketFolder(access);
  if (sockets !== undefined) url.searchParams.set('host', sockets);
  return url.href;
}

/** Starts PostgreSQL on loopback and waits until it answers. What an earlier, killed run left behind is cleared away. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const binaries = await postgresBinaries();
  if (!existsSync(join(options.dataDir, 'PG_VERSION'))) initialise(binaries, options);
  await clearLeftOver(options.dataDir);
  makeSocketFolder(options);
  const url = tcpUrl(options);
  for (let attempt = 1; ; attempt++) {
    const child = startChild({
      command: binaries.postgres,
      args: serverArguments(options),
      logFile: options.logFile,
      account: unprivileged(),
      signals: ['SIGINT', 'SIGQUIT', 'SIGKILL'],
      scratch: options.scratch,
    });
    if (await answers(child, url)) return { ...child, port: options.port, url };
    await child.stop();
    const why = logTail(options.logFile);
    // Backends of a killed postmaster hold its shared memory until they notice, a second at most.
    if (attempt >= 10 || !why.includes('pre-existing shared memory block')) {
      throw new Error(`PostgreSQL did not start (${options.logFile}):\n${why}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

const LOCALE = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];

/** Makes the cluster in a folder beside its place and moves it there when done: a killed `initdb` leaves no half of one. */
function initialise(binaries: PostgresBinaries, { dataDir, password, settings }: PostgresOptions): void {
  const unfinished = `${dataDir}.new`;
  const pwfile = `${dataDir}.password`;
  rmSync(unfinished, { recursive: true, force: true });
  ownedFolder(unfinished);
  writeSecret(pwfile, password);
  const sync = settings?.['fsync'] === 'off' ? ['--no-sync'] : [];
  const args = ['-D', unfinished, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${pwfile}`, ...LOCALE, ...sync];
  const [command, all] = hasName() ? [binaries.initdb, args] : asNamed(binaries.initdb, args);
  const env = { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
  const run = spawnSync(command, all, { ...unprivileged(), cwd: '/', encoding: 'utf8', env });
  rmSync(pwfile, { force: true });
  if (run.status === 0) return renameSync(unfinished, dataDir);
  rmSync(unfinished, { recursive: true, force: true });
  throw new Error(`initdb failed: ${run.error?.message ?? `${run.stdout}${run.stderr}`.trim()}${nameless()}`);
}

/** `initdb` asks for the name of its user: a uid without one gets a name in a user namespace of its own. */
function asNamed(initdb: string, args: string[]): [string, string[]] {
  return ['unshare', ['--user', '--map-user=65534', '--map-group=65534', initdb, ...args]];
}

const nameless = (): string =>
  hasName() ? '' : `\nThis uid has no entry in /etc/passwd: give it one, or name a PostgreSQL with GW_DATABASE_URL.`;

/** Emptied each time: the lock of a socket that a killed server left would stop the next one. */
function makeSocketFolder(options: PostgresOptions): void {
  const folder = socketFolder(options);
  if (folder === undefined) return;
  rmSync(folder, { recursive: true, force: true });
  ownedFolder(folder);
  chmodSync(folder, 0o711);
}

/** A postmaster that outlived its starter is ended; the lock file of one that is gone is removed. */
async function clearLeftOver(dataDir: string): Promise<void> {
  const lock = join(dataDir, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const left = identify(Number.parseInt(readFileSync(lock, 'utf8'), 10));
  if (left && commandLine(left.pid).includes(dataDir)) await end(left, ['SIGINT', 'SIGQUIT', 'SIGKILL'], 10_000);
  rmSync(lock, { force: true });
}

function serverArguments(options: PostgresOptions): string[] {
  const { dataDir, port, settings } = options;
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: socketFolder(options) ?? '',
    max_connections: '250',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...settings,
  };
  return ['-D', dataDir, ...Object.entries(all).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
}

async function answers(child: ChildServer, url: string): Promise<boolean> {
  const until = Date.now() + 60_000;
  while (child.isRunning() && Date.now() < until) {
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 40));
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/** Writes a file that only the account of PostgreSQL can read. */
function writeSecret(file: string, text: string): void {
  rmSync(file, { force: true });
  writeFileSync(file, `${text}\n`, { mode: 0o600 });
  const account = unprivileged();
  if (account) chownSync(file, account.uid, account.gid);
}

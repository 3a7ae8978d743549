import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataRoot } from '@gridwhistle/testing/servers';
import { Failure } from './failure.js';
import { onOneLine } from './json-part.js';

/** What `npm start` writes about a running installation (no secrets). */
export interface RunState {
  pid: number;
  district: string;
  simulated: boolean;
  /** Public address of the console. */
  url: string;
  natsUrl: string;
  natsUser: string;
  /** Internal base URL of each service. */
  services: Record<string, string>;
}

/** Kept by `npm start` in the data folder, readable by its owner only. */
export interface Secrets {
  internalKey: string;
  operatorSecret: string;
  natsPassword: string;
}

export interface Installation extends RunState {
  folder: string;
  secrets: Secrets;
  /** URL of the database administrator. */
  databaseUrl: string;
}

/** The running installation of this checkout: the only one, or the one on `port`. */
export function findInstallation(port?: string): Installation {
  const running = installations().filter((one) => isAlive(one.pid) && (!port || new URL(one.url).port === port));
  const [first, second] = running;
  if (!first) throw new Failure('Nothing runs here. Start it with `npm start`, or name its `--port`.');
  if (second) {
    throw new Failure(`Several run here: ${running.map((one) => one.url).join(', ')}. Name one with \`--port\`.`, 2);
  }
  return first;
}

function installations(): Installation[] {
  const root = dataRoot();
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .map((name) => join(root, name))
    .filter((folder) => existsSync(join(folder, 'run.json')))
    .map(installationIn);
}

/** The installation whose data lie in a folder. */
export function installationIn(folder: string): Installation {
  return { folder, ...(read(folder, 'run.json') as RunState), ...secretsOf(folder) };
}

function secretsOf(folder: string): { secrets: Secrets; databaseUrl: string } {
  const { databaseUrl, ...secrets } = read(folder, 'secrets.json') as Secrets & { databaseUrl: string };
  return { secrets, databaseUrl };
}

function read(folder: string, file: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'));
  } catch (error) {
    throw new Failure(`${join(folder, file)} cannot be read: ${onOneLine((error as Error).message)}`);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

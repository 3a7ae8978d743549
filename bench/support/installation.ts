import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { logTail } from '@gridwhistle/testing/servers';
import { installationIn, type Installation } from '../../tools/gw/src/installation.js';
import { drainedOf } from '../../tools/gw/src/drained.js';
import { readRun, type RunState } from '../../tools/start/run-file.js';
import { PROCESSES } from '../profiles.js';
import type { Terms } from '../row.js';

const READY_WITHIN_MS = 240_000;
const LOOK_MS = 50;
const DISTRICT = 'longli';

export interface StartOptions {
  /** A name for its data folder; an installation of the same name goes on with its data. */
  readonly name?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
}

/** The product as `npm start` runs it, with data of its own: the same processes, settings and servers. */
export class BenchInstallation {
  private constructor(
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {}

  /** Starts it and waits until it serves; it ends with the row at the latest. */
  static async start(terms: Terms, { name = 'data', settings = {}, flags = [] }: StartOptions = {}) {
    const root = join(terms.folder, name);
    mkdirSync(root, { recursive: true, mode: 0o711 });
    const logFile = join(root, 'start.log');
    const env = { ...process.env, ...profiling(terms), ...settings, GW_TEST_DATA: root };
    const child = startProcess(terms.port, env, flags, logFile);
    const installation = new BenchInstallation(join(root, DISTRICT), child);
    terms.atEnd(() => installation.stop());
    await installation.ready(logFile);
    if (terms.profiles !== undefined) nameProcesses(terms.profiles, installation.processes);
    return installation;
  }

  get facts(): Installation {
    return installationIn(this.folder);
  }

  /** Ids of its processes by name: services, postgres, nats. */
  get processes(): Record<string, number> {
    const children = (readRun(this.folder) as RunState).children;
    return Object.fromEntries(Object.entries(children).map(([name, { pid }]) => [name, pid]));
  }

  /** Events, deliveries and clocks that are still on their way, in all services. */
  async backlog(): Promise<number> {
    const all = await Promise.all(Object.keys(this.facts.services).map((name) => drainedOf(this.facts, name)));
    return all.reduce((sum, { outbox, pending, clocksDue }) => sum + outbox + pending + clocksDue, 0);
  }

  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }

  private async ready(logFile: string): Promise<void> {
    const until = performance.now() + READY_WITHIN_MS;
    while (readRun(this.folder)?.state !== 'ready') {
      if (this.hasEnded()) throw new Error(`the installation did not start:\n${logTail(logFile)}`);
      if (performance.now() > until) throw new Error(`the installation is not ready in time:\n${logTail(logFile)}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  private hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }
}

/** The channel between us is what tells it of our end, should we be killed. */
function startProcess(port: number, env: NodeJS.ProcessEnv, flags: readonly string[], logFile: string): ChildProcess {
  const register = new URL('../../tools/register.mjs', import.meta.url).href;
  const main = fileURLToPath(new URL('../../tools/start/main.ts', import.meta.url));
  const log = openSync(logFile, 'a', 0o600);
  const args = ['--import', register, main, '--port', String(port), '--district', DISTRICT, ...flags];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  return child;
}

/** Services inherit Node.js's options; each process writes its profile when it ends. */
function profiling({ profiles }: Terms): Record<string, string> {
  return profiles === undefined
    ? {}
    : { NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=500 --cpu-prof-dir=${profiles}` };
}

/** A profile is called after the process's number only. */
function nameProcesses(folder: string, processes: Readonly<Record<string, number>>): void {
  const names = Object.fromEntries(Object.entries(processes).map(([name, pid]) => [pid, name]));
  writeFileSync(join(folder, PROCESSES), JSON.stringify(names));
}

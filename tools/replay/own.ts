import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '@gridwhistle/kernel';
import { isFree, logTail, signal, stillRuns } from '@gridwhistle/testing/servers';
import { installationIn, type Installation } from '../gw/src/installation.js';
import { OFFSETS } from '../start/layout.js';
import { readRun, running } from '../start/run-file.js';
import type { Kill, Victims } from './kills.js';

const READY_WITHIN_MS = 240_000;
const VICTIM_WITHIN_MS = 60_000;
const LOOK_MS = 100;

/** A scratch folder for an installation's data that others may pass through, as PostgreSQL's account must. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gw-replay-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** The first of as many free ports in a row as an installation takes. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const first = 20_000 + Math.floor(Math.random() * 10_000);
    const free = await Promise.all(Object.values(OFFSETS).map((offset) => isFree(first + offset)));
    if (free.every(Boolean)) return first;
  }
}

interface OwnOptions {
  /** A folder of `profiles/`. */
  readonly district: string;
  readonly port: number;
  readonly settings: Record<string, string>;
  /** Its data may go with the machine's power. */
  readonly noSync?: boolean;
}

/** An installation that this run started for itself; it ends with us, however we end. */
export class OwnInstallation implements Victims {
  private constructor(
    /** Its data. */
    private readonly folder: string,
    private readonly process: ChildProcess,
  ) {}

  get installation(): Installation {
    return installationIn(this.folder);
  }

  /** Starts what `npm start -- --simulated` starts, with its data below `root`, and waits until it serves. */
  static async start(root: string, { district, port, settings, noSync = false }: OwnOptions): Promise<OwnInstallation> {
    const logFile = join(root, 'start.log');
    const child = startProcess(
      ['--district', district, '--port', String(port), ...(noSync ? ['--no-sync'] : [])],
      settings,
      logFile,
    );
    const own = new OwnInstallation(join(root, `${district}-simulated`), child);
    try {
      await own.ready();
      return own;
    } catch {
      await own.stop();
      throw new Error(`the installation did not start:\n${logTail(logFile)}`);
    }
  }

  /** Ends a service's process as soon as one runs; the supervisor starts it again. */
  async kill(service: ServiceName, name: Kill['signal']): Promise<boolean> {
    for (const until = Date.now() + VICTIM_WITHIN_MS; Date.now() < until; await pause()) {
      const victim = readRun(this.folder)?.children[service];
      if (!victim || !stillRuns(victim)) continue;
      signal(victim.pid, name);
      return true;
    }
    return false;
  }

  async stop(): Promise<void> {
    if (this.hasEnded()) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGTERM');
    await ended;
  }

  forget(): void {
    rmSync(dirname(this.folder), { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    // What a killed one left behind says nothing of ours.
    while (running(this.folder)?.state !== 'ready') {
      if (this.hasEnded() || Date.now() > until) throw new Error('not ready');
      await pause();
    }
  }

  private hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LOOK_MS));

/** The channel between us is what tells it of our end, should we be killed. */
function startProcess(flags: readonly string[], settings: Record<string, string>, logFile: string): ChildProcess {
  const register = new URL('../register.mjs', import.meta.url).href;
  const main = fileURLToPath(new URL('../start/main.ts', import.meta.url));
  const log = openSync(logFile, 'a', 0o600);
  const args = ['--import', register, main, '--simulated', ...flags];
  const env = { ...process.env, ...settings };
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  return child;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { Account } from './account.js';
import { end, identify, type ProcessIdentity } from './process-identity.js';

export interface ChildServerOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly account?: Account | undefined;
  /** Signals that end the server, the gentlest first, each given the time before the next. */
  readonly signals: NodeJS.Signals[];
  readonly graceMs?: number;
  /** Environment besides PATH. */
  readonly env?: Readonly<Record<string, string>>;
  /** A folder that goes with the server when we are killed (scratch data of tests). */
  readonly scratch?: string | undefined;
}

/** A server process of ours. It has its own process group, so that Ctrl-C reaches only us and the order of stopping is ours. */
export interface ChildServer {
  readonly identity: ProcessIdentity;
  /** Settles with a description of how it ended. */
  readonly exited: Promise<string>;
  isRunning(): boolean;
  stop(): Promise<void>;
}

/** Starts a server; when we die without stopping it (even by `kill -9`), a watchdog ends it. */
export function startChild(options: ChildServerOptions): ChildServer {
  const log = openSync(options.logFile, 'a', 0o600);
  const child = spawn(options.command, options.args, {
    ...options.account,
    detached: true,
    stdio: ['ignore', log, log],
    cwd: '/',
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC', ...options.env },
  });
  closeSync(log);
  const exited = whenExited(child);
  const identity = (child.pid && identify(child.pid)) || { pid: child.pid ?? 0, started: '' };
  const watchdog = watch(identity.pid, options);
  void exited.then(() => watchdog.kill('SIGKILL'));
  return {
    identity,
    exited,
    isRunning: () => child.exitCode === null && child.signalCode === null,
    async stop() {
      await end(identity, options.signals, options.graceMs ?? 15_000);
      await exited;
    },
  };
}

/** The last lines of a server's log, for a message that tells why it did not start. */
export function logTail(logFile: string, lines = 12): string {
  const { size } = statSync(logFile);
  const end = Buffer.alloc(Math.min(size, 64 * 1024));
  const file = openSync(logFile, 'r');
  readSync(file, end, 0, end.length, size - end.length);
  closeSync(file);
  return end.toString('utf8').trimEnd().split('\n').slice(-lines).join('\n');
}

function whenExited(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`));
  });
}

/** The shell waits for the end of its input, which comes when we end, however we end. */
const WATCHDOG = `read -r _; kill -s "$1" "$2"; [ -z "$3" ] || { while kill -0 "$2"; do sleep 0.1; done; rm -rf "$3"; }`;

function watch(pid: number, options: ChildServerOptions): ChildProcess {
  const last = (options.signals.at(-2) ?? options.signals.at(-1) ?? 'SIGTERM').replace('SIG', '');
  const args = ['-c', WATCHDOG, 'gridwhistle-watchdog', last, String(pid), options.scratch ?? ''];
  const watchdog = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' });
  watchdog.unref();
  const input = watchdog.stdin as (typeof watchdog.stdin & { unref?: () => void }) | null;
  input?.unref?.();
  input?.on('error', () => undefined);
  return watchdog;
}

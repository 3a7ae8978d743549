import { fork } from 'node:child_process';
import type { Terms } from '../row.js';
import { CpuWatch } from './cpu.js';

/** What a load in a process of its own may tell while it runs. */
export type Tell<Note> = (note: Note) => void;

/** A load: a module that exports `run`, in a process of its own so that it disturbs and is disturbed as little as can be. */
export interface Load<Job, Note, Outcome> {
  /** The module's URL. */
  readonly module: URL;
  readonly job: Job;
  readonly heard?: (note: Note) => void;
  readonly outcome?: (outcome: Outcome) => void;
}

type Message<Note, Outcome> = { note: Note } | { outcome: Outcome } | { error: string };

/** A load that runs. */
export interface RunningLoad<Outcome> {
  readonly pid: number;
  readonly outcome: Promise<Outcome>;
  /** Tells the load to come to its end. */
  finish(): void;
}

/** Starts a load; it ends with the row at the latest, and with us however we end. */
export function startLoad<Job, Note, Outcome>(terms: Terms, load: Load<Job, Note, Outcome>): RunningLoad<Outcome> {
  const register = new URL('../../tools/register.mjs', import.meta.url).href;
  const main = new URL('generator-main.ts', import.meta.url);
  const child = fork(main, [load.module.href], { execArgv: ['--import', register], serialization: 'advanced' });
  terms.atEnd(async () => void child.kill('SIGKILL'));
  const outcome = new Promise<Outcome>((resolve, reject) => {
    child.on('message', (message: Message<Note, Outcome>) => {
      if ('note' in message) load.heard?.(message.note);
      else if ('error' in message) reject(new Error(message.error));
      else resolve(message.outcome);
    });
    child.once('exit', (code, signal) => reject(new Error(`the load ended with ${signal ?? code}`)));
  });
  outcome.catch(() => undefined);
  child.send({ job: load.job });
  return { pid: child.pid ?? 0, outcome, finish: () => void (child.connected && child.send({ finish: true })) };
}

/** Watches the CPU of an installation and of the load on it. */
export const watchCpu = (processes: Readonly<Record<string, number>>, load: { pid: number }): CpuWatch =>
  new CpuWatch({ ...processes, load: load.pid });

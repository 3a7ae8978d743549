import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process that can be told from a later one with the same pid. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Opaque start mark; empty when the machine does not tell. */
  readonly started: string;
}

/** The identity of a running process; undefined when there is none (a zombie counts as none). */
export function identify(pid: number): ProcessIdentity | undefined {
  if (!isAlive(pid)) return undefined;
  const stat = procStat(pid);
  if (stat) return stat.state === 'Z' ? undefined : { pid, started: stat.started };
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' });
  return { pid, started: ps.stdout?.trim() ?? '' };
}

/** True when exactly this process still runs. */
export const stillRuns = (one: ProcessIdentity): boolean => identify(one.pid)?.started === one.started;

/** The command line of a process, words separated by spaces; empty when unknown. */
export function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}

/** Sends a signal; a process that is already gone is fine. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // gone already
  }
}

/** Waits until the process has ended; false when it still runs after the time. */
export async function ended(one: ProcessIdentity, withinMs: number): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (stillRuns(one)) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}

/** Ends a process with the first of the signals it obeys, each given the time; true when it has ended. */
export async function end(one: ProcessIdentity, signals: NodeJS.Signals[], eachMs: number): Promise<boolean> {
  for (const name of signals) {
    if (!stillRuns(one)) return true;
    signal(one.pid, name);
    if (await ended(one, eachMs)) return true;
  }
  return !stillRuns(one);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Fields 3 (state) and 22 (start time) of /proc/PID/stat; the command in field 2 may contain spaces. */
function procStat(pid: number): { state: string; started: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}

import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second, whatever the kernel was built with. */
const TICKS_PER_SECOND = 100;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  /** Seconds of CPU, its own and of its children that have ended. */
  readonly cpu: number;
}

/** A line of /proc/PID/stat; the command in its second field may contain spaces and brackets. */
export function parseStat(line: string): Stat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const [user, system, childrenUser, childrenSystem] = [11, 12, 13, 14].map((index) => Number(fields[index]));
  const ticks = (user ?? 0) + (system ?? 0) + (childrenUser ?? 0) + (childrenSystem ?? 0);
  return { pid: Number.parseInt(line, 10), parent: Number(fields[1]), cpu: ticks / TICKS_PER_SECOND };
}

/** Seconds of CPU that each process has used, with all its descendants. */
export function cpuOf(processes: Readonly<Record<string, number>>): Record<string, number> {
  const all = allStats();
  const sum = (pid: number): number =>
    all.filter(({ parent }) => parent === pid).reduce((s, c) => s + sum(c.pid), own(pid));
  const own = (pid: number): number => all.find((one) => one.pid === pid)?.cpu ?? 0;
  return Object.fromEntries(Object.entries(processes).map(([name, pid]) => [name, sum(pid)]));
}

/** Megabytes of memory of a process, shared pages divided by who shares them, with all its descendants. */
export function memoryOf(pid: number): number {
  const children = allStats().filter(({ parent }) => parent === pid);
  return children.reduce((sum, child) => sum + memoryOf(child.pid), pssOf(pid));
}

function pssOf(pid: number): number {
  const [, kilobytes] = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kilobytes ?? 0) / 1024;
}

/** Share of all cores that did nothing between two readings of `idleSeconds`. */
export function idleSeconds(): { idle: number; all: number } {
  const fields = read('/proc/stat').split('\n', 1)[0]?.split(/\s+/).slice(1, 9).map(Number) ?? [];
  const all = fields.reduce((sum, ticks) => sum + ticks, 0);
  return { idle: ((fields[3] ?? 0) + (fields[4] ?? 0)) / TICKS_PER_SECOND, all: all / TICKS_PER_SECOND };
}

function allStats(): Stat[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((pid) => read(`/proc/${pid}/stat`)).flatMap((line) => (line === '' ? [] : [parseStat(line)]));
}

/** Nothing when the process has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

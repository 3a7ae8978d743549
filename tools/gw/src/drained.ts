import { Failure, NotNow } from './failure.js';
import type { Installation } from './installation.js';
import { internal } from './operator.js';
import { progress } from './output.js';

/** What a service still has to do before the system is at rest. */
export interface Drained {
  /** Events not yet on the bus. */
  outbox: number;
  /** Events not yet applied by its consumers, and work that its workers still owe. */
  pending: number;
  /** Clocks that are due and have not fired. */
  clocksDue: number;
  /** Grows with everything sent, applied and fired. */
  moved: number;
  /** When its next clock falls due, RFC 3339. */
  nextRungAt: string | null;
}

export async function drainedOf(installation: Installation, service: string): Promise<Drained> {
  return internal<Drained>(installation, service, '/internal/drained');
}

/** Waits until nothing is left, of all services or `some`, and nothing has moved between two looks: one's last step may be another's first. */
export async function waitUntilDrained(
  installation: Installation,
  seconds = 120,
  some: readonly string[] = Object.keys(installation.services),
): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (let before = -1; ;) {
    const { left, moved, unknown } = await workOf(installation, some);
    const rest = left === 0 && unknown.length === 0;
    if (rest && moved === before) break;
    before = rest ? moved : -1;
    const what = [`${left} events and clocks`, ...unknown].join('; ');
    if (!rest) progress(`waiting for ${what}`);
    if (Date.now() > until) throw new Failure(`Not at rest after ${seconds} s; left: ${what}.`);
    await new Promise((wake) => setTimeout(wake, rest ? 30 : 100));
  }
  progress('');
}

interface Work {
  readonly left: number;
  readonly moved: number;
  /** Services that cannot say how much they have left, each with what it says instead. */
  readonly unknown: readonly string[];
}

async function workOf(installation: Installation, some: readonly string[]): Promise<Work> {
  const unknown: string[] = [];
  const ask = (service: string): Promise<Drained | undefined> =>
    drainedOf(installation, service).catch((error: unknown) => {
      if (!(error instanceof NotNow)) throw error;
      unknown.push(`${service} (${error.message})`);
      return undefined;
    });
  const answers = await Promise.all(some.map(ask));
  const all = answers.filter((answer) => answer !== undefined);
  const left = all.reduce((sum, one) => sum + one.outbox + one.pending + one.clocksDue, 0);
  return { left, moved: all.reduce((sum, one) => sum + one.moved, 0), unknown };
}

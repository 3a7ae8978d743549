import type { Installation } from './installation.js';
import { internal } from './operator.js';
import { progress } from './output.js';

/** What a service still has to do before the system is at rest. */
export interface Drained {
  /** Events not yet on the bus. */
  outbox: number;
  /** Events not yet applied by its consumers. */
  pending: number;
  /** Clocks that are due and have not fired. */
  clocksDue: number;
  /** Work wanted from outside or from another service that is still owed. */
  owed?: number;
  /** When its next clock falls due, RFC 3339. */
  nextRungAt?: string | null;
}

export async function drainedOf(installation: Installation, service: string): Promise<Drained> {
  return internal<Drained>(installation, service, '/internal/drained');
}

/** Waits until every service is at rest twice in a row, since the last step of one may be the first of another. */
export async function waitUntilDrained(installation: Installation, seconds = 120): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (let calm = 0; calm < 2;) {
    const left = await leftToDo(installation);
    calm = left === 0 ? calm + 1 : 0;
    if (left > 0) progress(`waiting for ${left} events and clocks`);
    if (Date.now() > until) throw new Error(`not at rest after ${seconds} s: ${left} events and clocks left`);
    if (calm < 2) await new Promise((wake) => setTimeout(wake, left > 0 ? 100 : 30));
  }
  progress('');
}

async function leftToDo(installation: Installation): Promise<number> {
  const all = await Promise.all(Object.keys(installation.services).map((name) => drainedOf(installation, name)));
  return all.reduce((sum, one) => sum + one.outbox + one.pending + one.clocksDue, 0);
}

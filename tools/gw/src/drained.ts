import { Failure } from './failure.js';
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

/** Waits until nothing is left and nothing has moved between two looks: one service's last step may be another's first. */
export async function waitUntilDrained(installation: Installation, seconds = 120): Promise<void> {
  const until = Date.now() + seconds * 1000;
  for (let before = -1; ;) {
    const { left, moved } = await workOf(installation);
    if (left === 0 && moved === before) break;
    before = left === 0 ? moved : -1;
    if (left > 0) progress(`waiting for ${left} events and clocks`);
    if (Date.now() > until) throw new Failure(`Not at rest after ${seconds} s: ${left} events and clocks are left.`);
    await new Promise((wake) => setTimeout(wake, left > 0 ? 100 : 30));
  }
  progress('');
}

async function workOf(installation: Installation): Promise<{ left: number; moved: number }> {
  const all = await Promise.all(Object.keys(installation.services).map((name) => drainedOf(installation, name)));
  const left = all.reduce((sum, one) => sum + one.outbox + one.pending + one.clocksDue, 0);
  return { left, moved: all.reduce((sum, one) => sum + one.moved, 0) };
}

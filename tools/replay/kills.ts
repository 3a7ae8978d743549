import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { random, shuffled } from './random.js';

export interface Kill {
  /** Milliseconds after the beginning. */
  readonly at: number;
  readonly service: ServiceName;
  readonly signal: 'SIGTERM' | 'SIGKILL';
}

/** Whoever can end one service of an installation. */
export interface Victims {
  /** Sends the signal to the service's process as soon as one runs; false when none came up in time. */
  kill(service: ServiceName, signal: Kill['signal']): Promise<boolean>;
}

/** The kills of a run: random moments in their order, every service in turn but shuffled, the two signals in turn. */
export function planKills(count: number, seed: string, withinMs: number): Kill[] {
  const next = random(`${seed}:kills`);
  const moments = Array.from({ length: count }, () => Math.round(next() * withinMs)).sort((a, b) => a - b);
  const rounds = Math.ceil(count / SERVICES.length);
  const services = Array.from({ length: rounds }, () => shuffled(SERVICES, next)).flat();
  return moments.map((at, index) => ({
    at,
    service: services[index] as ServiceName,
    signal: index % 2 === 0 ? 'SIGTERM' : 'SIGKILL',
  }));
}

/** Carries the plan out; returns what was killed. Ends early when the run is over. */
export async function carryOut(
  plan: readonly Kill[],
  victims: Victims,
  over: AbortSignal,
  say: (line: string) => void,
): Promise<Kill[]> {
  const start = performance.now();
  const done: Kill[] = [];
  for (const kill of plan) {
    const wait = Math.max(0, start + kill.at - performance.now());
    await delay(wait, undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) break;
    if (!(await victims.kill(kill.service, kill.signal))) continue;
    done.push(kill);
    say(`${kill.signal} to ${kill.service} (${done.length} of ${plan.length})`);
  }
  return done;
}

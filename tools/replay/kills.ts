import { setTimeout as delay } from 'node:timers/promises';
import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { random, shuffled } from './random.js';

export interface Kill {
  /** The share of the run's work that is done then, in [0, 1). */
  readonly at: number;
  readonly service: ServiceName;
  readonly signal: 'SIGTERM' | 'SIGKILL';
}

/** Whoever can end one service of an installation. */
export interface Victims {
  /** Sends the signal to the service's process as soon as one runs; false when none came up in time. */
  kill(service: ServiceName, signal: Kill['signal']): Promise<boolean>;
}

/** The last part of a run is left in peace, so that no kill comes too late. */
const LATEST = 0.97;
const LOOK_MS = 25;

/** The kills of a run: random moments in their order, every service in turn but shuffled, the two signals in turn. */
export function planKills(count: number, seed: string): Kill[] {
  const next = random(`${seed}:kills`);
  const moments = Array.from({ length: count }, () => next() * LATEST).sort((a, b) => a - b);
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
  run: { readonly share: number; readonly over: boolean },
  say: (line: string) => void,
): Promise<Kill[]> {
  const done: Kill[] = [];
  for (const kill of plan) {
    while (run.share < kill.at && !run.over) await delay(LOOK_MS);
    if (run.over) break;
    if (!(await victims.kill(kill.service, kill.signal))) continue;
    done.push(kill);
    say(`${kill.signal} to ${kill.service} (${done.length} of ${plan.length})`);
  }
  return done;
}

import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { isFree } from '@gridwhistle/testing/servers';
import { OFFSETS } from '../../tools/start/layout.js';

/** Ports from its base on that a world may use. */
export const PORTS = 100;

/** A service runs at most so many times. */
export const INSTANCES = [1, 2] as const;
export type InstanceNumber = (typeof INSTANCES)[number];

/** What one instance listens on, and its own links to the servers. */
export interface InstancePorts {
  readonly http: number;
  readonly postgres: number;
  readonly nats: number;
}

/** The public addresses (0 …) are links that go round among a service's instances; behind them all have ports of their own. */
export function portsOf(base: number, service: ServiceName, instance: InstanceNumber): InstancePorts {
  const place = OFFSETS[service] + 10 * (instance - 1);
  return { http: base + 20 + place, postgres: base + 40 + place, nats: base + 60 + place };
}

const FIRST = 21_000;
const LAST = 22_000;

/** The first base whose ports are all free. @throws Error when there is none */
export async function freeBase(step: number): Promise<number> {
  for (let base = FIRST; base < LAST; base += step) if ((await busyPorts(base)).length === 0) return base;
  throw new Error(`no free ports between ${FIRST} and ${LAST}: name a base with --port`);
}

/** @throws Error that names every port that somebody else listens on */
export async function refuseBusyPorts(base: number): Promise<void> {
  const busy = await busyPorts(base);
  if (busy.length > 0) throw new Error(`ports in use by something else: ${busy.join(', ')}; choose another --port`);
}

async function busyPorts(base: number): Promise<number[]> {
  const own = SERVICES.flatMap((service) => INSTANCES.flatMap((n) => Object.values(portsOf(base, service, n))));
  const ports = [...Object.values(OFFSETS).map((offset) => base + offset), ...own];
  const free = await Promise.all(ports.map((port) => isFree(port)));
  return ports.filter((_, index) => !free[index]);
}

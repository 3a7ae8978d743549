import { SERVICES, type ServiceName } from '@gridwhistle/kernel';
import { isFree } from '@gridwhistle/testing/servers';
import { OFFSETS } from '../../tools/start/layout.js';

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

/** The ports of a cluster's further NATS nodes. */
export const clusterPort = (base: number, node: number): number => base + 80 + node;

/** @throws Error that names every port that somebody else listens on */
export async function refuseBusyPorts(base: number): Promise<void> {
  const own = SERVICES.flatMap((service) => INSTANCES.flatMap((n) => Object.values(portsOf(base, service, n))));
  const ports = [...Object.values(OFFSETS).map((offset) => base + offset), ...own];
  const free = await Promise.all(ports.map((port) => isFree(port)));
  const busy = ports.filter((_, index) => !free[index]);
  if (busy.length > 0) throw new Error(`ports in use by something else: ${busy.join(', ')}; choose another --port`);
}

import type { ServiceName } from '@gridwhistle/kernel';
import { loginUrl, SERVICE_SCHEMAS, type ChildServer } from '@gridwhistle/testing/servers';
import { settingsOf, startInstance, type ServiceFacts } from '../../tools/start/services.js';
import { Link, type Target } from './link.js';
import { Part } from './part.js';
import { portsOf, type InstanceNumber, type InstancePorts } from './ports.js';

/** One instance of a service: its process, and its own links to database and bus. */
export interface Instance {
  readonly service: ServiceName;
  readonly name: string;
  readonly ports: InstancePorts;
  readonly part: Part;
  readonly postgres: Link;
  readonly nats: Link;
  /** Added to its environment at its next start. */
  readonly extra: Record<string, string>;
}

export interface InstanceFacts {
  readonly base: number;
  readonly facts: ServiceFacts;
  /** Where the real servers are. */
  readonly targets: { postgres(): readonly Target[]; nats(): readonly Target[] };
  readonly say: (line: string) => void;
  readonly started: (name: string, child: ChildServer) => void;
}

export async function makeInstance(
  service: ServiceName,
  number: InstanceNumber,
  { base, facts, targets, say, started }: InstanceFacts,
): Promise<Instance> {
  const name = `${service}-${number}`;
  const ports = portsOf(base, service, number);
  const extra: Record<string, string> = {};
  const begin = async (): Promise<ChildServer> => {
    const settings = { ...instanceSettings(service, name, ports, facts), ...extra };
    const child = startInstance(service, name, settings, facts);
    started(name, child);
    return child;
  };
  const postgres = await Link.open(ports.postgres, targets.postgres);
  const nats = await Link.open(ports.nats, targets.nats);
  return { service, name, ports, part: new Part(name, begin, say), postgres, nats, extra };
}

function instanceSettings(
  service: ServiceName,
  name: string,
  ports: InstancePorts,
  facts: ServiceFacts,
): Record<string, string> {
  const database = new URL(facts.adminUrl);
  database.port = String(ports.postgres);
  const schema = SERVICE_SCHEMAS[service];
  return {
    ...settingsOf(service, facts),
    GW_PORT: String(ports.http),
    GW_DATABASE_URL: loginUrl(database.href, schema, facts.secrets.passwords[schema]),
    GW_NATS_URL: `nats://127.0.0.1:${ports.nats}`,
    GW_INSTANCE: name,
  };
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { logTail, startChild, type ChildServer } from './child-server.js';
import { findNatsServer } from './nats-server.js';
import { greeting } from './ports.js';

export interface NatsOptions {
  /** Holds the configuration and JetStream's files. */
  readonly storeDir: string;
  /** Address it listens on; loopback when left out. */
  readonly host?: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly logFile: string;
  /** The cluster it is a node of; it stands alone when left out. */
  readonly cluster?: NatsCluster;
  /** Words before the command, to start it somewhere else: in a network namespace of its own. */
  readonly within?: readonly string[];
  /** A folder that goes with the server when we are killed. */
  readonly scratch?: string;
  readonly say?: (line: string) => void;
}

/** What a node knows of its cluster. Clients are told no addresses but the one they have. */
export interface NatsCluster {
  /** Name of this node. */
  readonly node: string;
  /** Where it listens for the others, and where all of them do: `host:port`. */
  readonly listen: string;
  readonly nodes: readonly string[];
}

export interface NatsServer extends ChildServer {
  readonly port: number;
  /** URL without user and password. */
  readonly url: string;
}

/** Starts nats-server with JetStream, on loopback unless told otherwise, and waits until it answers. */
export async function startNats(options: NatsOptions): Promise<NatsServer> {
  const { host = '127.0.0.1', port, within = [] } = options;
  const [command = '', ...before] = [...within, await findNatsServer(options.say)];
  mkdirSync(options.storeDir, { recursive: true, mode: 0o700 });
  const config = join(options.storeDir, 'nats.conf');
  writeFileSync(config, natsConfig(options), { mode: 0o600 });
  const child = startChild({
    command,
    args: [...before, '-c', config],
    logFile: options.logFile,
    signals: ['SIGTERM', 'SIGKILL'],
    scratch: options.scratch,
  });
  if (await answers(child, port, host)) return { ...child, port, url: `nats://${host}:${port}` };
  await child.stop();
  throw new Error(`nats-server did not start (${options.logFile}):\n${logTail(options.logFile)}`);
}

/** One account on loopback; events carry no words, so the default size of a message is far more than they need. */
export function natsConfig(options: Omit<NatsOptions, 'logFile'>): string {
  const { storeDir, host = '127.0.0.1', port, user, password, cluster } = options;
  return `listen: "${host}:${port}"
server_name: ${cluster?.node ?? 'gridwhistle'}
max_payload: 1MB
jetstream {
  store_dir: ${JSON.stringify(join(storeDir, 'jetstream'))}
  max_memory_store: 64MB
  max_file_store: 20GB
}
accounts {
  GRIDWHISTLE {
    jetstream: enabled
    users: [{ user: ${JSON.stringify(user)}, password: ${JSON.stringify(password)} }]
  }
}
${cluster ? clusterConfig(cluster) : ''}`;
}

const clusterConfig = ({ listen, nodes }: NatsCluster): string => `cluster {
  name: gridwhistle
  listen: "${listen}"
  no_advertise: true
  routes: [${nodes.map((node) => `"nats-route://${node}"`).join(', ')}]
}
`;

async function answers(child: ChildServer, port: number, host: string): Promise<boolean> {
  const until = Date.now() + 30_000;
  while (child.isRunning() && Date.now() < until) {
    if ((await greeting(port, 1000, host))?.includes('"jetstream":true')) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return false;
}

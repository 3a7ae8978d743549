import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { scratchFolder } from './servers/scratch.js';
import { startNats, type NatsServer } from './servers/nats.js';
import { freePort } from './servers/ports.js';

/** Three nats-servers on loopback that are one, for a test file. */
export interface FreshCluster {
  /** All of them, separated by commas. */
  readonly url: string;
  readonly user: string;
  readonly password: string;
  /** Names of the nodes, as the servers tell them. */
  readonly nodes: readonly string[];
  /** Ends a node; clients see it vanish. */
  pause(node: string): Promise<void>;
  /** Starts it again at the same address, with what it had; `alone` without a way to the others, until the next time. */
  resume(node: string, options?: { alone?: boolean }): Promise<void>;
  /** `host:port` of a node. */
  address(node: string): string;
  /** Stops all for good and removes their files. */
  stop(): Promise<void>;
}

/** Starts them together; who leads is settled within some seconds. */
export async function freshCluster(): Promise<FreshCluster> {
  const [user, password] = ['gridwhistle', randomBytes(12).toString('hex')];
  const scratch = scratchFolder('nats-cluster');
  const nodes = ['node-1', 'node-2', 'node-3'];
  const ports = new Map<string, { port: number; listen: string }>();
  for (const node of nodes) {
    ports.set(node, { port: await freePort(), listen: `127.0.0.1:${await freePort()}` });
  }
  const routes = [...ports.values()].map(({ listen }) => listen);
  const running = new Map<string, NatsServer>();
  const resume = async (node: string, { alone = false } = {}): Promise<void> => {
    const { port = 0, listen = '' } = ports.get(node) ?? {};
    const [storeDir, logFile] = [`${scratch}/${node}`, `${scratch}/${node}.log`];
    const elsewhere = `127.0.0.1:${await freePort()}`;
    const cluster = alone ? { node, listen: elsewhere, nodes: [elsewhere] } : { node, listen, nodes: routes };
    running.set(node, await startNats({ storeDir, logFile, port, user, password, cluster, scratch }));
  };
  await Promise.all(nodes.map((node) => resume(node)));
  return {
    url: nodes.map((node) => running.get(node)?.url).join(','),
    user,
    password,
    nodes,
    resume,
    address: (node) => `127.0.0.1:${ports.get(node)?.port}`,
    pause: async (node) => running.get(node)?.stop(),
    async stop() {
      await Promise.all([...running.values()].map((server) => server.stop()));
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}

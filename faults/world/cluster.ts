import { join } from 'node:path';
import { startNats, type ChildServer } from '@gridwhistle/testing/servers';
import type { Layout } from '../../tools/start/layout.js';
import type { Secrets } from '../../tools/start/secrets.js';
import type { Target } from './link.js';
import { Network, NODES, type NodeNumber } from './network.js';
import { Part } from './part.js';
import { NATS_USER } from './servers.js';

const CLIENTS = 4222;
const ROUTES = 6222;

/** Three NATS servers that are one, on a network of their own that can be cut. */
export class Cluster {
  private constructor(
    readonly network: Network,
    readonly parts: ReadonlyMap<NodeNumber, Part>,
  ) {}

  static async make(
    base: number,
    { folder, logs }: Layout,
    { natsPassword: password }: Secrets,
    started: (name: string, child: ChildServer) => void,
    say: (line: string) => void,
  ): Promise<Cluster> {
    const network = await Network.make(base, logs, started);
    const nodes = NODES.map((node) => `${network.address(node)}:${ROUTES}`);
    const part = (node: NodeNumber): Part => {
      const name = nameOf(node);
      const begin = async (): Promise<ChildServer> => {
        const server = await startNats({
          storeDir: join(folder, name),
          host: network.address(node),
          port: CLIENTS,
          user: NATS_USER,
          password,
          cluster: { node: name, listen: `${network.address(node)}:${ROUTES}`, nodes },
          within: network.within(node),
          logFile: join(logs, `${name}.log`),
          say,
        });
        started(name, server);
        return server;
      };
      return new Part(name, begin, say);
    };
    return new Cluster(network, new Map(NODES.map((node) => [node, part(node)])));
  }

  targets(): Target[] {
    return NODES.map((node) => ({ host: this.network.address(node), port: CLIENTS }));
  }

  part(node: NodeNumber): Part {
    const part = this.parts.get(node);
    if (!part) throw new Error(`there is no node ${node}`);
    return part;
  }

  /** The node of this name, as the servers tell it. */
  numbered(name: string | undefined): NodeNumber {
    const node = NODES.find((one) => nameOf(one) === name);
    if (!node) throw new Error(`there is no node ${name ?? 'that leads'}`);
    return node;
  }
}

const nameOf = (node: NodeNumber): string => `nats-${node}`;

import { spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startChild, type ChildServer } from '@gridwhistle/testing/servers';
import { run } from './command.js';

/** Addresses of one run: sixteen of those that are set aside for trying networks out, told apart by the hundreds of its ports. */
const BLOCK = 16;
const PREFIX = 28;
const US = 1;
const FIRST_NODE = 2;
const HOLDER_TRIES = 100;
const HOLDER_AGAIN_MS = 50;

/** Nobody has this address: what is sent to it goes nowhere, and nobody is told. */
const NOBODY = '02:00:00:00:00:00';

export type NodeNumber = 1 | 2 | 3;
export const NODES: readonly NodeNumber[] = [1, 2, 3];

/** Why there can be no network of nodes here; undefined when there can. */
export function networkObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux';
  if (process.getuid?.() !== 0) return 'needs root';
  const missing = ['ip', 'nsenter', 'unshare'].find((tool) => spawnSync(tool, ['--help']).error);
  return missing && `needs the program ${missing}`;
}

/**
 * A network of three nodes: a namespace each, a switch between them in another one, and a wire from the switch to us.
 * Namespaces have no names: each lives as long as the processes in it, and takes its wires with it. So nothing has to be
 * removed, however the run ends.
 */
export class Network {
  private constructor(
    private readonly base: number,
    private readonly hub: ChildServer,
    private readonly nodes: ReadonlyMap<NodeNumber, ChildServer>,
  ) {}

  static async make(base: number, logs: string, started: (name: string, child: ChildServer) => void): Promise<Network> {
    const holder = async (name: string): Promise<ChildServer> => {
      const child = startChild({
        command: 'unshare',
        args: ['--net', 'sleep', 'infinity'],
        logFile: join(logs, `${name}.log`),
        signals: ['SIGTERM', 'SIGKILL'],
      });
      started(name, child);
      await hasOwnNetwork(child);
      return child;
    };
    const hub = await holder('network');
    const nodes = new Map<NodeNumber, ChildServer>();
    for (const node of NODES) nodes.set(node, await holder(`network-${node}`));
    const network = new Network(base, hub, nodes);
    network.wire();
    return network;
  }

  /** Address of a node. */
  address(node: NodeNumber): string {
    return this.ip(FIRST_NODE + node - 1);
  }

  /** Words that start a command on a node. */
  within(node: NodeNumber): string[] {
    return entering(this.holder(node));
  }

  /** Pulls the plug of a node: neither the others nor we reach it any more. */
  cutOff(node: NodeNumber): void {
    this.inHub('link', 'set', `node${node}`, 'down');
  }

  /** The others reach a node no more, nor it them; we do. */
  part(node: NodeNumber): void {
    for (const other of NODES.filter((one) => one !== node)) {
      this.mislead(node, other);
      this.mislead(other, node);
    }
  }

  /** All reach each other again. */
  restore(): void {
    for (const node of NODES) {
      this.inHub('link', 'set', `node${node}`, 'up');
      ip(this.holder(node), 'neigh', 'flush', 'dev', 'wire', 'nud', 'permanent');
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.nodes.values(), this.hub].map((child) => child.stop()));
  }

  private mislead(one: NodeNumber, other: NodeNumber): void {
    ip(this.holder(one), 'neigh', 'replace', this.address(other), 'lladdr', NOBODY, 'dev', 'wire', 'nud', 'permanent');
  }

  private wire(): void {
    const ours = `gw${this.base}`;
    this.inHub('link', 'add', 'switch', 'type', 'bridge');
    this.inHub('link', 'set', 'switch', 'up');
    run('ip', ['link', 'add', ours, 'type', 'veth', 'peer', 'name', 'us', 'netns', pidOf(this.hub)]);
    run('ip', ['address', 'add', `${this.ip(US)}/${PREFIX}`, 'dev', ours]);
    run('ip', ['link', 'set', ours, 'up']);
    this.plug('us');
    for (const node of NODES) this.wireNode(node);
  }

  private wireNode(node: NodeNumber): void {
    const holder = this.holder(node);
    this.inHub('link', 'add', `node${node}`, 'type', 'veth', 'peer', 'name', 'wire', 'netns', pidOf(holder));
    ip(holder, 'link', 'set', 'lo', 'up');
    ip(holder, 'address', 'add', `${this.address(node)}/${PREFIX}`, 'dev', 'wire');
    ip(holder, 'link', 'set', 'wire', 'up');
    this.plug(`node${node}`);
  }

  private plug(wire: string): void {
    this.inHub('link', 'set', wire, 'master', 'switch');
    this.inHub('link', 'set', wire, 'up');
  }

  private inHub(...words: string[]): void {
    ip(this.hub, ...words);
  }

  private holder(node: NodeNumber): ChildServer {
    const holder = this.nodes.get(node);
    if (!holder) throw new Error(`there is no node ${node}`);
    return holder;
  }

  private ip(host: number): string {
    const last = Math.floor(this.base / 100) * BLOCK + host;
    return `198.18.${last >> 8}.${last & 255}`;
  }
}

const pidOf = ({ identity }: ChildServer): string => String(identity.pid);
const entering = (holder: ChildServer): string[] => ['nsenter', '--net', '--target', pidOf(holder)];

function ip(holder: ChildServer, ...words: string[]): void {
  const [command = '', ...args] = [...entering(holder), 'ip', ...words];
  run(command, args);
}

/** The namespace is there once its holder has become what it was told to be. */
async function hasOwnNetwork(child: ChildServer): Promise<void> {
  for (let tries = 0; tries < HOLDER_TRIES; tries++) {
    if (networkOf(pidOf(child)) !== networkOf('self')) return;
    await delay(HOLDER_AGAIN_MS);
  }
  throw new Error('this machine gives no network namespaces');
}

function networkOf(pid: string): string {
  return readlinkSync(`/proc/${pid}/ns/net`);
}

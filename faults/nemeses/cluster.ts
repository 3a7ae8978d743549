import { setTimeout as delay } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import type { Cluster } from '../world/cluster.js';
import { NODES, type NodeNumber } from '../world/network.js';
import type { World } from '../world/world.js';
import { withNats } from './messages.js';
import { byItself, type Heal, type Nemesis, type Theatre } from './nemesis.js';

const AWAY_MS = 6_000;
/** Longer than a leader needs to notice that nobody follows: the system has to heal within, then a while goes by. */
const CUT_MS = 12_000;

/** The node that leads the district's stream. */
async function leaderOf(world: World, cluster: Cluster): Promise<NodeNumber> {
  const stream = `GW_${world.data.profile.district.code}`;
  const info = await withNats(world, async (connection) => (await jetstreamManager(connection)).streams.info(stream));
  return cluster.numbered(info.cluster?.leader);
}

const clusterOf = ({ world }: Theatre): Cluster => {
  if (!world.cluster) throw new Error('there is one NATS server');
  return world.cluster;
};

interface Fault extends Pick<Nemesis, 'name' | 'kind' | 'about' | 'afterwards'> {
  readonly strike: (cluster: Cluster, leader: NodeNumber) => Promise<Heal>;
}

/** A fault of the node that leads the stream, or of more. */
const onLeader = ({ strike, ...words }: Fault): Nemesis => ({
  ...words,
  needsRoot: true,
  nodes: 3,
  inject: async (theatre) => {
    const cluster = clusterOf(theatre);
    const leader = await leaderOf(theatre.world, cluster);
    theatre.say(`  node ${leader} leads`);
    return strike(cluster, leader);
  },
});

/** The system heals while the node stays where it is, and once more when it is back. */
const cut = (how: 'cutOff' | 'part'): Pick<Fault, 'strike' | 'afterwards'> => ({
  strike: async ({ network }, leader) => {
    network[how](leader);
    return byItself;
  },
  afterwards: async (theatre) => {
    await delay(CUT_MS);
    clusterOf(theatre).network.restore();
    theatre.say('  and joined again');
  },
});

export const CLUSTER_TABLE: readonly Nemesis[] = [
  onLeader({
    name: 'cluster-leader-killed',
    kind: 'leading NATS node killed',
    about: 'the node that leads the stream killed (-9) and started again at once',
    strike: async (cluster, leader) => {
      await cluster.part(leader).kill();
      return byItself;
    },
  }),
  onLeader({
    name: 'cluster-node-cut-off',
    kind: 'NATS node cut off',
    about: 'the node that leads the stream reaches nobody, and nobody it, until the system has healed without it',
    ...cut('cutOff'),
  }),
  onLeader({
    name: 'cluster-node-parted',
    kind: 'NATS node parted from the others',
    about: 'the node that leads the stream loses the others; who speaks to it must find another one',
    ...cut('part'),
  }),
  onLeader({
    name: 'cluster-minority-left',
    kind: 'one of three NATS nodes left',
    about: `two nodes, the leading one among them, killed (-9) and away for ${AWAY_MS / 1000} s: the stream takes nothing`,
    strike: async (cluster, leader) => {
      const gone = [leader, ...NODES.filter((node) => node !== leader).slice(0, 1)].map((node) => cluster.part(node));
      await Promise.all(gone.map((part) => part.killForGood()));
      await delay(AWAY_MS);
      return async () => void (await Promise.all(gone.map((part) => part.start())));
    },
  }),
];

import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { World } from '../world/world.js';
import { diskOf } from './disk.js';
import { byItself, type Nemesis } from './nemesis.js';
import { diskObstacle } from './small-disk.js';

const AWAY_MS = 4_000;
const LONG_MS = 35_000;
const LOST_MS = 4_000;
/** Consumers lag so long behind before the store goes: what they have not seen is then nowhere but in the log. */
const LAG_MS = 4_000;

const store = ({ stores }: World): string => join(stores.nats, 'jetstream');

const killed: Nemesis = {
  name: 'nats-killed',
  kind: 'NATS killed',
  nodes: 1,
  about: 'nats-server killed (-9) and started again at once',
  inject: async ({ world }) => {
    await world.nats.kill();
    return byItself;
  },
};

const paused: Nemesis = {
  name: 'nats-paused',
  kind: 'NATS paused',
  nodes: 1,
  about: 'nats-server stopped for 12 s, its connections open',
  inject: async ({ world }) => {
    await world.nats.pause(12);
    return byItself;
  },
};

/** Away while there is work, which may last for so many minutes of simulated time. */
const away = (name: string, milliseconds: number, minutes = 0): Nemesis => ({
  name,
  kind: 'NATS away',
  nodes: 1,
  about: `no NATS for ${milliseconds / 1000} s${minutes > 0 ? `, in which ${minutes} minutes go by` : ''}`,
  inject: async ({ world, passTime }) => {
    await world.nats.killForGood();
    await delay(milliseconds / 2);
    if (minutes > 0) await passTime(minutes);
    await delay(milliseconds / 2);
    return () => world.nats.start();
  },
});

const deleted: Nemesis = {
  name: 'store-deleted',
  kind: 'NATS store deleted',
  nodes: 1,
  about: 'nats-server killed and its whole store deleted, while two consumers lag behind',
  instances: { count: 1, of: ['assessment', 'console'] },
  inject: async ({ world, notes }) => {
    notes.beginningLost = true;
    const lagging = [world.instance('assessment'), world.instance('console')];
    await lagging[0]?.part.killForGood();
    lagging[1]?.nats.refuse();
    await delay(LAG_MS);
    await world.nats.killForGood();
    rmSync(store(world), { recursive: true, force: true });
    await world.nats.start();
    lagging[1]?.nats.restore();
    await lagging[0]?.part.start();
    return byItself;
  },
};

const rolledBack: Nemesis = {
  name: 'last-seconds-lost',
  kind: 'NATS lost its last seconds',
  nodes: 1,
  about:
    'nats-server comes back with the disk it had some seconds before, and what was flushed by then; as after a power cut',
  inject: async ({ world, say }) => {
    const copy = join(world.folder, 'nats-copy');
    const obstacle = diskObstacle();
    const { take, putBack } = obstacle === undefined ? await imageOf(world) : folderOf(world);
    if (obstacle !== undefined) say(`  ${obstacle}: its folder is copied, not its disk`);
    await world.nats.hold(() => take(copy));
    await delay(LOST_MS);
    await world.nats.killForGood();
    await putBack(copy);
    rmSync(copy, { recursive: true, force: true });
    await world.nats.start();
    return byItself;
  },
};

/** How the store of a NATS that stands still is kept, and later given back to one that has ended. */
interface Keeping {
  readonly take: (copy: string) => void;
  readonly putBack: (copy: string) => Promise<void>;
}

async function imageOf(world: World): Promise<Keeping> {
  const disk = await diskOf(world, 'nats');
  return { take: (copy) => disk.copyTo(copy), putBack: (copy) => disk.goBackTo(copy) };
}

const folderOf = (world: World): Keeping => ({
  take: (copy) => cpSync(store(world), copy, { recursive: true }),
  putBack: async (copy) => {
    rmSync(store(world), { recursive: true, force: true });
    cpSync(copy, store(world), { recursive: true });
  },
});

const halfOpen: Nemesis = {
  name: 'nats-half-open',
  kind: 'half-open connections',
  about: 'every connection to NATS stays open and carries nothing any more',
  inject: async ({ world }) => {
    world.instances.forEach(({ nats }) => nats.silence());
    await delay(AWAY_MS);
    return byItself;
  },
};

export const NATS_TABLE: readonly Nemesis[] = [
  killed,
  paused,
  away('nats-away', AWAY_MS),
  away('nats-away-long', LONG_MS, 60),
  deleted,
  rolledBack,
  halfOpen,
];

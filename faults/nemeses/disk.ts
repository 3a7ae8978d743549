import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../world/command.js';
import type { World } from '../world/world.js';
import type { Heal, Nemesis, Theatre } from './nemesis.js';
import { diskObstacle, SmallDisk } from './small-disk.js';

const FULL_MS = 6_000;
const FAILING_MS = 4_000;
/** Beside what a server's data need when they move to a small disk: half an hour's work fills no more. */
const ROOM_MB = { nats: 300, postgres: 1_500 };

type Server = 'nats' | 'postgres';

const disks = new WeakMap<World, Map<Server, SmallDisk>>();

/** The small disk that holds the server's data; they move there the first time. */
export async function diskOf(world: World, server: Server): Promise<SmallDisk> {
  const known = disks.get(world) ?? new Map<Server, SmallDisk>();
  disks.set(world, known);
  const disk = known.get(server) ?? (await move(world, server));
  known.set(server, disk);
  return disk;
}

async function move(world: World, server: Server): Promise<SmallDisk> {
  const from = world.stores[server];
  await world[server].stop();
  try {
    const disk = SmallDisk.make(world, server, megabytesOf(from) + ROOM_MB[server]);
    const to = join(disk.folder, 'data');
    cpSync(from, to, { recursive: true, preserveTimestamps: true });
    sameOwner(from, to);
    disk.flush();
    world.stores[server] = to;
    return disk;
  } finally {
    await world[server].start();
    await world.ready();
  }
}

function megabytesOf(folder: string): number {
  return Number.parseInt(spawnSync('du', ['-sm', folder], { encoding: 'utf8' }).stdout, 10);
}

/** PostgreSQL insists on its rights. */
function sameOwner(from: string, to: string): void {
  const { uid, gid, mode } = statSync(from);
  run('chown', ['-R', `${uid}:${gid}`, to]);
  chmodSync(to, mode & 0o777);
}

function onSmallDisk(
  name: string,
  kind: string,
  about: string,
  server: Server,
  fault: (theatre: Theatre, disk: SmallDisk) => Promise<Heal>,
): Nemesis {
  return {
    name,
    kind,
    about,
    needsRoot: true,
    ...(server === 'nats' && { nodes: 1 as const }),
    impossible: diskObstacle,
    inject: async (theatre) => fault(theatre, await diskOf(theatre.world, server)),
  };
}

/** After a full disk nats-server refuses until it is started again: whoever runs it does that. */
const full =
  (server: Server) =>
  async ({ world, whileShort }: Theatre, disk: SmallDisk): Promise<Heal> => {
    disk.fill();
    await whileShort(`disk of ${server} full`, FULL_MS);
    return async () => {
      disk.free();
      if (server === 'nats') await world.nats.restart();
    };
  };

/** The disk comes back after a repair, and the server with it. */
const failing =
  (server: Server) =>
  async ({ world }: Theatre, disk: SmallDisk): Promise<Heal> => {
    disk.fail();
    await delay(FAILING_MS);
    return async () => {
      await world[server].killForGood();
      await disk.repair();
      await world[server].start();
    };
  };

export const DISK_TABLE: readonly Nemesis[] = [
  onSmallDisk('nats-disk-full', 'disk full', "the disk of NATS's store is full for some seconds", 'nats', full('nats')),
  onSmallDisk(
    'postgres-disk-full',
    'disk full',
    'the disk of the database is full for some seconds',
    'postgres',
    full('postgres'),
  ),
  onSmallDisk(
    'nats-fsync-fails',
    'failing fsync',
    "writes to the disk of NATS's store fail when they are flushed",
    'nats',
    failing('nats'),
  ),
  onSmallDisk(
    'postgres-fsync-fails',
    'failing fsync',
    'writes to the disk of the database fail when they are flushed',
    'postgres',
    failing('postgres'),
  ),
];

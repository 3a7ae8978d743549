import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Part } from '../world/part.js';
import type { Stores } from '../world/servers.js';
import type { World } from '../world/world.js';
import type { Nemesis } from './nemesis.js';

const FULL_MS = 6_000;
const ROOM_MB = 160;
const MB = 1024 * 1024;

/** A small disk of its own for one server's data. */
class Disk {
  private constructor(
    readonly folder: string,
    private readonly image: string,
  ) {}

  static mount(world: World, name: string, megabytes: number): Disk {
    const disk = new Disk(join(world.folder, `${name}-disk`), join(world.folder, `${name}.img`));
    writeFileSync(disk.image, '');
    truncateSync(disk.image, megabytes * MB);
    mkdirSync(disk.folder, { recursive: true, mode: 0o711 });
    run('mkfs.ext4', ['-q', '-m', '0', disk.image]);
    run('mount', ['-o', 'loop', disk.image, disk.folder]);
    world.atTheEnd(() => disk.unmount());
    chmodSync(disk.folder, 0o711);
    return disk;
  }

  /** Not a byte is left. */
  fill(): void {
    const file = openSync(this.filler, 'w');
    try {
      for (const size of [MB, 4096, 1]) fillWith(file, Buffer.alloc(size, 1));
    } finally {
      closeSync(file);
    }
  }

  free(): void {
    rmSync(this.filler, { force: true });
  }

  unmount(): void {
    spawnSync('umount', ['-l', this.folder]);
    rmSync(this.image, { force: true });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

function fillWith(file: number, block: Buffer): void {
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${error?.message ?? stderr.trim()}`);
}

/** The server's data move to a disk of their own, once; it fills up under load and is freed again. */
function full(name: 'nats' | 'postgres', about: string, after: (world: World) => Promise<void>): Nemesis {
  return {
    name: `${name}-disk-full`,
    kind: 'disk full',
    about,
    needsRoot: true,
    impossible: () => (existsSync('/dev/loop-control') ? undefined : 'no loop devices'),
    inject: async ({ world }) => {
      const disk = await moved(world, name);
      disk.fill();
      await delay(FULL_MS);
      return async () => {
        disk.free();
        await after(world);
      };
    },
  };
}

const disks = new WeakMap<World, Map<string, Disk>>();

async function moved(world: World, name: keyof Stores): Promise<Disk> {
  const known = disks.get(world) ?? new Map<string, Disk>();
  disks.set(world, known);
  const disk = known.get(name) ?? (await move(world, name));
  known.set(name, disk);
  return disk;
}

async function move(world: World, name: keyof Stores): Promise<Disk> {
  const part: Part = world[name];
  await part.stop();
  const from = world.stores[name];
  const disk = Disk.mount(world, name, megabytesOf(from) + ROOM_MB);
  const to = join(disk.folder, 'data');
  cpSync(from, to, { recursive: true, preserveTimestamps: true });
  own(from, to);
  world.stores[name] = to;
  await part.start();
  await world.ready();
  return disk;
}

function megabytesOf(folder: string): number {
  const { stdout } = spawnSync('du', ['-sm', folder], { encoding: 'utf8' });
  return Number.parseInt(stdout, 10);
}

/** The same owner and rights as before: PostgreSQL insists on them. */
function own(from: string, to: string): void {
  const { uid, gid, mode } = statSync(from);
  chownSync(to, uid, gid);
  chmodSync(to, mode & 0o777);
  run('chown', ['-R', `${uid}:${gid}`, to]);
}

export const DISK_TABLE: readonly Nemesis[] = [
  // After a full disk nats-server refuses until it is started again; whoever runs it does that.
  full('nats', "the disk of NATS's store is full for some seconds", ({ nats }) => nats.restart()),
  full('postgres', 'the disk of the database is full for some seconds', async () => undefined),
];

import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../world/command.js';
import type { World } from '../world/world.js';

const MB = 1024 * 1024;
const TRIES = 100;
const AGAIN_MS = 200;
const WATCHDOG = 'read -r _; umount -l "$1"; umount -l "$2"';

/** Why there can be no small disk here; undefined when there can. */
export function diskObstacle(): string | undefined {
  if (process.getuid?.() !== 0) return 'needs root';
  return existsSync('/dev/loop-control') ? undefined : 'no loop devices';
}

/**
 * A small disk for one server's data: a loop-mounted image whose blocks lie in memory. It can be full (nothing more fits),
 * or fail: then memory is full, blocks that the disk believes to have cannot be written, and flushing ends in an error.
 */
export class SmallDisk {
  private constructor(
    readonly folder: string,
    private readonly memory: string,
    private readonly megabytes: number,
  ) {}

  static make(world: World, name: string, megabytes: number): SmallDisk {
    const disk = new SmallDisk(join(world.folder, `${name}-disk`), join(world.folder, `${name}-memory`), megabytes);
    world.atTheEnd(() => disk.remove());
    disk.watch();
    disk.build();
    return disk;
  }

  /** Not a byte is left. */
  fill(): void {
    fillUp(this.filler);
  }

  free(): void {
    rmSync(this.filler, { force: true });
  }

  /** From now on what is written reaches the disk no more; whoever flushes is told. */
  fail(): void {
    fillUp(this.memoryFiller);
  }

  /** What was written so far is on the disk for good. */
  flush(): void {
    run('sync', ['--file-system', this.folder]);
  }

  /** What a power cut at this moment would leave: nothing that waits in memory to be flushed. Whoever writes stands still. */
  copyTo(file: string): void {
    for (let tries = 0; tries < TRIES; tries++) {
      run('cp', ['--sparse=always', this.image, file]);
      // The system may write down something older meanwhile: a copy of one moment is one that still is the same.
      if (spawnSync('cmp', ['-s', this.image, file]).status === 0) return;
    }
    throw new Error(`${this.folder} does not come to rest`);
  }

  /** Is again what it was when it was copied. Whoever had files open on it has just ended. */
  goBackTo(file: string): Promise<void> {
    return this.offline(() => run('cp', ['--sparse=always', file, this.image]));
  }

  /** Works again. Whoever had files open on it has just ended. */
  repair(): Promise<void> {
    return this.offline(() => rmSync(this.memoryFiller, { force: true }));
  }

  remove(): void {
    for (const mount of [this.folder, this.memory]) spawnSync('umount', ['-l', mount]);
  }

  /** Unmounts also when we are killed: the shell waits for the end of its input, which comes when we end, however we end. */
  private watch(): void {
    const args = ['-c', WATCHDOG, 'gridwhistle-watchdog', this.folder, this.memory];
    const watchdog = spawn('/bin/sh', args, { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/' });
    watchdog.unref();
    (watchdog.stdin as typeof watchdog.stdin & { unref?: () => void }).unref?.();
    watchdog.stdin.on('error', () => undefined);
  }

  /** Changes the disk while nobody uses it; then comes the repair that any machine does when it starts. */
  private async offline(change: () => void): Promise<void> {
    for (let tries = 0; !this.unmounted(); tries++) {
      if (tries === TRIES) throw new Error(`${this.folder} stays in use`);
      await delay(AGAIN_MS);
    }
    change();
    spawnSync('e2fsck', ['-fy', this.image]);
    this.mount();
  }

  private unmounted(): boolean {
    return spawnSync('umount', [this.folder]).status === 0;
  }

  private build(): void {
    for (const folder of [this.memory, this.folder]) mkdirSync(folder, { recursive: true, mode: 0o711 });
    run('mount', ['-t', 'tmpfs', '-o', `size=${this.megabytes + 16}m`, 'tmpfs', this.memory]);
    writeFileSync(this.image, '');
    truncateSync(this.image, this.megabytes * MB);
    run('mkfs.ext4', ['-q', '-m', '0', '-E', 'lazy_itable_init=1,nodiscard', this.image]);
    this.mount();
  }

  private mount(): void {
    run('mount', ['-o', 'loop', this.image, this.folder]);
    chmodSync(this.folder, 0o711);
  }

  private get image(): string {
    return join(this.memory, 'disk.img');
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }

  private get memoryFiller(): string {
    return join(this.memory, 'filler');
  }
}

function fillUp(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (const size of [MB, 4096, 1]) fillWith(file, Buffer.alloc(size, 1));
  } finally {
    closeSync(file);
  }
}

function fillWith(file: number, block: Buffer): void {
  try {
    for (;;) writeSync(file, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

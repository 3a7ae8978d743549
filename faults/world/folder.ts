import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataRoot } from '@gridwhistle/testing/servers';
import { clearLeftOver, running } from '../../tools/start/run-file.js';

/**
 * Where a command's run keeps its data: one place for a checkout, so that a second runner meets the first; not beside the
 * installations, which `npm stop` and `gw` look for.
 */
export const runFolder = (command: string): string => join(dataRoot(), command, 'run');

/** @throws Error when another run is under way, or one has left its data and `fresh` does not allow to forget them */
export async function takeFolder(folder: string, fresh: boolean): Promise<void> {
  const other = running(folder);
  if (other) throw new Error(`another run is under way, at ${other.url} (process ${other.pid})`);
  if (existsSync(folder)) {
    if (!fresh) throw new Error(`an earlier run has left ${folder}: look at it, then start with --fresh to forget it`);
    await clearLeftOver(folder);
    forget(folder);
  }
  mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o711 });
}

/** Removes the run's data, and what is mounted below. */
export function forget(folder: string): void {
  for (const mount of mountsBelow(folder)) spawnSync('umount', [mount]);
  rmSync(folder, { recursive: true, force: true });
}

/** Mounts below a folder, the innermost first; none where the machine does not tell. */
export function mountsBelow(folder: string): string[] {
  if (!existsSync('/proc/mounts')) return [];
  const mounts = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  return mounts.filter((mount) => mount.startsWith(`${folder}/`)).reverse();
}

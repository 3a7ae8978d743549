import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';

const SIZE = '4m';
const LEFT_BYTES = 16 * 1024;

/** A disk of its own for a table, nearly full. Mounting it needs root: without it there is none, and that is printed. */
export interface FullDisk {
  /** Moves the table onto the disk and fills what is left. */
  hold(admin: Client, table: string): Promise<void>;
  free(): void;
  remove(admin: Client): Promise<void>;
}

export function fullDisk(): FullDisk | undefined {
  if (process.getuid?.() !== 0) {
    process.stdout.write('skipped: a full disk needs root to be mounted\n');
    return undefined;
  }
  unmountLeftOver();
  const folder = mkdtempSync(join(tmpdir(), 'gw-full-'));
  const filler = join(folder, 'filler');
  const name = `full_${process.pid}`;
  let moved: string | undefined;
  chmodSync(folder, 0o711);
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=0711`, name, folder]);
  return {
    async hold(admin, table) {
      await admin.query(`create tablespace ${name} location '${ownedByServer(folder, await dataFolder(admin))}'`);
      await admin.query(`alter table ${table} set tablespace ${name}`);
      moved = table;
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - LEFT_BYTES));
    },
    free: () => rmSync(filler, { force: true }),
    async remove(admin) {
      rmSync(filler, { force: true });
      try {
        if (moved !== undefined) await admin.query(`alter table ${moved} set tablespace pg_default`);
        await admin.query(`drop tablespace if exists ${name}`);
      } finally {
        execFileSync('umount', ['--lazy', folder]);
        rmSync(folder, { recursive: true });
      }
    },
  };
}

/** Disks of runs that were killed: they are called after their process. */
function unmountLeftOver(): void {
  for (const [, pid, folder] of readFileSync('/proc/mounts', 'utf8').matchAll(/^full_(\d+) (\S+) tmpfs /gm)) {
    if (folder === undefined || existsSync(`/proc/${pid}`)) continue;
    execFileSync('umount', ['--lazy', folder]);
    rmSync(folder, { recursive: true, force: true });
  }
}

async function dataFolder(admin: Client): Promise<string> {
  const { rows } = await admin.query<{ data_directory: string }>('show data_directory');
  return rows[0]?.data_directory ?? '';
}

/** A folder on the disk that belongs to the account of PostgreSQL. */
function ownedByServer(disk: string, data: string): string {
  const folder = join(disk, 'tables');
  const { uid, gid } = statSync(data);
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, uid, gid);
  return folder;
}

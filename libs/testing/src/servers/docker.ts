import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';

/** The image whose program and server are used where Docker answers. */
export const NATS_IMAGE = 'nats:2.12';
export const POSTGRES_IMAGE = 'postgres:18';

/** True when a Docker engine answers. */
export const dockerAnswers = (): boolean =>
  spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], { timeout: 5000, stdio: 'ignore' }).status === 0;

/** Takes the nats-server program (statically linked) out of its image. Linux only: elsewhere it would not run. */
export async function extractFromDocker(target: string, say: (line: string) => void): Promise<void> {
  if (process.platform !== 'linux') throw new Error('a program from a Docker image runs on Linux only');
  if (!dockerAnswers()) throw new Error('Docker does not answer');
  say(`taking nats-server from the Docker image ${NATS_IMAGE} …`);
  const container = docker(['create', NATS_IMAGE]);
  try {
    mkdirSync(dirname(target), { recursive: true });
    docker(['cp', `${container}:/nats-server`, `${target}.${process.pid}`]);
    chmodSync(`${target}.${process.pid}`, 0o755);
    renameSync(`${target}.${process.pid}`, target);
  } finally {
    docker(['rm', container]);
  }
}

function docker(args: string[]): string {
  const { status, stdout, stderr } = spawnSync('docker', args, { encoding: 'utf8', timeout: 120_000 });
  if (status !== 0) throw new Error(`docker ${args[0]}: ${stderr?.trim()}`);
  return stdout.trim();
}

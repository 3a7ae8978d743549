import type { Terms } from '../row.js';
import { credentialsOf } from '../../tools/gw/src/unit.js';
import { startLoad, watchCpu } from '../support/generator.js';
import type { BenchInstallation } from '../support/installation.js';
import type { Beat } from '../support/people.js';
import type { DeliveryJob, DeliveryOutcome } from './load.js';

/** Recognition of work injuries: by the profile it goes to the labour department at once. */
const CATEGORY = '0605';
const DEPARTMENT = '522730-hrss';

export interface Offered {
  readonly perSecond: number;
  readonly seconds: number;
  readonly patience: number;
}

export type Delivered = DeliveryOutcome & { readonly cpu: Record<string, string> };

/** Offers reports for one department at a rate, by a load in a process of its own. */
export async function deliver(
  terms: Terms,
  installation: BenchInstallation,
  beats: readonly Beat[],
  offered: Offered,
): Promise<Delivered> {
  const { facts } = installation;
  const { url, user, password, stream, durable } = credentialsOf(facts, DEPARTMENT);
  const orders = { url, user, password, stream, durable };
  const matter = { category: CATEGORY, severity: 'normal' } as const;
  const job: DeliveryJob = { origin: facts.url, orders, beats, matter, ...offered };
  let cpu: Record<string, string> = {};
  const heard = (): void => void (cpu = watch.beside());
  const module = new URL('load.ts', import.meta.url);
  const load = startLoad<DeliveryJob, 'over', DeliveryOutcome>(terms, { module, job, heard });
  const watch = watchCpu(installation.processes, load);
  return { ...(await load.outcome), cpu };
}

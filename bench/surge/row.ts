import type { Figure, Row } from '../row.js';
import { credentialsOf } from '../../tools/gw/src/unit.js';
import { startLoad, watchCpu } from '../support/generator.js';
import { BenchInstallation } from '../support/installation.js';
import type { Offered } from '../support/offering.js';
import { People } from '../support/people.js';
import type { PhaseOutcome, SurgeJob } from './load.js';

const BEATS = 200;
const PATIENCE = 60;
const WARM_UP = { perSecond: 50, seconds: 10 };
const CALM = { perSecond: 10, seconds: 45 };
const SURGE_PER_SECOND = 250;
const SURGE_SECONDS = { full: 600, ordinary: 60 };

export const row: Row = {
  id: '4',
  what: 'calm 10/s, then 250/s: errors, and emergencies from report to the township’s order',
  async run(say, terms) {
    const installation = await BenchInstallation.start(terms);
    const surgeSeconds = terms.full ? SURGE_SECONDS.full : SURGE_SECONDS.ordinary;
    const phases = [WARM_UP, CALM, { perSecond: SURGE_PER_SECOND, seconds: surgeSeconds }];
    const job = await jobFor(installation, phases);
    const module = new URL('load.ts', import.meta.url);
    const shares: Record<string, string>[] = [];
    const heard = (phase: number): void => {
      shares[phase] = watch.beside();
      watch = watchCpu(installation.processes, load);
    };
    const load = startLoad<SurgeJob, number, PhaseOutcome[]>(terms, { module, job, heard });
    let watch = watchCpu(installation.processes, load);
    const [, calm, surge] = (await load.outcome) as [PhaseOutcome, PhaseOutcome, PhaseOutcome];
    say(`calm ${calm.emergencies.p99} ms, surge ${surge.emergencies.p99} ms`);
    return [errors(surge, surgeSeconds), ratio(calm, surge, shares[2])];
  },
};

async function jobFor({ facts }: BenchInstallation, phases: SurgeJob['phases']): Promise<SurgeJob> {
  const { url, user, password, stream } = credentialsOf(facts, 'any');
  const filter = `gw.${facts.district}.order.issued.>`;
  const beats = (await People.of(facts)).beats(BEATS);
  return { origin: facts.url, orders: { url, user, password, stream, filter }, beats, phases, patience: PATIENCE };
}

/** What was not accepted, and what was accepted and brought no unit an order. */
function errors({ emergencies, others }: PhaseOutcome, seconds: number): Figure {
  const failed = ({ offered, accepted, missing }: Offered): number => offered - accepted + missing;
  return {
    ...{ what: `250/s for ${seconds} s: errors`, unit: '', floor: 0, stretch: 0, better: 'lower' },
    value: failed(emergencies) + failed(others),
    beside: {
      offered: emergencies.offered + others.offered,
      refusals: others.refusals,
      'accept p99 ms': others.acceptP99,
    },
  };
}

function ratio({ emergencies: calm }: PhaseOutcome, { emergencies: surge }: PhaseOutcome, cpu = {}): Figure {
  return {
    ...{ what: "250/s: emergencies' p99 ÷ calm", unit: '×', floor: 2, stretch: 1.3, better: 'lower' },
    value: surge.p99 / calm.p99,
    beside: { 'calm p99 ms': calm.p99, 'surge p99 ms': surge.p99, 'of each': calm.offered, ...cpu },
  };
}

import type { Tell } from '../support/generator.js';
import { Api } from '../support/http.js';
import { Offering, type Offered } from '../support/offering.js';
import { readOrders, type OrderHeard, type OrderSource } from '../support/orders.js';
import { seconds, secondsUntil } from '../support/pause.js';
import type { Beat } from '../support/people.js';

export interface SurgeJob {
  readonly origin: string;
  readonly orders: OrderSource;
  readonly beats: readonly Beat[];
  readonly phases: readonly Phase[];
  /** Seconds that are waited for what is still on its way when a phase is over. */
  readonly patience: number;
}

export interface Phase {
  /** Reports a second, emergencies among them. */
  readonly perSecond: number;
  readonly seconds: number;
}

export interface PhaseOutcome {
  readonly emergencies: Offered;
  readonly others: Offered;
}

const CONNECTIONS = 256;
const EMERGENCIES_PER_SECOND = 5;
const CATEGORY = '0102';
/** Emergencies start at the township, by the profile. */
const TOWNSHIP = '-room';

/** Emergencies at a steady rate among ever more ordinary reports, phase after phase; each report's order is waited for. */
export async function run(job: SurgeJob, tell: Tell<number>): Promise<PhaseOutcome[]> {
  const api = new Api(job.origin, CONNECTIONS);
  let heard: OrderHeard = () => undefined;
  const stop = await readOrders(job.orders, (...order) => heard(...order));
  const outcomes: PhaseOutcome[] = [];
  for (const [number, phase] of job.phases.entries()) {
    const emergencies = new Offering(api, job.beats, { category: CATEGORY, severity: 'emergency' });
    const others = new Offering(api, job.beats, { category: CATEGORY, severity: 'normal' });
    heard = (ticketId, unit, at) => {
      others.arrivals.came(ticketId, at);
      if (unit.endsWith(TOWNSHIP)) emergencies.arrivals.came(ticketId, at);
    };
    await Promise.all([
      emergencies.at(EMERGENCIES_PER_SECOND, phase.seconds),
      others.at(phase.perSecond - EMERGENCIES_PER_SECOND, phase.seconds),
    ]);
    tell(number);
    await Promise.race([
      secondsUntil(async () => emergencies.missing + others.missing === 0, job.patience, 20),
      seconds(job.patience),
    ]);
    outcomes.push({ emergencies: emergencies.outcome(), others: others.outcome() });
  }
  await stop();
  return outcomes;
}

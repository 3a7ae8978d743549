import type { Tell } from '../support/generator.js';
import { Api } from '../support/http.js';
import { Offering, type Offered } from '../support/offering.js';
import { readOrders, type OrderSource } from '../support/orders.js';
import { seconds, secondsUntil } from '../support/pause.js';
import type { Beat } from '../support/people.js';
import type { Matter } from '../support/reporting.js';

export interface DeliveryJob {
  readonly origin: string;
  readonly orders: OrderSource;
  readonly beats: readonly Beat[];
  readonly matter: Matter;
  readonly perSecond: number;
  readonly seconds: number;
  /** Seconds that are waited for what is still on its way when the load is over. */
  readonly patience: number;
}

export interface DeliveryOutcome extends Offered {
  /** Seconds from the end of the load until the last order had come; NaN when some did not. */
  readonly drained: number;
}

const CONNECTIONS = 256;

/** Reports at a rate and waits for each one's order at its unit. */
export async function run(job: DeliveryJob, tell: Tell<'over'>): Promise<DeliveryOutcome> {
  const offering = new Offering(new Api(job.origin, CONNECTIONS), job.beats, job.matter);
  const stop = await readOrders(job.orders, (ticketId, _unit, at) => offering.arrivals.came(ticketId, at));
  const { answered } = await offering.at(job.perSecond, job.seconds);
  const over = performance.now();
  tell('over');
  await Promise.race([answered, seconds(job.patience)]);
  const left = job.patience - (performance.now() - over) / 1000;
  await secondsUntil(async () => offering.missing === 0, left, 20);
  await stop();
  const drained = offering.missing === 0 ? Math.max(0, (offering.arrivals.last - over) / 1000) : NaN;
  return { ...offering.outcome(), drained };
}

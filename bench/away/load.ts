import { Api } from '../support/http.js';
import { Offering } from '../support/offering.js';
import type { Beat } from '../support/people.js';
import { percentile } from '../support/percentiles.js';

export interface AcceptJob {
  readonly origin: string;
  readonly beats: readonly Beat[];
  readonly perSecond: number;
  readonly seconds: number;
}

/** Milliseconds from the scheduled moment until the answer. */
export interface Accepted {
  readonly offered: number;
  readonly accepted: number;
  readonly refusals: number;
  readonly p50: number;
  readonly p99: number;
}

const CATEGORY = '0102';

/** Reports at a steady rate; only their answers are looked at. */
export async function run({ origin, beats, perSecond, seconds }: AcceptJob): Promise<Accepted> {
  const offering = new Offering(new Api(origin), beats, { category: CATEGORY, severity: 'normal' });
  const { answered } = await offering.at(perSecond, seconds);
  await answered;
  const { offered, accepted, refusals } = offering.outcome();
  const [p50, p99] = [0.5, 0.99].map((share) => percentile(offering.answers, share)) as [number, number];
  return { offered, accepted, refusals, p50, p99 };
}

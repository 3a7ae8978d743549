import { listenToFeed } from '../support/feed.js';
import type { Tell } from '../support/generator.js';
import { Api } from '../support/http.js';
import { percentile } from '../support/percentiles.js';
import type { Beat } from '../support/people.js';
import { live, type Stage } from './lifecycle.js';
import { Watch } from './watch.js';

export interface LifecycleJob {
  readonly origin: string;
  readonly beats: readonly Beat[];
  readonly tokens: Readonly<Record<string, string>>;
  /** Authorization header of who sees everything. */
  readonly centre: string;
  /** Matters in hand at the same time. */
  readonly actors: number;
}

export interface LifecycleOutcome {
  readonly tickets: number;
  readonly failures: readonly string[];
  readonly failed: number;
  /** How often an actor was told to come back later. */
  readonly refusals: number;
  /** Milliseconds from report to rating. */
  readonly p50: number;
}

const FAILURES_SHOWN = 5;
const ORDER_WITHIN_MS = 60_000;

/** Closed loop: each actor begins its next matter when the last one is rated, until told to finish. */
export async function run(job: LifecycleJob, _tell: Tell<never>, finish: AbortSignal): Promise<LifecycleOutcome> {
  const over = new AbortController();
  const stage: Stage = { api: new Api(job.origin), watch: new Watch(ORDER_WITHIN_MS), tokens: job.tokens };
  const feed = listenToFeed(job.origin, job.centre, (entry) => stage.watch.heard(entry), over.signal);
  const durations: number[] = [];
  const failures: string[] = [];
  const actor = async (number: number): Promise<void> => {
    const beat = job.beats[number % job.beats.length] as Beat;
    for (let turn = 0; !finish.aborted; turn++) {
      const began = performance.now();
      await live(stage, beat, turn).then(
        () => durations.push(performance.now() - began),
        (error: unknown) => failures.push(String(error)),
      );
    }
  };
  await Promise.all(Array.from({ length: job.actors }, (_, number) => actor(number)));
  over.abort();
  await feed;
  return {
    tickets: durations.length,
    failed: failures.length,
    failures: failures.slice(0, FAILURES_SHOWN),
    refusals: stage.api.refusals,
    p50: percentile(durations, 0.5),
  };
}

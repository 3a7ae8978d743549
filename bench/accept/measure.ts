import { percentile } from '../support/percentiles.js';

export interface Times {
  /** Seconds. */
  readonly warmUp: number;
  /** Seconds. */
  readonly measured: number;
}

/**
 * A closed loop: each actor does the next piece of work when its last one is done; it says whether that was a success.
 * @returns how many succeeded a second after the warm-up, and how long they took
 * @throws what a piece of work throws
 */
export async function closedLoop(
  actors: number,
  { warmUp, measured }: Times,
  work: (turn: number) => Promise<boolean>,
) {
  const begin = performance.now() + warmUp * 1000;
  const end = begin + measured * 1000;
  const durations: number[] = [];
  let turn = 0;
  const actor = async (): Promise<void> => {
    for (let began = performance.now(); began < end; began = performance.now()) {
      const success = await work((turn += 1));
      const done = performance.now();
      if (success && began >= begin && done < end) durations.push(done - began);
    }
  };
  await Promise.all(Array.from({ length: actors }, actor));
  return { rate: durations.length / measured, p99: percentile(durations, 0.99) };
}

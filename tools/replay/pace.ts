import { setTimeout as delay } from 'node:timers/promises';

/** Starts work on each thing at its moment, `perSecond` of them a second, however long the work takes; waits for all. */
export async function atRate<T>(
  things: readonly T[],
  perSecond: number,
  work: (thing: T) => Promise<void>,
): Promise<void> {
  const start = performance.now();
  const started: Promise<void>[] = [];
  for (const [index, thing] of things.entries()) {
    const wait = start + (index * 1000) / perSecond - performance.now();
    if (wait > 0) await delay(wait);
    started.push(work(thing));
  }
  await Promise.all(started);
}

/** At most so many at a time; the others wait in the order in which they came. */
export class Pool {
  private readonly waiting: (() => void)[] = [];
  private busy = 0;

  constructor(private readonly most: number) {}

  get inFlight(): number {
    return this.busy;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.busy >= this.most) await new Promise<void>((turn) => this.waiting.push(turn));
    else this.busy += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.busy -= 1;
    }
  }
}

import { setTimeout as delay } from 'node:timers/promises';

const TICK_MS = 2;

/**
 * Begins a piece of work at each of its moments, `perSecond` of them a second, however long the work takes: a slow answer
 * delays no later request, so no wait is left out. Resolves when the last one has begun, with all that was begun.
 * @param work gets its moment on the clock of `performance.now()`, from which what it takes is to be measured
 */
export async function openLoop<T>(
  perSecond: number,
  seconds: number,
  work: (scheduled: number, index: number) => Promise<T>,
): Promise<Promise<T>[]> {
  const begun: Promise<T>[] = [];
  const start = performance.now();
  for (const total = Math.round(perSecond * seconds); begun.length < total;) {
    const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * perSecond) + 1);
    for (let index = begun.length; index < due; index++) begun.push(work(start + (index * 1000) / perSecond, index));
    await delay(TICK_MS);
  }
  return begun;
}

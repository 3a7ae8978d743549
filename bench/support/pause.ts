import { setTimeout as delay } from 'node:timers/promises';

export const seconds = (amount: number): Promise<void> => delay(amount * 1000);

/** Looks until it is so; the seconds that it took, or NaN when it did not become so in time. */
export async function secondsUntil(isSo: () => Promise<boolean>, within: number, everyMs = 100): Promise<number> {
  const began = performance.now();
  for (;;) {
    if (await isSo()) return (performance.now() - began) / 1000;
    if (performance.now() - began > within * 1000) return NaN;
    await delay(everyMs);
  }
}

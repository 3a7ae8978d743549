import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the check holds; @throws Error that shows the check when it did not come true in time. */
export async function until(check: () => Promise<boolean> | boolean, withinMs = 45_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await check()); await delay(25)) {
    if (Date.now() > end) throw new Error(`did not come true in ${withinMs} ms: ${check.toString()}`);
  }
}

import { setTimeout as delay } from 'node:timers/promises';

/** Waits until the check holds; @throws Error that shows the check when it did not come true in time. */
export async function until(check: () => Promise<boolean> | boolean, withinMs = 45_000): Promise<void> {
  for (const end = Date.now() + withinMs; !(await check()); await delay(25)) {
    if (Date.now() > end) throw new Error(`did not come true in ${withinMs} ms: ${check.toString()}`);
  }
}

const NO_CONNECTION = /connection timeout|timeout exceeded when trying to connect/;
const TRIES = 30;

/** A test's own statement, again where the busy machine had no connection in time: then it was not sent. */
export async function connected<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === TRIES || !NO_CONNECTION.test((error as Error).message)) throw error;
      await delay(200);
    }
  }
}

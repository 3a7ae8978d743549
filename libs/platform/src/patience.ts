import { AsyncLocalStorage } from 'node:async_hooks';
import { performance } from 'node:perf_hooks';

/** How long the running code waits for the database: for one piece of work, and until when for the one at hand. */
interface Patience {
  readonly ms: number;
  readonly until?: number;
}

const patience = new AsyncLocalStorage<Patience>();

/** Above the server's own statement timeout: who outlasts it speaks to nobody. */
const PATIENT_MS = 35_000;
/** A caller gets an answer within 2 s, also when it is that the database gives none. */
export const HTTP_PATIENCE_MS = 1_500;
/** Work done in groups, all of it together: also when a group fails and its members are done one by one. */
export const GROUP_ANSWER_MS = 1_700;

/**
 * Runs work whose transactions, and single statements outside of one, take `ms` milliseconds at most each. What takes
 * longer fails as a database that does not answer, and its connection is thrown away.
 */
export function withPatience<T>(ms: number, work: () => T): T {
  return patience.run({ ms }, work);
}

/** Starts the time of one piece of work; its statements share what is left. Nested pieces share the outer's. */
export function inOnePiece<T>(work: () => T): T {
  const { ms, until } = patience.getStore() ?? { ms: Infinity };
  if (until !== undefined || ms === Infinity) return work();
  return patience.run({ ms, until: performance.now() + ms }, work);
}

/** Milliseconds that a statement sent now may take. */
export function patienceLeft(): number {
  const { ms, until } = patience.getStore() ?? { ms: PATIENT_MS };
  return until === undefined ? ms : Math.max(until - performance.now(), 0);
}

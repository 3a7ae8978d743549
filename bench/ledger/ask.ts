import type { Api } from '../support/http.js';
import { percentile } from '../support/percentiles.js';
import type { Search } from './searches.js';

interface Page {
  readonly count: number;
  readonly countIsExact: boolean;
  readonly items: readonly unknown[];
}

/** Authorization headers of the callers. */
export type Callers = Readonly<Record<Search['by'], string>>;

const WARM_UP = 5;
const TIMES = 30;
const COUNTED = 10_000;

/** Asks one search many times, one after the other. Milliseconds over HTTP; the first few are for warming up. */
export async function ask(
  api: Api,
  callers: Callers,
  { query, by, name, fits, atLeast }: Search,
  total: number,
): Promise<number> {
  const taken: number[] = [];
  const fitting = fits && Math.floor(fits(total));
  for (let time = 0; time < WARM_UP + TIMES; time++) {
    const began = performance.now();
    const answer = await api.get<Page>(`/tickets?${query}`, { authorization: callers[by] });
    taken.push(performance.now() - began);
    if (answer.status !== 200)
      throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    if (fitting !== undefined) checkCount(name, answer.body, fitting, atLeast);
  }
  return percentile(taken.slice(WARM_UP), 0.95);
}

/**
 * @param atLeast a count that says that there are more need only not be too high
 * @throws Error when the count is not exact up to 10,000, and "10,000 and more" above
 */
export function checkCount(name: string, { count, countIsExact }: Page, fits: number, atLeast = false): void {
  const exact = fits <= COUNTED ? count === fits && countIsExact : count === COUNTED && !countIsExact;
  if (exact || (atLeast && !countIsExact && count <= Math.min(fits, COUNTED))) return;
  throw new Error(`${name}: counted ${count}${countIsExact ? '' : ' and more'} of ${fits}`);
}

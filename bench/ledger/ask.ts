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
const TIMES = 40;
const COUNTED = 10_000;

/** Asks one search many times, one after the other. Milliseconds over HTTP; the first few are for warming up. */
export async function ask(
  api: Api,
  callers: Callers,
  { query, by, name, fits }: Search,
  total: number,
): Promise<number> {
  const taken: number[] = [];
  for (let time = 0; time < WARM_UP + TIMES; time++) {
    const began = performance.now();
    const answer = await api.get<Page>(`/tickets?${query}`, { authorization: callers[by] });
    taken.push(performance.now() - began);
    if (answer.status !== 200)
      throw new Error(`${name}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
    if (fits) checkCount(name, answer.body, Math.floor(fits(total)));
  }
  return percentile(taken.slice(WARM_UP), 0.95);
}

/** @throws Error when the count is not exact up to 10,000, and "10,000 and more" above */
export function checkCount(name: string, { count, countIsExact }: Page, fits: number): void {
  const right = fits <= COUNTED ? count === fits && countIsExact : count === COUNTED && !countIsExact;
  if (!right) throw new Error(`${name}: counted ${count}${countIsExact ? '' : ' and more'} of ${fits}`);
}

/** Search by words; undefined where the product has none. */
export async function askWords(api: Api, callers: Callers, words: readonly string[]): Promise<number | undefined> {
  const taken: number[] = [];
  for (const word of words) {
    const query = `q=${encodeURIComponent(word)}`;
    const answer = await api.get<Page>(`/tickets?${query}`, { authorization: callers.centre });
    if (answer.status === 400) return undefined;
    taken.push(await ask(api, callers, { name: word, query, by: 'centre' }, 0));
  }
  return Math.max(...taken);
}

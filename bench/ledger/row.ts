import { withClient } from '@gridwhistle/testing/servers';
import type { Client } from 'pg';
import type { Figure, Row } from '../row.js';
import { secretsOf } from '../../tools/start/secrets.js';
import { BenchInstallation } from '../support/installation.js';
import { Api } from '../support/http.js';
import { seconds } from '../support/pause.js';
import { People } from '../support/people.js';
import { withRoomForLog } from '../support/room.js';
import { ask, type Callers } from './ask.js';
import { tokensWith } from './fill-words.js';
import { fillUpTo, fullScans, gridOf, prepareFill } from './fill.js';
import { FILTERS, TOWNSHIP, wordSearches, type Search } from './searches.js';

const SIZES = [10_000, 100_000, 1_000_000];
const LARGEST = 5_000_000;
/** A connection tells the server's counters what it did a second later at the latest. */
const COUNTERS_SECONDS = 2;

export const row: Row = {
  id: '6',
  what: 'ledger: filters and count exact to 10,000, then "10,000+"; two-character Chinese words',
  async run(say, terms) {
    const installation = await BenchInstallation.start(terms);
    const { facts } = installation;
    const people = await People.of(facts);
    const callers = await callersOf(people);
    const api = new Api(facts.url);
    return withClient(facts.databaseUrl, async (client) => {
      await prepareFill(client, people.grids);
      const tokens = tokensWith(secretsOf(facts.folder).dataKey);
      const words = wordSearches((n) => gridOf(people.grids, n).startsWith(TOWNSHIP));
      const figures: Figure[] = [];
      for (const [index, size] of (terms.full ? [...SIZES, LARGEST] : SIZES).entries()) {
        await withRoomForLog(client, () => fillUpTo(client, tokens, SIZES[index - 1] ?? 0, size));
        say(`${size} tickets are there`);
        figures.push(...(await measure(client, words, (search) => ask(api, callers, search, size), size)));
      }
      return figures;
    });
  },
};

async function measure(
  client: Client,
  words: readonly Search[],
  asked: (search: Search) => Promise<number>,
  size: number,
): Promise<Figure[]> {
  await seconds(COUNTERS_SECONDS);
  const before = await fullScans(client);
  const filters: Record<string, number> = {};
  const byWords: Record<string, number> = {};
  for (const search of FILTERS) filters[search.name] = await asked(search);
  for (const search of words) byWords[search.name] = await asked(search);
  await seconds(COUNTERS_SECONDS);
  const scans = (await fullScans(client)) - before;
  const at = `${size.toLocaleString('en-US')} tickets`;
  return [
    limited(`${at}: slowest filter with count, p95`, Math.max(...Object.values(filters)), filters),
    limited(`${at}: slowest words with count, p95`, Math.max(...Object.values(byWords)), byWords),
    {
      ...{ what: `${at}: full scans of the ledger`, unit: '', floor: 0, stretch: 0, better: 'lower' },
      value: scans,
      beside: { 'by the server’s own count; searches': FILTERS.length + words.length },
    },
  ];
}

const limited = (what: string, value: number, beside: Record<string, number | string>): Figure => ({
  ...{ what, value, unit: 'ms', floor: 100, stretch: 30, better: 'lower' },
  beside,
});

async function callersOf(people: People): Promise<Callers> {
  return {
    centre: await people.centre,
    township: await people.tokenOf(`${TOWNSHIP}-room`),
    department: await people.tokenOf('522730-hrss'),
  };
}

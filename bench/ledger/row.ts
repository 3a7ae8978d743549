import { withClient } from '@gridwhistle/testing/servers';
import type { Client } from 'pg';
import type { Figure, Row } from '../row.js';
import { BenchInstallation } from '../support/installation.js';
import { Api } from '../support/http.js';
import { seconds } from '../support/pause.js';
import { People } from '../support/people.js';
import { ask, askWords, type Callers } from './ask.js';
import { fillUpTo, fullScans, prepareFill } from './fill.js';
import { FILTERS, TOWNSHIP, WORDS } from './searches.js';

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
      const figures: Figure[] = [];
      for (const [index, size] of (terms.full ? [...SIZES, LARGEST] : SIZES).entries()) {
        await fillUpTo(client, index === 0 ? 0 : (SIZES[index - 1] ?? 0), size);
        say(`${size} tickets are there`);
        figures.push(...(await measure(client, api, callers, size)));
      }
      return figures;
    });
  },
};

async function measure(client: Client, api: Api, callers: Callers, size: number): Promise<Figure[]> {
  await seconds(COUNTERS_SECONDS);
  const before = await fullScans(client);
  const p95: Record<string, number> = {};
  for (const search of FILTERS) p95[search.name] = await ask(api, callers, search, size);
  const words = await askWords(api, callers, WORDS);
  await seconds(COUNTERS_SECONDS);
  const scans = (await fullScans(client)) - before;
  const at = `${size.toLocaleString('en-US')} tickets`;
  return [
    limited(`${at}: slowest filter with count, p95`, Math.max(...Object.values(p95)), p95),
    limited(
      `${at}: words, p95`,
      words ?? NaN,
      words === undefined ? { 'GET /tickets': 'knows no search by words' } : {},
    ),
    {
      ...{ what: `${at}: full scans of the ledger`, unit: '', floor: 0, stretch: 0, better: 'lower' },
      value: scans,
      beside: { 'by the server’s own count; searches': FILTERS.length },
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

import { withClient } from '@gridwhistle/testing/servers';
import type { Client } from 'pg';
import type { Figure, Row } from '../row.js';
import { CpuWatch } from '../support/cpu.js';
import { BenchInstallation } from '../support/installation.js';
import { seconds } from '../support/pause.js';
import { newestEntry, stillDue, waitForFired, worstLateness } from './fired.js';
import { addDue, addPending, originalOrder, type Original } from './scene.js';

const PENDING = 10_000_000;
const AT_ONCE = 10_000;
const SUSTAINED = 225_000;
/** Room for making the orders before they are due. */
const AHEAD_MS = 8_000;
const WITHIN = 60;
const MEASURED = 15;

/** Only dispatch works: the other services' consumers would ask for the history that copied orders do not have. */
const OTHERS_REST = { GW_CONSUMERS_OFF: 'console,intake,escalation,hotline-bridge,assessment' };

export const row: Row = {
  id: '5',
  what: 'clocks of orders: 10 M pending',
  async run(say, terms) {
    const installation = await BenchInstallation.start(terms, { settings: OTHERS_REST });
    return withClient(installation.facts.databaseUrl, async (client) => {
      const original = await originalOrder(client, installation);
      const began = performance.now();
      await addPending(client, original, PENDING);
      say(`10 M clocks are there after ${Math.round((performance.now() - began) / 1000)} s`);
      const once = await atOnce(client, original, installation);
      say(`10,000 in one second: ${once.value} s`);
      return [once, await sustained(client, original, installation)];
    });
  },
};

/** How late the slowest of them was: by its own time, or when it was first seen to be committed. */
async function atOnce(client: Client, original: Original, installation: BenchInstallation): Promise<Figure> {
  const due = new Date(Date.now() + AHEAD_MS);
  await addDue(client, original, { group: 'a000000', count: AT_ONCE, due, seconds: 1 });
  const entry = await newestEntry(client);
  const wait = due.getTime() - Date.now();
  if (wait < 0) throw new Error(`making ${AT_ONCE} orders took longer than ${AHEAD_MS} ms`);
  await seconds(wait / 1000);
  const cpu = new CpuWatch(installation.processes);
  const { fired, seconds: taken } = await waitForFired(client, { entry, count: AT_ONCE, within: WITHIN });
  const late = Math.max(taken - 1, await worstLateness(client, entry));
  return {
    ...{ what: '10,000 due in one second: the last fired after', unit: 's', floor: 5, stretch: 1, better: 'lower' },
    value: fired === AT_ONCE ? late : NaN,
    beside: { fired, ...cpu.beside() },
  };
}

/** Everything is overdue already: as fast as it goes. */
async function sustained(client: Client, original: Original, installation: BenchInstallation): Promise<Figure> {
  const entry = await newestEntry(client);
  const due = new Date(Date.now() - 1000);
  await client.query('begin');
  await addDue(client, original, { group: 'b000000', count: SUSTAINED, due, seconds: 0 });
  await client.query('commit');
  const cpu = new CpuWatch(installation.processes);
  const { fired, seconds: taken } = await waitForFired(client, { entry, count: SUSTAINED, within: MEASURED });
  const beside = cpu.beside();
  const left = await stillDue(client);
  if (fired < SUSTAINED && left === 0) throw new Error(`${SUSTAINED - fired} rungs are gone without an event`);
  return {
    ...{ what: 'sustained, with rung and event written', unit: '/s', floor: 10_000, stretch: 25_000, better: 'higher' },
    value: fired / taken,
    beside: { fired, s: taken, ...beside },
  };
}

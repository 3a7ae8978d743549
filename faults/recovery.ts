import { setTimeout as delay } from 'node:timers/promises';
import type { Client } from 'pg';
import { SERVICE_SCHEMAS, withClient } from '@gridwhistle/testing/servers';
import { waitUntilDrained } from '../tools/gw/src/drained.js';
import type { Load } from './load/load.js';
import type { World } from './world/world.js';

/** The backlog of a fault is gone within five minutes of its end. */
export const WITHIN_MS = 300_000;
const LOOK_MS = 500;

/** Seconds since the fault's end: until every instance was ready, until the backlog was gone, until all was well. */
export interface Recovery {
  readonly ready: number;
  readonly caughtUp: number;
  readonly well: number;
}

/**
 * Waits until the system has healed: every instance is ready, what was written before has left the outboxes and stands
 * in the ledger, and a new report gets its order. @throws Error with what is still missing
 */
export async function healed(world: World, load: Load, withinMs = WITHIN_MS): Promise<Recovery> {
  const begin = performance.now();
  const since = (): number => (performance.now() - begin) / 1000;
  const until = Date.now() + withinMs;
  await world.ready(withinMs);
  const ready = since();
  await catchUp(world, until);
  const caughtUp = since();
  await load.probe();
  return { ready, caughtUp, well: since() };
}

async function catchUp(world: World, until: number): Promise<void> {
  const marks = await patiently(until, () => withClient(world.adminUrl, marksOf));
  for (;;) {
    const left = await patiently(until, () => withClient(world.adminUrl, (client) => leftOf(client, marks)));
    if (left === 0) return;
    if (Date.now() > until) throw new Error(`${left} events have not arrived in time`);
    await delay(LOOK_MS);
  }
}

/**
 * What a stream has lost is on no backlog until a relay compares: every three seconds, but not while it waits for the
 * answer, five seconds at most, to what it had asked of a server that went.
 */
const NOTICED_MS = 10_000;

/** Waits until nothing is on its way any more; returns what is wrong when that does not come. */
export async function atRest(world: World, withinMs = WITHIN_MS): Promise<string[]> {
  await delay(NOTICED_MS);
  try {
    await waitUntilDrained(world.installation, withinMs / 1000);
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** Clocks of any service whose next rung is due. */
export const clocksDue = (adminUrl: string): Promise<number> =>
  withClient(adminUrl, async (client) => {
    const due = Object.values(SERVICE_SCHEMAS).map(
      (schema) => `(select count(*) from ${schema}.clock where next_rung_at <= (select gw.gw_now()))`,
    );
    const { rows } = await client.query<{ due: number }>(`select (${due.join(' + ')})::int as due`);
    return rows[0]?.due ?? 0;
  });

/** The last log id of each service. */
async function marksOf(client: Client): Promise<Map<string, number>> {
  const marks = new Map<string, number>();
  for (const schema of Object.values(SERVICE_SCHEMAS)) {
    const { rows } = await client.query<{ last: number }>(
      `select coalesce(max(id), 0)::float8 as last from ${schema}.event_log`,
    );
    marks.set(schema, rows[0]?.last ?? 0);
  }
  return marks;
}

/** Events up to the marks that are unsent, or not in the ledger. */
async function leftOf(client: Client, marks: ReadonlyMap<string, number>): Promise<number> {
  let left = 0;
  for (const [schema, last] of marks) {
    const { rows } = await client.query<{ left: number }>(
      `select ((select count(*) from ${schema}.outbox where log_id <= $1) + (select count(*) from ${schema}.event_log l
        where l.id <= $1 and not exists (select from console.ledger_event e where e.event_id = l.event_id)))::int as left`,
      [last],
    );
    left += rows[0]?.left ?? 0;
  }
  return left;
}

async function patiently<T>(until: number, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await delay(LOOK_MS);
    }
  }
}

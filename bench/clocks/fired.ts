import type { Client } from 'pg';
import { secondsUntil } from '../support/pause.js';

/** Newest entry of dispatch's log: what is written later comes after it. */
export async function newestEntry(client: Client): Promise<string> {
  const { rows } = await client.query<{ id: string }>('select coalesce(max(id), 0) as id from dispatch.event_log');
  return rows[0]?.id ?? '0';
}

/** Events of rungs that are committed after an entry. */
export async function firedAfter(client: Client, entry: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from dispatch.event_log where id > $1 and type in ('order.amber.v1', 'order.due.v1', 'order.overdue.v1')`,
    [entry],
  );
  return rows[0]?.count ?? 0;
}

/** Waits until so many have fired or the time is over; how many have, and the seconds it took. */
export async function waitForFired(
  client: Client,
  { entry, count, within }: { entry: string; count: number; within: number },
): Promise<{ fired: number; seconds: number }> {
  const began = performance.now();
  let fired = 0;
  await secondsUntil(async () => (fired = await firedAfter(client, entry)) >= count, within, 50);
  return { fired, seconds: (performance.now() - began) / 1000 };
}

/** Seconds by which the slowest rung after an entry came after its due moment, by the events' own times. */
export async function worstLateness(client: Client, entry: string): Promise<number> {
  const { rows } = await client.query<{ late: number }>(
    `select max(extract(epoch from e.at - o.due))::float8 as late
     from dispatch.event_log e join bench_due o on o.id = e.aggregate_id where e.id > $1`,
    [entry],
  );
  return rows[0]?.late ?? NaN;
}

/** Clocks of orders whose next rung should have fired. */
export async function stillDue(client: Client): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from dispatch.clock where entity = 'order' and next_rung_at <= gw.gw_now()`,
  );
  return rows[0]?.count ?? 0;
}

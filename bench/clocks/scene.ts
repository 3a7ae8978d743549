import type { Client } from 'pg';
import type { BenchInstallation } from '../support/installation.js';
import { Api } from '../support/http.js';
import { People } from '../support/people.js';
import { secondsUntil } from '../support/pause.js';
import { report } from '../support/reporting.js';
import { copyRow, fillInTwin } from './fill.js';

/** A real order with its ticket and clocks, as the product made them; the accept clock is the one that is to fire. */
export interface Original {
  readonly ticket: string;
  readonly order: string;
  readonly accept: string;
  readonly handling: string;
}

/** Orders to make: their ids begin with `group` (seven hexadecimal digits), they are due from `due` on, evenly. */
export interface Due {
  readonly group: string;
  readonly count: number;
  readonly due: Date;
  readonly seconds: number;
}

const MATTER = { category: '0102', severity: 'normal' } as const;
const ARRIVES_WITHIN = 20;

/** Reports one matter and waits for its order. */
export async function originalOrder(client: Client, installation: BenchInstallation): Promise<Original> {
  const [beat] = (await People.of(installation.facts)).beats(1);
  const api = new Api(installation.facts.url);
  const reported = beat && (await report(api, beat, MATTER, 0));
  await api.close();
  const find = async (): Promise<Original | undefined> =>
    (
      await client.query<Original>(
        `select o.ticket_id as ticket, o.id as order, a.id as accept, h.id as handling from dispatch.orders o
         join dispatch.clock a on a.aggregate_id = o.id and a.kind = 'accept'
         join dispatch.clock h on h.aggregate_id = o.id and h.kind = 'handling' where o.ticket_id = $1`,
        [reported?.ticketId],
      )
    ).rows[0];
  await secondsUntil(async () => (await find()) !== undefined, ARRIVES_WITHIN);
  const original = await find();
  if (!original) throw new Error('the order of the first report has not come');
  return original;
}

const uuid = (group: string, n = 'n'): string => `('${group}-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Clocks that run and whose next rungs come hours and days later. */
export async function addPending(client: Client, { accept }: Original, count: number): Promise<void> {
  const next = `(select gw.gw_now()) + interval '2 hours' + (n % 2592000) * interval '1 second'`;
  const own = { id: uuid('f0000000'), aggregate_id: uuid('f1000000'), ticket_id: uuid('f2000000') };
  await fillInTwin(client, 'dispatch.clock', (twin) =>
    copyRow(client, 'dispatch.clock', accept, count, { ...own, next_rung_at: next }, twin),
  );
  await client.query('analyze dispatch.clock');
  await client.query('checkpoint');
}

/** Whole orders of tickets of their own; the accept clock of each is about to come to its next rung. */
export async function addDue(client: Client, original: Original, { group, count, due, seconds }: Due): Promise<void> {
  const [tickets, orders] = [uuid(`${group}1`), uuid(`${group}2`)];
  const at = `date_trunc('milliseconds', '${due.toISOString()}'::timestamptz + ${seconds / count} * (n - 1) * interval '1 second')`;
  const moment = `to_jsonb(to_char((${at}) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;
  const of = { aggregate_id: orders, ticket_id: tickets };
  const fires = { rungs: `jsonb_set(c.rungs, '{0,at}', ${moment})`, next_rung_at: at };
  await copyRow(client, 'dispatch.ticket', original.ticket, count, { id: tickets });
  await copyRow(client, 'dispatch.orders', original.order, count, { id: orders, ticket_id: tickets });
  await copyRow(client, 'dispatch.clock', original.handling, count, { id: uuid(`${group}4`), ...of });
  await copyRow(client, 'dispatch.clock', original.accept, count, { id: uuid(`${group}3`), ...of, ...fires });
  await client.query('create temporary table if not exists bench_due (id uuid primary key, due timestamptz)');
  await client.query(`insert into bench_due select ${orders}, ${at} from generate_series(1, ${count}) n`);
  for (const table of ['ticket', 'orders']) await client.query(`analyze dispatch.${table}`);
}

import type { Client } from 'pg';
import type { Grid } from '../support/people.js';
import { fillWords, type WordTokens } from './fill-words.js';
import { OPEN } from './searches.js';

/** Every five seconds comes a ticket; when the ticket of a number came, in milliseconds. */
const EVERY_MS = 5_000;
const MOST = 6_000_000;
const BEGAN = Date.now();
const timeOf = (n: number): number => BEGAN - (MOST - n) * EVERY_MS;
const ms = `(current_setting('bench.began')::bigint - (${MOST} - n::bigint) * ${EVERY_MS})`;
/** As UUIDv7 made at that moment. */
const uuid = `(lpad(to_hex(${ms}), 12, '0') || '70008000' || lpad(to_hex(n), 12, '0'))::uuid`;

// Of every hundred tickets one has a rare category and a department, of every thousand one is an emergency; the newest are
// open. Each ticket lies in a grid of the district, is led by that grid's unit and verified by its village's branch.
const GIVEN = `create temporary view bench_given as
  select n, ${uuid} as id, g.code as grid, g.area as village, left(g.code, 9) as township,
    to_timestamp(${ms} / 1000.0) as at
  from (select generate_series(current_setting('bench.from')::int, current_setting('bench.to')::int) as n) numbers
  join bench_grid g on g.position = (n::bigint * 7919) % (select count(*) from bench_grid)`;

const TICKETS = `insert into console.ledger_ticket
  (id, state, severity, channel, category, condition, grid, area, dispatcher, waiting_for, round, rule, outcome, on_time,
    due_at, provisional, sequence, opened_at, updated_at)
  select id, case when n > current_setting('bench.to')::int - ${OPEN} then 'assigned' else 'closed' end,
    case when n % 1000 = 0 then 'emergency' else 'normal' end, case when n % 10 = 0 then 'hotline' else 'resident' end,
    case when n % 100 = 0 then '0605' else (array['0102', '0301', '0201', '0401', '0105'])[1 + n % 5] end, 'normal', grid, village,
    township || '-room', '{}', 1, 'default-grid', case when n % 50 = 0 then 'explained' else 'solved' end, n % 20 > 0,
    at + interval '3 days', false, 9, at, at from bench_given`;

const SCOPES = `insert into console.ledger_scope (scope, ticket_id)
  select scope, id from bench_given, unnest(array['area:' || left(grid, 6), 'area:' || township, 'area:' || village,
    'area:' || grid, 'unit:' || grid, 'unit:' || village || '-branch', 'unit:' || township || '-room',
    case when n % 100 = 0 then 'unit:522730-hrss' end]) scope where scope is not null`;

const ORDERS = `insert into console.ledger_order
  (id, ticket_id, unit, role, tier, origin, state, waiting, verifier, category, severity, area, grid, round, accept_due_at,
    due_at, provisional, on_time, accepted_on_time, returns, sequence, issued_at, updated_at)
  select id, id, case when n % 100 = 0 then '522730-hrss' else grid end, 'lead', 'grid', 'route', case when n > current_setting('bench.to')::int - ${OPEN} then 'issued' else 'confirmed' end,
    false, village || '-branch', '0102', 'normal', village, grid, 1, at + interval '2 hours', at + interval '3 days', false,
    n % 20 > 0, true, 0, 5, at, at from bench_given`;

/** Fills the ledger up: what was added before is closed, the newest are open. */
export async function fillUpTo(client: Client, words: WordTokens, from: number, to: number): Promise<void> {
  await client.query(`select set_config('bench.from', $1, false), set_config('bench.to', $2, false)`, [
    String(from + 1),
    String(to),
  ]);
  await client.query(`update console.ledger_ticket set state = 'closed' where state = 'assigned'`);
  await client.query(`update console.ledger_order set state = 'confirmed' where state = 'issued'`);
  await withoutIndexes(client, LEDGER, async () => {
    for (const statement of [TICKETS, SCOPES, ORDERS]) await client.query(statement);
  });
  await fillWords(client, words, { from: timeOf(from + 1), to: timeOf(to) });
  await client.query('vacuum (analyze) console.ledger_ticket, console.ledger_scope, console.ledger_order');
  await client.query('checkpoint');
  // Else what this connection has read is counted up to ten seconds later.
  await client.query('select pg_stat_force_next_flush()');
}

const LEDGER = ['console.ledger_ticket', 'console.ledger_scope', 'console.ledger_order'];

/** Runs work while tables have no indexes but their unique ones: the others are made anew afterwards, which is far quicker. */
async function withoutIndexes(client: Client, tables: readonly string[], work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select schemaname || '.' || indexname as name, indexdef as definition from pg_indexes
     where schemaname || '.' || tablename = any($1) and indexdef not like 'CREATE UNIQUE%'`,
    [tables],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await work();
  await client.query(`set maintenance_work_mem = '512MB'`);
  for (const { definition } of rows) await client.query(definition);
}

/** Once per connection: the district's grids, and what a number makes of them. */
export async function prepareFill(client: Client, grids: readonly Grid[]): Promise<void> {
  await client.query(`select set_config('bench.began', $1, false)`, [String(BEGAN)]);
  await client.query('create temporary table bench_grid (position int primary key, code text, area text)');
  await client.query(
    `insert into bench_grid select position - 1, code, area
     from unnest($1::text[], $2::text[]) with ordinality u (code, area, position)`,
    [grids.map(({ code }) => code), grids.map(({ area }) => area)],
  );
  await client.query(GIVEN);
}

/** The grid of a ticket, by its number. */
export const gridOf = (grids: readonly Grid[], n: number): string => grids[(n * 7919) % grids.length]?.code ?? '';

/** How often the ledger's tables were read from end to end since the server counts. */
export async function fullScans(client: Client): Promise<number> {
  const { rows } = await client.query<{ scans: number }>(
    `select sum(seq_scan)::int as scans from pg_stat_user_tables
     where schemaname = 'console' and relname in ('ledger_ticket', 'ledger_scope', 'ledger_order')
       or schemaname = 'intake' and relname in ('word_index', 'report')`,
  );
  return rows[0]?.scans ?? 0;
}

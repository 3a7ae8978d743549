import type { Client } from 'pg';
import { withRoomForLog } from '../support/room.js';

/** What differs from the row that is copied, by column; an expression over the copy's number `n` and the original `c`. */
export type Changes = Readonly<Record<string, string>>;

/** Copies one row many times; whatever columns the table has, they are filled as the product fills them. */
export async function copyRow(
  client: Client,
  table: string,
  id: string,
  count: number,
  changes: Changes,
  into = table,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema || '.' || table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const values = names.map((name) => changes[name] ?? `c.${name}`);
  await client.query(
    `insert into ${into} (${names.join(', ')}) select ${values.join(', ')}
     from ${table} c cross join generate_series(1, ${count}) n where c.id = $1`,
    [id],
  );
}

/**
 * Fills a table where nobody sees it, in a twin that takes its place. What is filled in its place is looked through by
 * everybody who asks meanwhile, and indexes are far quicker made at the end.
 */
export async function fillInTwin(client: Client, table: string, fill: (twin: string) => Promise<void>): Promise<void> {
  const twin = `${table}_twin`;
  await withRoomForLog(client, async () => {
    await client.query('begin');
    await client.query(
      `create table ${twin} (like ${table} including all excluding indexes) ${await storageOf(client, table)}`,
    );
    await fill(twin);
    await makeIndexes(client, table, twin);
    await takePlace(client, table, twin);
    await client.query('commit');
  });
}

/** Rows that came all at once are not vacuumed in the middle of what is measured. */
async function storageOf(client: Client, table: string): Promise<string> {
  const { rows } = await client.query<{ options: string[] | null }>(
    'select reloptions as options from pg_class where oid = $1::regclass',
    [table],
  );
  return `with (${[...(rows[0]?.options ?? []), 'autovacuum_enabled = off'].join(', ')})`;
}

async function makeIndexes(client: Client, table: string, twin: string): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select indexname as name, indexdef as definition from pg_indexes where schemaname || '.' || tablename = $1`,
    [table],
  );
  await client.query(`set local maintenance_work_mem = '512MB'`);
  for (const { name, definition } of rows) {
    await client.query(definition.replace(name, `${name}_twin`).replace(` ON ${table} `, ` ON ${twin} `));
  }
}

async function takePlace(client: Client, table: string, twin: string): Promise<void> {
  const { rows } = await client.query<{ owner: string }>(
    `select quote_ident(tableowner) as owner from pg_tables where schemaname || '.' || tablename = $1`,
    [table],
  );
  await client.query(`lock table ${table} in access exclusive mode`);
  await client.query(`insert into ${twin} select * from ${table}`);
  await client.query(`drop table ${table}`);
  await client.query(`alter table ${twin} owner to ${rows[0]?.owner ?? 'postgres'}`);
  await client.query(`alter table ${twin} rename to ${table.split('.')[1] ?? table}`);
}

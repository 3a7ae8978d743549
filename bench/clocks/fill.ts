import type { Client } from 'pg';

/** What differs from the row that is copied, by column; an expression over the copy's number `n` and the original `c`. */
export type Changes = Readonly<Record<string, string>>;

/** Copies one row many times; whatever columns the table has, they are filled as the product fills them. */
export async function copyRow(
  client: Client,
  table: string,
  id: string,
  count: number,
  changes: Changes,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema || '.' || table_name = $1 and is_identity = 'NO' and is_generated = 'NEVER' order by ordinal_position`,
    [table],
  );
  const names = rows.map(({ name }) => name);
  const values = names.map((name) => changes[name] ?? `c.${name}`);
  await client.query(
    `insert into ${table} (${names.join(', ')}) select ${values.join(', ')}
     from ${table} c cross join generate_series(1, ${count}) n where c.id = $1`,
    [id],
  );
}

/** Runs work while the table has no indexes but its primary key: they are made anew afterwards, which is far quicker. */
export async function withoutIndexes(client: Client, table: string, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select schemaname || '.' || indexname as name, indexdef as definition from pg_indexes
     where schemaname || '.' || tablename = $1 and indexdef not like 'CREATE UNIQUE%'`,
    [table],
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  await work();
  for (const { definition } of rows) await client.query(definition);
}

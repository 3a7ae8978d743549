import { groupBy } from '@gridwhistle/messaging';
import type { DataSource } from 'typeorm';
import type { Recorded } from './redelivery-recording.js';
import { connected } from './until.js';

/** What a schema holds: rows as JSON, sorted, by table. */
export type Dump = Record<string, string[]>;

type Row = Record<string, unknown>;

/** Ways to the state, not state. */
const PASSING = new Set(['migration', 'outbox', 'relay_note', 'consumer_start', 'token_keys']);

const TABLES = `select table_name as name from information_schema.tables
  where table_schema = current_schema() and table_type = 'BASE TABLE' order by 1`;

const MASKED = `select table_name as "table", column_name as "column" from information_schema.columns
  where table_schema = current_schema() and (is_identity = 'YES' or data_type = 'bytea' or column_default like 'nextval%')`;

/** Everything, as it is: to see that nothing has changed. */
export async function exactDump(source: DataSource): Promise<Dump> {
  const dump: Dump = {};
  for (const [table, rows] of await allRows(source)) dump[table] = rows.map((row) => JSON.stringify(row)).sort();
  return dump;
}

/**
 * The state that must not depend on how the events came: without numbers that the database counts up, sealed bytes and
 * the columns named in `volatile` (`table.column`), and with ids and times that no event brought replaced by a word.
 */
export async function stateDump(
  source: DataSource,
  events: readonly Recorded[],
  volatile: readonly string[],
): Promise<Dump> {
  const masked = await connected(() => source.query<{ table: string; column: string }[]>(MASKED));
  const hidden = new Set([...masked.map(({ table, column }) => `${table}.${column}`), ...volatile]);
  const given = givenBy(events);
  const dump: Dump = {};
  for (const [table, rows] of await allRows(source)) {
    if (PASSING.has(table)) continue;
    const visible = table === 'event_log' ? rows.map(published) : rows.map((row) => shown(table, row, hidden));
    dump[table] = visible.map((row) => withoutChance(JSON.stringify(row), given)).sort();
  }
  return dump;
}

/** In one statement: a test asks for it hundreds of times. */
async function allRows(source: DataSource): Promise<[string, Row[]][]> {
  const tables = await connected(() => source.query<{ name: string }[]>(TABLES));
  const each = tables.map(({ name }) => `select '${name}' as table, to_jsonb(t) as row from "${name}" t`);
  const rows = await connected(() => source.query<{ table: string; row: Row }[]>(each.join(' union all ')));
  const byTable = groupBy(rows, ({ table }) => table);
  return tables.map(({ name }) => [name, (byTable.get(name) ?? []).map(({ row }) => row)]);
}

/** Of a published event: what it says about which aggregate, as the how-many-eth. */
function published(row: Row): Row {
  const { data } = JSON.parse(String(row['envelope'])) as { data: unknown };
  return {
    entity: row['entity'],
    aggregate: row['aggregate_id'],
    sequence: row['sequence'],
    subject: row['subject'],
    data,
  };
}

const shown = (table: string, row: Row, hidden: ReadonlySet<string>): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !hidden.has(`${table}.${column}`)));

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)/g;

interface Given {
  ids: ReadonlySet<string>;
  times: ReadonlySet<number>;
}

function givenBy(events: readonly Recorded[]): Given {
  const text = JSON.stringify(events);
  return {
    ids: new Set(text.match(UUID)),
    times: new Set((text.match(TIME) ?? []).map((time) => Date.parse(time))),
  };
}

const withoutChance = (text: string, { ids, times }: Given): string =>
  text
    .replace(UUID, (id) => (ids.has(id) ? id : '<new id>'))
    .replace(TIME, (time) => (times.has(Date.parse(time)) ? new Date(time).toISOString() : '<time>'));

import { withClient } from '@gridwhistle/testing/servers';

type Row = Readonly<Record<string, string | null>>;

const BYTES = 'uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())';

/** What differs from ticket to ticket, and how the statement makes it; everything else is the sample's. */
const FRESH: Readonly<Record<string, string>> = {
  'report.id': 'uuidv7()',
  'report.lon': '106.5 + random()',
  'report.lat': '26 + random()',
  'report.cell': '(random() * 1e6)::bigint',
  'report.words_key': BYTES,
  'report.code_digest': BYTES,
  'report.received_at': 'clock_timestamp()',
  'event_log.part': '(random() * 3)::smallint',
  'event_log.ticket_id': 'r.id',
  'event_log.aggregate_id': 'r.id',
  'event_log.event_id': 'uuidv7()',
  'event_log.at': 'clock_timestamp()',
  'idempotency_key.key': 'gen_random_uuid()::text',
  'idempotency_key.digest': BYTES,
  'idempotency_key.used_at': 'clock_timestamp()',
};

/**
 * One statement that writes the rows of one ticket: key, report, event, outbox. It is made from rows that the service
 * wrote, so that they are as many and as long.
 */
export async function ticketStatement(databaseUrl: string): Promise<string> {
  const [key, report, event] = await withClient(databaseUrl, async (client) => {
    const sample = async (table: string): Promise<Row> => {
      const names = await client.query<{ name: string }>(
        `select attname as name from pg_attribute
         where attrelid = $1::regclass and attnum > 0 and not attisdropped and attidentity = '' order by attnum`,
        [table],
      );
      const columns = names.rows.map(({ name }) => `${name}::text as ${name}`).join(', ');
      const { rows } = await client.query<Row>(`select ${columns} from ${table} limit 1 offset 100`);
      if (!rows[0]) throw new Error(`the service left no ${table}`);
      return rows[0];
    };
    return [await sample('idempotency_key'), await sample('report'), await sample('event_log')];
  });
  return `with k as (${insert('idempotency_key', key as Row)} on conflict do nothing returning 1),
    r as (${insert('report', report as Row)} from k returning id),
    l as (${insert('event_log', event as Row)} from r returning part, id)
    insert into outbox (part, log_id) select part, id from l`;
}

function insert(table: string, sample: Row): string {
  const columns = Object.keys(sample);
  const values = columns.map((column) => FRESH[`${table}.${column}`] ?? literal(sample[column] ?? null));
  return `insert into ${table} (${columns.join(', ')}) select ${values.join(', ')}`;
}

/** A literal has no type of its own, so the column gives it its own. A colon would be a variable to pgbench. */
function literal(value: string | null): string {
  if (value === null) return 'null';
  const escaped = value.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll(':', '\\x3a');
  return `e'${escaped}'`;
}

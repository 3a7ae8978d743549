import { SERVICE_SCHEMAS, withClient } from '@gridwhistle/testing/servers';

/** A row of some service's log, as it is published. */
export interface LogRow {
  readonly eventId: string;
  readonly subject: string;
  readonly envelope: string;
}

/** The newest rows of every service's log, all of them when there are fewer. */
export async function newestOfLogs(adminUrl: string, most: number): Promise<LogRow[]> {
  return withClient(adminUrl, async (client) => {
    const rows: LogRow[] = [];
    for (const schema of Object.values(SERVICE_SCHEMAS)) {
      const sql = `select event_id as "eventId", subject, envelope from ${schema}.event_log order by id desc limit $1`;
      rows.push(...(await client.query<LogRow>(sql, [most])).rows);
    }
    return rows;
  });
}

import type { Client } from 'pg';

/** Without checkpoints in its middle, which would write every page twice. */
export async function withRoomForLog(client: Client, work: () => Promise<void>): Promise<void> {
  const reload = async (statement: string): Promise<void> => {
    await client.query(statement);
    await client.query('select pg_reload_conf()');
  };
  await reload(`alter system set max_wal_size = '16GB'`);
  await work();
  await reload('alter system reset max_wal_size');
}

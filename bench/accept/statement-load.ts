import { Pool } from 'pg';
import { closedLoop, type Times } from './measure.js';

export interface StatementJob extends Times {
  readonly url: string;
  readonly statement: string;
  readonly clients: number;
}

/** What pgbench does, where there is none. */
export async function run({ url, statement, clients, ...times }: StatementJob): Promise<{ rate: number }> {
  const pool = new Pool({ connectionString: url, max: clients });
  const outcome = await closedLoop(clients, times, async () => {
    await pool.query({ name: 'ticket', text: statement });
    return true;
  });
  await pool.end();
  return outcome;
}

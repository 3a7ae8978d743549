import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Terms } from '../row.js';
import { startLoad } from '../support/generator.js';
import type { Ground } from './ground.js';
import { ticketStatement } from './ticket-statement.js';
import type { StatementJob } from './statement-load.js';

const CLIENTS = 32;
const SECONDS = 8;

/** The rows of one ticket in one statement, as fast as the database alone takes them; `sample` is a database of intake. */
export async function insertByPgbench(
  ground: Ground,
  terms: Terms,
  sample: string,
): Promise<{ rate: number; by: string }> {
  const url = await ground.freshDatabase();
  const statement = await ticketStatement(sample);
  if (spawnSync('pgbench', ['--version']).status === 0)
    return { rate: await pgbench(terms, url, statement), by: 'pgbench' };
  const job = { url, statement, clients: CLIENTS, warmUp: 2, measured: SECONDS };
  const module = new URL('statement-load.ts', import.meta.url);
  const { rate } = await startLoad<StatementJob, never, { rate: number }>(terms, { module, job }).outcome;
  return { rate, by: 'pg (there is no pgbench here)' };
}

async function pgbench({ folder }: Terms, address: string, statement: string): Promise<number> {
  const file = join(folder, 'ticket.sql');
  writeFileSync(file, `${statement};\n`);
  const { hostname, port, username, password, pathname } = new URL(address);
  const where = ['-h', hostname, '-p', port, '-U', username];
  const how = ['-n', '-M', 'prepared', '-c', String(CLIENTS), '-j', '2', '-T', String(SECONDS), '-f', file];
  const env = { ...process.env, PGPASSWORD: decodeURIComponent(password) };
  const child = spawn('pgbench', [...where, ...how, pathname.slice(1)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const rate = Number(/^tps = ([\d.]+)/m.exec(said)?.[1] ?? Number.NaN);
  if (Number.isNaN(rate)) throw new Error(`pgbench failed: ${said}${complained}`);
  return rate;
}

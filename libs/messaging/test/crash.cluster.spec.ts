import { jest } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { withClient } from '@gridwhistle/testing';
import { until } from '@gridwhistle/testing/stage';
import type { CrashTask } from './crash-child.js';
import { dispatch } from './dispatch-service.js';
import { escalation } from './escalation-service.js';
import { ids, internal, rows, Stage } from './stage.js';

/** On a busy machine real servers take their time. */
jest.setTimeout(150_000);

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const ORDERS = ids(8);
const KILLS = 3;

let stage: Stage;
const children: ChildProcess[] = [];
beforeAll(async () => void (stage = await Stage.open()));
afterAll(async () => {
  children.forEach((child) => child.kill('SIGKILL'));
  await stage?.close();
});

async function child(role: CrashTask['role']): Promise<ChildProcess> {
  const settings = stage.environment(role === 'owner' ? dispatch : escalation);
  const task: CrashTask = { role, orders: ORDERS, settings };
  const args = ['--import', here('../../../tools/register.mjs'), here('crash-child.ts'), JSON.stringify(task)];
  const started = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(started);
  await once(started.stdout as NodeJS.ReadableStream, 'data');
  return started;
}

/** Events that the owner has committed, asked past the services. */
const committed = (): Promise<number> =>
  withClient(stage.database.adminUrl, async (client) => {
    const known = await client.query<{ there: boolean }>(
      `select to_regclass('dispatch.event_log') is not null as there`,
    );
    if (!known.rows[0]?.there) return 0;
    const { rows: counted } = await client.query<{ count: number }>(
      'select count(*)::int as count from dispatch.event_log',
    );
    return counted[0]?.count ?? 0;
  });

/** Lets a service live for a while that is never the same, and for some events at least. */
async function killed(role: 'owner' | 'watcher'): Promise<void> {
  for (let count = 0; count < KILLS; count += 1) {
    const before = await committed();
    const process = await child(role);
    if (role === 'owner') await until(async () => (await committed()) > before + 30);
    await delay(500 * Math.random());
    process.kill('SIGKILL');
    await once(process, 'exit');
  }
}

test('kill -9 between publish and delete, and between effect and ack, loses, repeats and turns round nothing', async () => {
  await Promise.all([killed('owner'), killed('watcher')]);
  const owner = await stage.start(dispatch);
  const watcher = await stage.start(escalation);
  const [written] = await rows<{ count: number }>(owner, 'select count(*)::int as count from event_log');
  const seen = () =>
    rows<{ order_id: string; sequence: number }>(watcher, 'select order_id, sequence from seen order by id');
  await until(async () => (await seen()).length >= (written?.count ?? 0));
  const all = await seen();
  expect(written?.count).toBeGreaterThan(100);
  expect(all).toHaveLength(written?.count ?? 0);
  for (const id of ORDERS) {
    const sequences = all.filter(({ order_id }) => order_id === id).map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.map((_, index) => index + 1));
  }
  expect(await internal(owner, 'outbox')).toEqual({ unsent: 0, oldestSeconds: 0, refusal: null });
  expect(await rows(watcher, 'select 1 from dead_letter')).toEqual([]);
});

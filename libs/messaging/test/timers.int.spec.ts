import { jest } from '@jest/globals';
import type { RunningService } from '@gridwhistle/platform';
import { withClient } from '@gridwhistle/testing';
import { until } from '@gridwhistle/testing/stage';
import { ClockStore, Timers } from '../src/index.js';
import { DataSource } from 'typeorm';
import { dispatch, Orders } from './dispatch-service.js';
import { ids, internal, rows, Stage } from './stage.js';

/** On a busy machine real servers take their time. */
jest.setTimeout(150_000);

let stage: Stage;
let one: RunningService;

beforeAll(async () => {
  stage = await Stage.open();
  one = await stage.start(dispatch);
});
afterAll(() => stage?.close());

const MINUTE = 60_000;
const rungs = async (service: RunningService): Promise<Record<string, number>> => {
  const found = await rows<{ type: string; count: number }>(
    service,
    "select type, count(*)::int as count from event_log where type ~ 'amber|due' group by type",
  );
  return Object.fromEntries(found.map(({ type, count }) => [type, count]));
};

test('each rung fires once with two instances, and after everything was down [clock 6]', async () => {
  const two = await stage.start(dispatch, { GW_INSTANCE: '2' });
  const orders = ids(300);
  for (const id of orders) await one.app.get(Orders).startClock(id);
  await stage.database.advance(31 * MINUTE);
  await until(async () => (await rungs(one))['order.amber.v1'] === 300);
  expect(await rungs(one)).toEqual({ 'order.amber.v1': 300 });
  expect(one.app.get(Timers).fired + two.app.get(Timers).fired).toBe(300);

  await one.stop();
  await two.stop();
  await stage.database.advance(30 * MINUTE);
  one = await stage.start(dispatch, { GW_INSTANCE: '3' });
  await until(async () => (await rungs(one))['order.due.v1'] === 300);
  expect(await rungs(one)).toEqual({ 'order.amber.v1': 300, 'order.due.v1': 300 });
  const twice = await rows(one, 'select 1 from event_log group by aggregate_id, type having count(*) > 1');
  expect(twice).toEqual([]);
  expect(await rows(one, 'select 1 from clock where next_rung_at is not null')).toEqual([]);
  await until(async () => (await internal<{ outbox: number }>(one, 'drained')).outbox === 0);
  expect(await internal(one, 'drained')).toMatchObject({ outbox: 0, clocksDue: 0 });
});

test('an aggregate that cannot fire holds up no other', async () => {
  const [bad, good] = ids(2) as [string, string];
  await one.app.get(Orders).startClock(bad);
  await one.app.get(Orders).startClock(good);
  // Its fire() will meet an order whose next sequence is taken.
  await rows(one, 'update "order" set sequence = -1 where id = $1', [bad]);
  await rows(
    one,
    `insert into event_log (part, entity, aggregate_id, sequence, event_id, type, subject, envelope, at)
    values (0, 'order', $1, 0, $1, 'x', 'x', '{}', now())`,
    [bad],
  );
  await stage.database.advance(31 * MINUTE);
  const firedFor = (id: string) =>
    rows(one, "select 1 from event_log where aggregate_id = $1 and type ~ 'amber'", [id]);
  await until(async () => (await firedFor(good)).length === 1);
  expect(await firedFor(bad)).toEqual([]);
  expect(await internal(one, 'drained')).toMatchObject({ clocksDue: 1 });
});

test('a clock that somebody holds holds up no other, and its aggregate fires in one go afterwards', async () => {
  const [held, ...free] = ids(6) as [string, ...string[]];
  for (const id of [held, held, ...free]) await one.app.get(Orders).startClock(id);
  const amber = (some: string[]) =>
    rows(one, `select 1 from event_log where aggregate_id = any($1) and type ~ 'amber'`, [some]);
  await withClient(stage.database.adminUrl, async (somebody) => {
    await somebody.query('begin');
    await somebody.query('select from dispatch.clock where aggregate_id = $1 order by id limit 1 for update', [held]);
    await stage.database.advance(31 * MINUTE);
    await until(async () => (await amber(free)).length === free.length);
    await one.app.get(Orders).progress(held);
    expect(await amber([held])).toEqual([]);
    await somebody.query('rollback');
  });
  await until(async () => (await amber([held])).length === 2);
});

test('a clock comes back from the table as it was stored', async () => {
  const [id] = ids(1) as [string];
  await one.app.get(Orders).startClock(id);
  const store = one.app.get(ClockStore);
  const source = one.app.get(DataSource);
  const stored = await source.transaction((tx) => store.load(tx, id));
  await source.transaction((tx) => store.save(tx, stored));
  expect(await source.transaction((tx) => store.load(tx, id))).toEqual(stored);
  expect(stored).toMatchObject([
    { nextRung: 'amber', clock: { kind: 'handling', budgetMs: 3_600_000, state: 'running' } },
  ]);
});

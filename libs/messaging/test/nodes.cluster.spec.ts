import { jest } from '@jest/globals';
import type { RunningService } from '@gridwhistle/platform';
import { freshCluster, type FreshCluster } from '@gridwhistle/testing';
import { until } from '@gridwhistle/testing/stage';
import { connect } from '@nats-io/transport-node';
import { jetstreamManager, type StreamInfo } from '@nats-io/jetstream';
import { Bus } from '../src/bus.js';
import { isMissing } from '../src/stream.js';
import { dispatch, Orders } from './dispatch-service.js';
import { escalation } from './escalation-service.js';
import { ids, rows, Stage, STREAM } from './stage.js';

/** Leaders are elected again and again. */
jest.setTimeout(150_000);

let stage: Stage<FreshCluster>;
let owner: RunningService;
let watcher: RunningService;

beforeAll(async () => {
  stage = await Stage.on(await freshCluster());
  const settings = { GW_NATS_REPLICAS: '3' };
  owner = await stage.start(dispatch, settings);
  watcher = await stage.start(escalation, settings);
});
afterAll(() => stage?.close());

const seen = (): Promise<{ order_id: string; sequence: number }[]> =>
  rows(watcher, 'select order_id, sequence from seen order by id');

async function streamInfo(): Promise<StreamInfo> {
  const { url, user, password } = stage.bus;
  const connection = await connect({ servers: url.split(','), user, pass: password });
  try {
    return await (await jetstreamManager(connection)).streams.info(STREAM);
  } finally {
    await connection.close();
  }
}

async function leader(): Promise<string> {
  return (await streamInfo()).cluster?.leader ?? '';
}

/** Every order's events came in order, each once, and nothing was taken for lost. */
async function expectAll(orders: readonly string[], events: number): Promise<void> {
  await until(
    async () => (await seen()).filter(({ order_id }) => orders.includes(order_id)).length >= orders.length * events,
  );
  const all = await seen();
  for (const id of orders) {
    const sequences = all.filter(({ order_id }) => order_id === id).map(({ sequence }) => sequence);
    expect(sequences).toEqual(Array.from({ length: events }, (_, index) => index + 1));
  }
  expect(await rows(owner, 'select 1 from relay_heal where events > 0')).toEqual([]);
  expect(await rows(watcher, 'select 1 from dead_letter')).toEqual([]);
}

test('the stream has a copy on every node, and its durables with it', async () => {
  await expectAll([], 0);
  await until(async () => (await streamInfo()).cluster?.replicas?.length === 2);
  const jsm = await stage.jsm();
  const copied = async (): Promise<boolean> =>
    (await jsm.consumers.info(STREAM, 'escalation-orders')).cluster?.replicas?.length === 2;
  await until(() => copied().catch((error: unknown) => !isMissing(error)));
});

test('when the leading node goes, events go on in order and once, and nothing is taken for lost', async () => {
  const orders = ids(10);
  for (const id of orders) await owner.app.get(Orders).progress(id, 5);
  const leading = await leader();
  await stage.bus.pause(leading);
  for (const id of orders) await owner.app.get(Orders).progress(id, 5);
  await expectAll(orders, 10);
  await stage.bus.resume(leading);
  for (const id of orders) await owner.app.get(Orders).progress(id, 1);
  await expectAll(orders, 11);
});

test('with one node left work goes on, and its events come when the others are back', async () => {
  const orders = ids(5);
  const leading = await leader();
  const gone = [leading, ...stage.bus.nodes.filter((node) => node !== leading).slice(0, 1)];
  await Promise.all(gone.map((node) => stage.bus.pause(node)));
  for (const id of orders) await owner.app.get(Orders).progress(id, 3);
  await Promise.all(gone.map((node) => stage.bus.resume(node)));
  await expectAll(orders, 3);
});

test('who speaks to a node that has lost the others finds another one', async () => {
  const orders = ids(5);
  const [lonely = ''] = stage.bus.nodes;
  await stage.bus.pause(lonely);
  await stage.bus.resume(lonely, { alone: true });
  const bus = owner.app.get(Bus);
  await until(async () => {
    if ((await bus.ready()).getServer() === stage.bus.address(lonely)) return true;
    await bus.elsewhere();
    return false;
  });
  for (const id of orders) await owner.app.get(Orders).progress(id, 3);
  await expectAll(orders, 3);
  expect((await bus.ready()).getServer()).not.toBe(stage.bus.address(lonely));
  await stage.bus.pause(lonely);
  await stage.bus.resume(lonely);
  for (const id of orders) await owner.app.get(Orders).progress(id, 1);
  await expectAll(orders, 4);
});

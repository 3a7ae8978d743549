import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { make, OrderProgressed } from '@gridwhistle/contracts';
import { Database, type RunningService } from '@gridwhistle/platform';
import { withClient } from '@gridwhistle/testing';
import { Recording } from '@gridwhistle/testing/redelivery';
import { until } from '@gridwhistle/testing/stage';
import { jetstream } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { Applier, Handlers, MessagingMetrics, publish, Reader, Starts } from '../src/index.js';
import { messagingOptions } from '../src/options.js';
import { Sender } from '../src/sender.js';
import { dispatch, Orders, WATER } from './dispatch-service.js';
import { escalation, Watcher } from './escalation-service.js';
import { DISTRICT, ids, rows, Stage, STREAM } from './stage.js';

/** On a busy machine real servers take their time. */
jest.setTimeout(150_000);

let stage: Stage;
let owner: RunningService;
let watcher: RunningService;

beforeAll(async () => {
  stage = await Stage.open();
  owner = await stage.start(dispatch);
  watcher = await stage.start(escalation);
});
afterAll(() => stage?.close());

const seenOf = async (id: string): Promise<number[]> =>
  (await rows<{ sequence: number }>(watcher, 'select sequence from seen where order_id = $1 order by id', [id])).map(
    ({ sequence }) => sequence,
  );

test('connections that the database cuts lose nothing and blame nobody', async () => {
  const orders = ids(10);
  const writing = Promise.all(
    orders.map(async (id) => {
      for (let count = 0; count < 10;) {
        await owner.app
          .get(Orders)
          .progress(id)
          .then(
            () => (count += 1),
            () => delay(20),
          );
      }
    }),
  );
  for (let count = 0; count < 5; count += 1) {
    await delay(100);
    await withClient(stage.database.adminUrl, (client) =>
      client.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename like $1',
        ['gw_%'],
      ),
    );
  }
  await writing;
  const written = await rows<{ count: number }>(owner, 'select count(*)::int as count from event_log');
  await until(async () => (await rows(watcher, 'select 1 from seen')).length === written[0]?.count);
  for (const id of orders) expect(await seenOf(id)).toEqual((await seenOf(id)).map((_, index) => index + 1));
  expect(await rows(watcher, 'select 1 from dead_letter')).toEqual([]);
});

test('a handler that hangs is cut off, and what it does later has no effect', async () => {
  const [id] = ids(1) as [string];
  const order = { id, ticketId: v7(), unit: WATER };
  const [event] = new Recording(DISTRICT).say(
    order,
    make(OrderProgressed, { orderId: id, ticketId: v7(), unit: WATER }),
  ).events;
  const handlers = watcher.app.get(Handlers).byDurable().get('escalation-orders') ?? new Map();
  const arrival = new Reader(handlers, ['order']).fromOwner(event?.subject ?? '', event?.envelope ?? {});
  const database = watcher.app.get(Database);
  const applier = new Applier(
    'escalation-hang',
    database,
    new Starts(database, 'escalation-hang'),
    watcher.app.get(MessagingMetrics),
    200,
  );
  const late: unknown[] = [];
  watcher.app.get(Watcher).before.set(id, async ({ tx }) => {
    await delay(500);
    const after = tx.query("insert into seen (order_id, sequence, type) values ($1, 0, 'late')", [id]);
    await after.then(
      (result: unknown) => late.push(result),
      () => undefined,
    );
  });
  await expect(applier.apply([arrival])).rejects.toThrow('the handler took longer than 0.2 s');
  await delay(600);
  expect(late).toEqual([]);
  expect(await seenOf(id)).toEqual([]);
  expect(await rows(watcher, "select 1 from consumer_gate where consumer = 'escalation-hang'")).toEqual([]);
});

test('a rollback leaves neither state nor event', async () => {
  const [id] = ids(1) as [string];
  const undone = owner.app.get(Database).transaction(async (tx) => {
    await owner.app.get(Orders).act(tx, id);
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await rows(owner, 'select 1 from event_log where aggregate_id = $1', [id])).toEqual([]);
  expect(await rows(owner, 'select 1 from "order" where id = $1', [id])).toEqual([]);
});

test('an event is refused outside a transaction, of another service, of another entity and with wrong data', async () => {
  const [id] = ids(1) as [string];
  const event = make(OrderProgressed, { orderId: id, ticketId: v7(), unit: WATER });
  const order = { entity: 'order', id, sequence: 0, ticketId: null, unit: null };
  const now = new Date();
  await expect(publish(owner.app.get(DataSource).manager, order, [event], now)).rejects.toThrow(
    'needs the transaction',
  );
  const within = (service: RunningService, aggregate: typeof order, what: object) =>
    service.app.get(Database).transaction((tx) => publish(tx, aggregate, [what], now));
  await expect(within(watcher, order, event)).rejects.toThrow('belongs to dispatch');
  await expect(within(owner, { ...order, entity: 'ticket' }, event)).rejects.toThrow('no event of ticket');
  await expect(within(owner, order, Object.assign(new OrderProgressed(), { orderId: 'x' }))).rejects.toThrow(
    'order.progressed',
  );
  await expect(within(owner, { ...order, unit: 'a.*' } as never, event)).rejects.toThrow('dot, space or wildcard');
});

test('a duplicate answer is believed only when the stream holds the message', async () => {
  const other = await Stage.open();
  const connection = await other.nats();
  const jsm = await other.jsm();
  await jsm.streams.add({ name: STREAM, subjects: [`gw.${DISTRICT}.>`] });
  const row = {
    part: 0,
    id: 1,
    lane: 'a',
    event_id: v7(),
    subject: `gw.${DISTRICT}.order.issued.none`,
    envelope: '{}',
  };
  await jetstream(connection).publish(row.subject, row.envelope, { msgID: row.event_id });
  await jsm.streams.purge(STREAM);
  const settings = { GW_DISTRICT: DISTRICT, GW_NATS_URL: other.bus.url, GW_NATS_USER: '', GW_NATS_PASSWORD: '' };
  const sender = await Sender.open(
    connection,
    messagingOptions('dispatch', { ...settings, GW_NATS_REPLICAS: 1, GW_CONSUMERS: 'on', GW_INSTANCE: '1' }),
  );
  expect((await sender.send(row)).position).toBe(2);
  expect((await jsm.streams.info(STREAM)).state.messages).toBe(1);
  await expect(jsm.streams.purge(STREAM)).rejects.toThrow();
  await other.close();
});

test('of two instances one works, and the other takes over', async () => {
  const [id] = ids(1) as [string];
  const second = await stage.start(escalation, { GW_INSTANCE: '2' });
  await owner.app.get(Orders).progress(id, 20);
  await until(async () => (await seenOf(id)).length === 20);
  await watcher.stop();
  watcher = second;
  await owner.app.get(Orders).progress(id, 20);
  await until(async () => (await seenOf(id)).length === 40);
  expect(await seenOf(id)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test('a quiet time ends no session: the relay keeps its locks, and the next event is handled', async () => {
  const before = await relaysOf(owner);
  expect(before).toHaveLength(1);
  await delay(7_000);
  expect(await relaysOf(owner)).toEqual(before);
  const [id] = ids(1) as [string];
  await owner.app.get(Orders).progress(id);
  await until(async () => (await seenOf(id)).length === 1);
});

/** The database sessions that hold the partitions of a service's log. */
const relaysOf = (service: RunningService): Promise<{ pid: number }[]> =>
  rows(
    service,
    `select distinct pid from pg_locks where locktype = 'advisory'
       and database = (select oid from pg_database where datname = current_database())
       and classid::bigint = hashtext('gridwhistle.relay.' || current_schema())::bigint & 4294967295`,
  );

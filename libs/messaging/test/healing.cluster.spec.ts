import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { make, OrderProgressed } from '@gridwhistle/contracts';
import { Database, type RunningService } from '@gridwhistle/platform';
import { Recording } from '@gridwhistle/testing/redelivery';
import { until } from '@gridwhistle/testing/stage';
import { jetstream, jetstreamManager, type ConsumerInfo, type JetStreamClient } from '@nats-io/jetstream';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { Bus } from '../src/bus.js';
import { Healer } from '../src/healing/healer.js';
import { Marks } from '../src/healing/marks.js';
import { OwnDurables } from '../src/healing/own-durables.js';
import { StreamView } from '../src/healing/stream-view.js';
import { UnitStarts } from '../src/healing/unit-starts.js';
import type { Comparison } from '../src/healing/verification.js';
import { UnitStreams } from '../src/index.js';
import { MESSAGING_OPTIONS, type MessagingOptions } from '../src/options.js';
import { PARTITIONS } from '../src/partition.js';
import { isMissing } from '../src/stream.js';
import { RelaySession } from '../src/relay-session.js';
import { dispatch, Orders, WATER } from './dispatch-service.js';
import { escalation, Watcher } from './escalation-service.js';
import { DISTRICT, ids, internal, rows, Stage, STREAM } from './stage.js';

/** Servers start, stop and forget in every test. */
jest.setTimeout(150_000);

const UNIT = `unit-${WATER}`;

let stage: Stage;
let owner: RunningService;
let watcher: RunningService;

beforeEach(async () => {
  stage = await Stage.open();
  owner = await stage.start(dispatch);
  // All the services that are asked where a unit's stream goes on: here one of them has all the events.
  const urls = ['INTAKE', 'ESCALATION', 'HOTLINE_BRIDGE', 'ASSESSMENT', 'CONSOLE'].map((name) => `GW_URL_${name}`);
  watcher = await stage.start(escalation, Object.fromEntries(urls.map((url) => [url, owner.url])));
  await watcher.app.get(UnitStreams).ensure([WATER]);
});
afterEach(() => stage?.close());

test('a store that is gone comes back by itself, and nobody repeats an effect', async () => {
  await work(100, 6);
  await seen(600);
  const first = await read(550);
  await settled();

  await stage.bus.pause();
  await work(10, 3);
  await stage.bus.resume({ empty: true });
  await seen(630);
  const after = await read();

  const acknowledged = new Set(first);
  const all = await logged();
  expect(new Set([...first, ...after])).toEqual(new Set(all));
  // Not from the beginning: what is noted together with the first unacknowledged event comes again, with its own id.
  expect(after.filter((id) => acknowledged.has(id)).length).toBeLessThan(400);
  expect(await repeatedEffects()).toEqual([]);
});

test('an end that is lost comes back, also to a durable that is ahead of its stream', async () => {
  await work(30, 4);
  await seen(120);
  const first = await read();
  await settled();
  const loseWhatComes = await storeKept();
  await work(30, 4);
  await seen(240);
  const second = await read();
  await settled();

  await loseWhatComes();
  await work(5, 2);
  await seen(250);
  const third = await read();

  const all = new Set(await logged());
  expect(await inStream()).toEqual(all);
  expect(new Set([...first, ...second, ...third])).toEqual(all);
  expect(await repeatedEffects()).toEqual([]);
});

test('an end that is lost between the comparison and what is sent next comes back too', async () => {
  const [id] = ids(1) as [string];
  const send = (events: number) => owner.app.get(Orders).progress(id, events);
  await send(2);
  await sent();
  const loseWhatComes = await storeKept();
  await send(3);
  await sent();
  let lost = false;
  const { run } = RelaySession.prototype;
  const losing = jest.spyOn(RelaySession.prototype, 'run').mockImplementation(async function (
    this: RelaySession,
    ...asked
  ) {
    const found = await run.apply(this, asked);
    if (asked[0].name !== 'gw_relay_take' || found.length === 0 || lost) return found;
    lost = true;
    await loseWhatComes();
    return found;
  });
  await owner.app.get(Database).transaction(async (tx) => {
    for (let count = 0; count < 6; count += 1) await owner.app.get(Orders).act(tx, id);
  });
  await until(() => lost);
  await sent();
  losing.mockRestore();
  expect(await inStream()).toEqual(new Set(await logged()));
});

test('a stream that lost nothing is left alone, and is what the log says', async () => {
  await work(20, 3);
  await seen(60);
  await stage.bus.pause();
  await stage.bus.resume();
  await work(5, 1);
  await seen(65);
  await settled();
  expect(await rows(owner, 'select * from relay_heal where events > 0')).toEqual([]);
  expect((await (await stage.jsm()).streams.info(STREAM)).state.messages).toBe(65);
  expect(await verified()).toMatchObject({ expected: 65, read: 65, missing: 0, different: 0, foreign: 0, repeated: 0 });

  const [one] = await rows<{ id: string }>(owner, 'select id from event_log order by id limit 1');
  await rows(owner, `update event_log set envelope = envelope || ' ' where id = $1`, [one?.id]);
  await rows(owner, 'update event_log set event_id = aggregate_id where id = (select max(id) from event_log)');
  expect(await verified()).toMatchObject({ missing: 1, different: 1, foreign: 1 });
});

test('a comparison holds no transaction open while it reads the stream', async () => {
  await work(2, 1);
  await sent();
  const open: unknown[] = [];
  const look = StreamView.open.bind(StreamView);
  const looking = jest.spyOn(StreamView, 'open').mockImplementation(async (...asked) => {
    const idle = `select query from pg_stat_activity where state like 'idle in transaction%' and query like '%stream_due%'`;
    open.push(...(await rows(owner, idle)));
    return look(...asked);
  });
  const comparison = await verified();
  looking.mockRestore();
  expect(comparison).toMatchObject({ expected: 2, read: 2, missing: 0 });
  expect(open).toEqual([]);
});

test('a look that gives nothing ends no comparison; many in a row are its failure, not events that are missing', async () => {
  await work(4, 5);
  await sent();
  const consumer = await jetstream(await stage.nats()).consumers.get(STREAM, { filter_subjects: 'none' });
  const prototype = Object.getPrototypeOf(consumer) as typeof consumer;
  const nothing = (): ReturnType<typeof consumer.fetch> => Promise.resolve([] as never);
  const fetching = jest.spyOn(prototype, 'fetch').mockImplementationOnce(nothing);
  expect(await verified()).toMatchObject({ read: 20, missing: 0 });
  fetching.mockImplementation(nothing);
  await expect(verified()).rejects.toThrow('NATS gives nothing after 0 of 20');
  fetching.mockRestore();
});

test('nobody who publishes waits while a log is put back, and what they publish comes too', async () => {
  await work(5, 4);
  await seen(20);
  await sent();
  await stage.bus.pause();
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const holding = owner.app.get(Database).transaction(async (tx) => {
    await tx.query('select 1 from relay_note for update');
    await released;
  });
  await stage.bus.resume({ empty: true });
  const healing = `select exists (select 1 from pg_locks l where l.pid = a.pid and l.granted
      and l.relation = 'outbox'::regclass and l.mode = 'ShareRowExclusiveLock') as alone
    from pg_stat_activity a where a.wait_event_type = 'Lock' and a.query like '%delete from relay_note%'`;
  let healers: unknown[] = [];
  await until(async () => (healers = await rows(owner, healing)).length > 0);
  await work(3, 1);
  release();
  await holding;
  expect(healers).toEqual([{ alone: false }]);
  await seen(23);
  await sent();
  expect(await inStream()).toEqual(new Set(await logged()));
  expect(await repeatedEffects()).toEqual([]);
});

test('a message of a stream that is gone is not acknowledged in the one that took its place', async () => {
  const [old, young] = ids(2) as [string, string];
  const held = new Map<string, () => void>();
  const hold = (id: string): Promise<void> => new Promise((resolve) => held.set(id, resolve));
  for (const id of [old, young]) watcher.app.get(Watcher).before.set(id, () => hold(id));
  const jsm = await jetstreamManager(await watcher.app.get(Bus).ready());
  const durable = () => jsm.consumers.info(STREAM, 'escalation-orders');
  await publishAlone(old);
  await until(() => held.has(old));
  await jsm.streams.delete(STREAM);
  await until(() => durable().then(() => true, isMissing));
  await until(async () => (await durable().catch(() => undefined)) !== undefined);
  await publishAlone(young);
  await until(async () => (await durable()).num_ack_pending === 1);
  held.get(old)?.();
  await until(() => held.has(young));
  await delay(300);
  const { num_ack_pending, ack_floor } = await durable();
  held.get(young)?.();
  expect([num_ack_pending, ack_floor.stream_seq]).toEqual([1, 0]);
  await until(async () => (await durable()).num_ack_pending === 0);
});

test('a round of the relay reads the notes that still grow, not all there are', async () => {
  const notes = `insert into relay_note (part, first_stream_seq, stream_seq, event_id, first_log_id, last_log_id, messages, at)
    select part, 0, 0, gen_random_uuid(), 0, 0, 100, now() from generate_series(0, 3) part, generate_series(1, 5000)`;
  const read = async (): Promise<[number, number]> => {
    const [found] = await rows<{ written: number; read: number }>(
      owner,
      `select n_tup_ins::int as written, (seq_tup_read + idx_tup_fetch)::int as read
       from pg_stat_user_tables where relname = 'relay_note' and schemaname = current_schema()`,
    );
    return [found?.written ?? 0, found?.read ?? 0];
  };
  await work(1, 1);
  await sent();
  await rows(owner, notes);
  await until(async () => (await read())[0] > 20_000);
  const [written, before] = await read();
  await work(5, 1);
  await sent();
  await until(async () => (await read())[0] >= written + 1);
  expect((await read())[1] - before).toBeLessThan(1_000);
});

test('who waits for its place in a stream that is gone is told so, and does not wait for ever', async () => {
  const asked = watcher.app.get(UnitStarts).start(UNIT, '2026-03-02T01:00:00Z');
  await expect(asked).rejects.toThrow('the stream of 2026-03-02T01:00:00Z is gone');
});

test('a stream that is dropped between two looks has lost everything, and is not taken for one that lost its end', async () => {
  await work(20, 5);
  await seen(100);
  await settled();
  const jsm = await jetstreamManager(await stage.nats());
  const look = jsm.streams.getMessage.bind(jsm.streams);
  jsm.streams.getMessage = async (...asked) => {
    await internal(owner, 'stream/drop', 'POST').catch(() => undefined);
    return look(...asked);
  };
  const parts = Array.from({ length: PARTITIONS }, (_, part) => part);
  await expect(owner.app.get(Healer).check(jsm, parts)).rejects.toThrow('its successor is compared next');
  await until(async () => (await rows(owner, 'select 1 from relay_heal where whole')).length > 0);
  expect(await rows(owner, 'select 1 from relay_heal where not whole')).toEqual([]);
});

test('an event that was sent again is not taken for the old one, also where it comes to lie at the same place', async () => {
  const nats = await stage.nats();
  const [jsm, js] = [await jetstreamManager(nats), jetstream(nats)];
  const options = { ...watcher.app.get<MessagingOptions>(MESSAGING_OPTIONS), district: '999999' };
  const look = () => StreamView.open(jsm, options);
  const info = { name: 'given', delivered: { stream_seq: 1 }, ack_floor: { stream_seq: 1 } } as ConsumerInfo;
  const send = { subject: 'gw.999999.order.issued.none', msgID: v7() };
  const marks = new Marks(watcher.app.get(DataSource));
  const { name } = await look();
  await js.publish(send.subject, '{}', send);
  await marks.set(await look(), info);
  expect(await marks.agrees(await look(), info)).toBe(true);
  await jsm.streams.delete(name);
  await look();
  await js.publish(send.subject, '{}', send);
  expect(await marks.agrees(await look(), info)).toBe(false);
  expect(await marks.start(await look(), 'given')).toBeUndefined();
});

test('a place that is asked for again, since the first answer was lost in a crash, is the same', async () => {
  const own = watcher.app.get(OwnDurables);
  const mark = `insert into durable_mark (durable, stream_seq, event_id, floor, at) values ($1, 5, $2, 5, clock_timestamp())`;
  await rows(watcher, mark, ['unit-ghost', v7()]);
  expect([await own.start('unit-ghost'), await own.known('unit-ghost')]).toEqual([undefined, true]);
  expect([await own.start('unit-ghost'), await own.known('unit-ghost')]).toEqual([undefined, true]);
  expect([await own.start('unit-new'), await own.known('unit-new')]).toEqual([undefined, false]);
});

test('the whole log goes into a new stream by hand, and a unit goes on where it was', async () => {
  await work(100, 6);
  await seen(600);
  const first = await read();
  await settled();
  for (const service of [owner, watcher]) await internal(service, 'stream/rebuild', 'POST');
  await internal(owner, 'stream/drop', 'POST').catch(() => undefined);
  await until(async () => {
    const { waiting, unsent } = await internal<{ waiting: number; unsent: number }>(owner, 'stream/rebuild');
    return waiting + unsent === 0;
  });
  expect(await internal(owner, 'stream/rebuild')).toMatchObject({ putBack: 600 });
  await work(2, 2);
  await seen(604);
  const after = await read();

  expect(await verified()).toMatchObject({ expected: 604, missing: 0, different: 0, foreign: 0 });
  expect(new Set([...first, ...after])).toEqual(new Set(await logged()));
  expect(after.length).toBeLessThan(100);
  expect(await repeatedEffects()).toEqual([]);
});

async function verified(): Promise<Comparison> {
  await internal(owner, 'stream/verification', 'POST');
  await until(async () => !(await internal<Comparison>(owner, 'stream/verification')).running);
  const comparison = await internal<Comparison>(owner, 'stream/verification');
  if (comparison.failure !== undefined) throw new Error(comparison.failure);
  return comparison;
}

/** An event that no log holds. */
async function publishAlone(id: string): Promise<void> {
  const event = make(OrderProgressed, { orderId: id, ticketId: v7(), unit: WATER });
  const said = new Recording(DISTRICT).say({ id, ticketId: v7(), unit: WATER }, event).events[0];
  await jetstream(await stage.nats()).publish(said?.subject ?? '', JSON.stringify(said?.envelope));
}

/** Some orders, each with so many events. */
async function work(orders: number, events: number): Promise<void> {
  const left = ids(orders);
  while (left.length > 0) await Promise.all(left.splice(0, 5).map((id) => owner.app.get(Orders).progress(id, events)));
}

const seen = (count: number): Promise<void> =>
  until(async () => (await rows(watcher, 'select 1 from seen')).length >= count);

const sent = (): Promise<void> => until(async () => (await rows(owner, 'select 1 from outbox')).length === 0);

/** Keeps what the stream holds now; the function that comes back makes the server forget what came after. */
async function storeKept(): Promise<() => Promise<void>> {
  await stage.bus.pause();
  const { store } = stage.bus;
  if (!store) throw new Error('this test copies the files of a server of its own');
  const files = readdirSync(store, { recursive: true, encoding: 'utf8' });
  const messages = join(store, files.find((name) => name.endsWith(`streams/${STREAM}/msgs`)) ?? '?');
  cpSync(messages, join(store, 'kept'), { recursive: true });
  await resumed();
  return async () => {
    await stage.bus.pause();
    rmSync(messages, { recursive: true });
    cpSync(join(store, 'kept'), messages, { recursive: true });
    await resumed();
  };
}

/** Until the owner has noticed that the server is back. */
async function resumed(): Promise<void> {
  const { times } = owner.app.get(Bus);
  await stage.bus.resume();
  await until(() => owner.app.get(Bus).times > times);
}

/** Until everything is sent, and what the unit has acknowledged is copied. */
async function settled(): Promise<void> {
  await sent();
  const { ack_floor, delivered } = await (await jetstream(await stage.nats()).consumers.get(STREAM, UNIT)).info();
  const isThere = ({ floor }: { floor: string }): boolean => Number(floor) === ack_floor.stream_seq;
  const copied = `select floor from durable_position where durable = '${UNIT}'`;
  const marked = `select floor from durable_mark where durable = '${UNIT}' order by id desc limit 1`;
  await until(async () => {
    const floors = [await rows<{ floor: string }>(owner, copied), await rows<{ floor: string }>(watcher, marked)];
    return delivered.stream_seq === 0 || floors.every((some) => some.length > 0 && some.every(isThere));
  });
}

/** What the unit's stream gives, acknowledged; all there is, or so many. Ids of the events. */
async function read(most = Infinity): Promise<string[]> {
  const got: string[] = [];
  const js = jetstream(await stage.nats());
  for (let idle = 0; idle < 2 && got.length < most;) {
    const before = got.length;
    await batch(js, Math.min(100, most - got.length), got).catch((error: Error) => {
      // A durable that is made again is away for a moment.
      if (!/consumer (not found|deleted)|stream not found|no responders/.test(error.message)) throw error;
      idle = -1;
    });
    idle = got.length === before ? idle + 1 : 0;
  }
  return got;
}

async function batch(js: JetStreamClient, most: number, got: string[]): Promise<void> {
  const consumer = await js.consumers.get(STREAM, UNIT);
  for await (const message of await consumer.fetch({ max_messages: most, expires: 1_000 })) {
    got.push(message.json<{ id: string }>().id);
    message.ack();
  }
}

async function logged(): Promise<string[]> {
  const found = await rows<{ event_id: string }>(owner, `select event_id from event_log`);
  return found.map(({ event_id }) => event_id);
}

async function inStream(): Promise<Set<string>> {
  const stored = new Set<string>();
  const consumer = await jetstream(await stage.nats()).consumers.get(STREAM);
  const messages = await consumer.fetch({ max_messages: 5_000, expires: 2_000 });
  for await (const message of messages) stored.add(message.json<{ id: string }>().id);
  return stored;
}

const repeatedEffects = (): Promise<unknown[]> =>
  rows(watcher, 'select order_id, sequence from seen group by order_id, sequence having count(*) > 1');

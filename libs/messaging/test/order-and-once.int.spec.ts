import { jest } from '@jest/globals';
import type { RunningService } from '@gridwhistle/platform';
import { until } from '@gridwhistle/testing/stage';
import { Relay } from '../src/index.js';
import { dispatch, Orders } from './dispatch-service.js';
import { escalation } from './escalation-service.js';
import { ids, internal, rows, Stage } from './stage.js';

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

interface Seen {
  order_id: string;
  sequences: number[];
}
const seenBy = (): Promise<Seen[]> =>
  rows<Seen>(watcher, 'select order_id, array_agg(sequence order by id) as sequences from seen group by order_id');
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

test('every event of many writers has its effect once and in order', async () => {
  const orders = ids(20);
  const writers = (id: string) => Array.from({ length: 4 }, () => owner.app.get(Orders).progress(id, 5));
  // Eight at once, each with a connection of its own: who waits for one for a second is refused.
  for (let from = 0; from < 20; from += 2) await Promise.all(orders.slice(from, from + 2).flatMap(writers));
  await until(async () => (await rows(watcher, 'select 1 from seen')).length >= 400);
  const seen = await seenBy();
  expect(seen).toHaveLength(20);
  for (const { sequences } of seen) expect(sequences).toEqual(upTo(20));
  await until(async () => (await internal<{ outbox: number; pending: number }>(watcher, 'drained')).pending === 0);
  expect(await internal(owner, 'drained')).toMatchObject({ outbox: 0, clocksDue: 0, parked: 0 });
});

test('the relay notes where in the stream what it sent lies', async () => {
  const jsm = await stage.jsm();
  const notes = await rows<{ stream_seq: string; event_id: string; messages: number }>(
    owner,
    'select * from relay_note',
  );
  expect(notes.length).toBeGreaterThan(0);
  for (const { stream_seq, event_id } of notes) {
    const stored = await jsm.streams.getMessage('GW_522730', { seq: Number(stream_seq) });
    expect(stored?.header.get('Nats-Msg-Id')).toBe(event_id);
  }
  expect(notes.reduce((sum, { messages }) => sum + messages, 0)).toBe(owner.app.get(Relay).sent);
});

test('a crash between publishing and deleting repeats no effect', async () => {
  await rows(owner, 'insert into outbox select part, id from event_log');
  await until(async () => (await rows(owner, 'select 1 from outbox')).length === 0);
  const stream = await (await stage.jsm()).streams.info('GW_522730');
  expect(stream.state.messages).toBe(400);
  for (const { sequences } of await seenBy()) expect(sequences).toEqual(upTo(20));
});

test('an event that the stream lost is fetched from its owner', async () => {
  const [id] = ids(1) as [string];
  await owner.app.get(Orders).progress(id, 3);
  await until(async () => (await rows(watcher, 'select 1 from seen where order_id = $1', [id])).length === 3);
  // An event committed but never sent leaves a gap before the next.
  await owner.app.get(Relay).stop();
  await owner.app.get(Orders).progress(id, 2);
  await rows(owner, 'delete from outbox where log_id = (select min(log_id) from outbox)');
  const { Relay: _relay, ...rest } = { Relay, id };
  expect(rest.id).toBe(id);
  const second = await stage.start(dispatch, { GW_INSTANCE: '2' });
  await until(async () => (await rows(watcher, 'select 1 from seen where order_id = $1', [id])).length === 5);
  const [seen] = await rows<Seen>(
    watcher,
    'select array_agg(sequence order by id) as sequences from seen where order_id = $1',
    [id],
  );
  expect(seen?.sequences).toEqual([1, 2, 3, 4, 5]);
  await second.stop();
});

import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunningService } from '@gridwhistle/platform';
import { until } from '@gridwhistle/testing/stage';
import { jetstream } from '@nats-io/jetstream';
import { v7 } from 'uuid';
import type { DeadLetter } from '../src/index.js';
import { dispatch, Orders } from './dispatch-service.js';
import { escalation, Watcher } from './escalation-service.js';
import { DISTRICT, ids, internal, rows, Stage } from './stage.js';

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

const orders = () => owner.app.get(Orders);
const before = () => watcher.app.get(Watcher).before;
const letters = async (): Promise<DeadLetter[]> =>
  (await internal<{ deadLetters: DeadLetter[] }>(watcher, 'dead-letters')).deadLetters;
const lettersOf = async (id: string): Promise<DeadLetter[]> =>
  (await letters()).filter(({ aggregateId }) => aggregateId === id);
const seenOf = async (id: string): Promise<number[]> =>
  (await rows<{ sequence: number }>(watcher, 'select sequence from seen where order_id = $1 order by id', [id])).map(
    ({ sequence }) => sequence,
  );
const envelope = (id: string, more: object) => ({
  specversion: '1.0',
  id: v7(),
  source: `/gridwhistle/${DISTRICT}/dispatch`,
  type: 'order.progressed.v1',
  subject: id,
  time: '2026-03-02T01:00:00Z',
  sequence: '0000000001',
  unit: 'none',
  data: { orderId: id, ticketId: v7(), unit: '522730-water' },
  ...more,
});
const send = async (
  body: object | string | Uint8Array,
  subject = `gw.${DISTRICT}.order.progressed.none`,
): Promise<void> => {
  const raw = typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
  await jetstream(await stage.nats()).publish(subject, raw);
};

test('a handler that keeps failing is parked after five starts, its aggregate behind it, and nobody else waits', async () => {
  const [poison, innocent] = ids(2) as [string, string];
  let starts = 0;
  before().set(poison, async ({ sequence }) => {
    if (sequence !== 2) return;
    starts += 1;
    throw new Error('cannot do this');
  });
  await Promise.all([orders().progress(poison, 5), orders().progress(innocent, 5)]);
  const others = until(async () => (await seenOf(innocent)).length === 5).then(() => Date.now());
  const parking = until(async () => (await lettersOf(poison)).length === 4).then(() => Date.now());
  expect(await others).toBeLessThan(await parking);
  const parked = await lettersOf(poison);
  expect(parked.map(({ sequence, behind }) => [sequence, behind])).toEqual([
    [2, false],
    [3, true],
    [4, true],
    [5, true],
  ]);
  expect(parked[0]?.reason).toBe('failed 5 times: cannot do this');
  // The first run of all may have been in a batch, which is not counted.
  expect(starts).toBeGreaterThanOrEqual(5);
  expect(starts).toBeLessThanOrEqual(6);
  expect(await seenOf(poison)).toEqual([1]);

  const failing = await internal(watcher, `dead-letters/${parked[2]?.id}/retry`, 'POST');
  expect(failing).toEqual({ applied: 0, left: 4, reason: 'cannot do this' });
  before().delete(poison);
  expect(await internal(watcher, `dead-letters/${parked[2]?.id}/retry`, 'POST')).toEqual({ applied: 4, left: 0 });
  await orders().progress(poison, 1);
  await until(async () => (await seenOf(poison)).length === 6);
  expect(await seenOf(poison)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a dropped letter leaves what lies behind it, in order', async () => {
  const [id] = ids(1) as [string];
  before().set(id, async ({ sequence }) => {
    if (sequence === 1) throw new Error('never');
  });
  await orders().progress(id, 3);
  await until(async () => (await lettersOf(id)).length === 3);
  const [first, second] = await lettersOf(id);
  expect(await internal(watcher, `dead-letters/${first?.id}/drop`, 'POST')).toEqual({ left: 2 });
  expect(await internal(watcher, `dead-letters/${second?.id}/retry`, 'POST')).toEqual({ applied: 2, left: 0 });
  expect(await seenOf(id)).toEqual([2, 3]);
  expect(await internal(watcher, `dead-letters/${first?.id}`)).toMatchObject({ code: 'dead-letter.unknown' });
});

test('malformed events are parked with their reason and block nobody', async () => {
  const [innocent] = ids(1) as [string];
  const count = (await letters()).length;
  await send('{"specversion":');
  await send('[1, 2]');
  await send(new Uint8Array([0, 255, 1, 0]));
  await send(envelope(v7(), { id: undefined }));
  await send(envelope(v7(), { sequence: undefined }));
  await send(envelope(v7(), { type: undefined }));
  await send(envelope(v7(), { type: 'order.frobnicated.v1' }));
  await send(envelope(v7(), { type: 'ticket.closed.v1' }));
  await send(envelope('not-a-uuid', {}));
  await send(envelope(v7(), { data: { orderId: 17 } }));
  await orders().progress(innocent, 1);
  await until(async () => (await seenOf(innocent)).length === 1);
  await until(async () => (await letters()).length === count + 10);
  const reasons = (await letters()).slice(count).map(({ reason }) => reason);
  expect(reasons.slice(0, 9)).toEqual([
    'not JSON',
    'no CloudEvent 1.0: id, source, type, subject, time, sequence, unit missing',
    'not JSON',
    'no CloudEvent 1.0: id missing',
    'no CloudEvent 1.0: sequence missing',
    'no CloudEvent 1.0: type missing',
    'unknown event or version: order.frobnicated.v1',
    'ticket.closed.v1 came on the subject of another entity',
    'subject is no UUID',
  ]);
  expect(reasons[9]).toContain('orderId');
});

test('an unknown version is parked, and its aggregate waits behind it', async () => {
  const [id] = ids(1) as [string];
  await send(envelope(id, { type: 'order.progressed.v9' }));
  await send(envelope(id, { sequence: '0000000002' }));
  await until(async () => (await lettersOf(id)).length === 2);
  expect((await lettersOf(id)).map(({ reason }) => reason)).toEqual([
    'unknown event or version: order.progressed.v9',
    'behind a parked event of its aggregate',
  ]);
});

test('an event from the future that its owner never published is parked without blocking its aggregate', async () => {
  const [id] = ids(1) as [string];
  await orders().progress(id, 1);
  await send(envelope(id, { sequence: '0000009999' }));
  await until(
    async () =>
      (await lettersOf(id)).length === 0 && (await letters()).some(({ reason }) => reason.includes('does not hold it')),
  );
  await orders().progress(id, 1);
  await until(async () => (await seenOf(id)).length === 2);
});

test('an event that came before runs alone, its start counted first', async () => {
  const [id] = ids(1) as [string];
  let release: () => void = () => undefined;
  let runs = 0;
  before().set(id, async () => {
    runs += 1;
    if (runs === 1) await new Promise<void>((resolve) => (release = resolve));
    if (runs === 1) throw new Error('the first run breaks');
  });
  await orders().progress(id, 1);
  await until(() => runs === 1);
  release();
  await until(async () => (await seenOf(id)).length === 1);
  expect(await rows(watcher, 'select 1 from consumer_start')).toEqual([]);
  expect(runs).toBeLessThanOrEqual(3);
});

test('a redelivered event is not blamed for a database that is full meanwhile', async () => {
  const [id] = ids(1) as [string];
  let runs = 0;
  before().set(id, async () => {
    runs += 1;
    if (runs <= 2) throw new Error('stumbles in its batch, and alone');
    if (runs <= 6) throw Object.assign(new Error('could not extend file'), { code: '53100' });
  });
  await orders().progress(id, 1);
  await until(() => runs >= 6);
  await until(async () => (await seenOf(id)).length + (await lettersOf(id)).length > 0);
  expect(await lettersOf(id)).toEqual([]);
  expect(await seenOf(id)).toEqual([1]);
});

test('what a handler says is stored without its NUL, and holds up nobody', async () => {
  const [poison, innocent] = ids(2) as [string, string];
  let runs = 0;
  before().set(poison, async () => {
    runs += 1;
    throw new Error('there is no unit nobody\u0000');
  });
  await orders().progress(poison, 1);
  await until(() => runs >= 2);
  await orders().progress(innocent, 3);
  await until(async () => (await seenOf(innocent)).length === 3);
  await rows(watcher, 'update consumer_start set starts = 4');
  await until(async () => (await lettersOf(poison)).length === 1);
  const [letter] = await lettersOf(poison);
  expect(letter?.reason).toContain('there is no unit nobody\uFFFD');
  const reason = 'there is no unit nobody\uFFFD';
  expect(await internal(watcher, `dead-letters/${letter?.id}/retry`, 'POST')).toMatchObject({ applied: 0, left: 1 });
  expect((await lettersOf(poison))[0]).toMatchObject({ reason });
});

test('a service without consumers takes nothing, and one that starts later catches up', async () => {
  const [id] = ids(1) as [string];
  await watcher.stop();
  const deaf = await stage.start(escalation, { GW_CONSUMERS: 'off' });
  await orders().progress(id, 2);
  await delay(1_000);
  expect(await rows(deaf, 'select 1 from seen where order_id = $1', [id])).toEqual([]);
  await deaf.stop();
  watcher = await stage.start(escalation);
  await until(async () => (await seenOf(id)).length === 2);
});

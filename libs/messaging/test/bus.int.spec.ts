import { jest } from '@jest/globals';
import type { Finding, Problem, RunningService } from '@gridwhistle/platform';
import { until } from '@gridwhistle/testing/stage';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { v7 } from 'uuid';
import { Progress, UnitStreams } from '../src/index.js';
import { dispatch, Orders, WATER } from './dispatch-service.js';
import { escalation, Watcher } from './escalation-service.js';
import { DISTRICT, ids, rows, Stage, STREAM } from './stage.js';

/** On a busy machine real servers take their time. */
jest.setTimeout(150_000);

let stage: Stage;
let owner: RunningService;
let client: NatsConnection;

beforeAll(async () => {
  stage = await Stage.open();
  owner = await stage.start(dispatch);
  await stage.start(dispatch, { GW_INSTANCE: '2' });
  client = await stage.nats();
  await until(() =>
    ask('order.accept', '{').then(
      () => true,
      () => false,
    ),
  );
});
afterAll(() => stage?.close());

async function ask(verb: string, body: object | string, unit = WATER): Promise<Record<string, unknown> & Problem> {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  return (await client.request(`cmd.${DISTRICT}.${unit}.${verb}`, payload, { timeout: 2_000 })).json();
}

describe('a command over the bus', () => {
  test('is answered with its result, and done once although two instances listen', async () => {
    const id = v7();
    expect(await ask('order.accept', { id })).toEqual({ id, version: 1 });
    expect(await rows(owner, 'select 1 from event_log where aggregate_id = $1', [id])).toHaveLength(1);
  });

  test('without a result is answered with an empty object', async () => {
    expect(await ask('order.progress', { id: v7(), text: 'on the way' })).toEqual({});
  });

  test('takes its caller from the subject', async () => {
    expect(await ask('order.accept', { id: v7() }, '522730-urban-mgmt')).toMatchObject({
      status: 403,
      code: 'auth.forbidden',
    });
  });

  test.each(['{', '', 'null', '[]', '"a"'])('answers the body %j with a problem', async (body) => {
    const { code, status } = await ask('order.accept', body);
    expect({ code: code.replace(/\..*/, ''), status }).toEqual({ code: 'input', status: 400 });
  });

  test('lists every wrong field at once', async () => {
    const problem = await ask('order.progress', {
      id: 'x',
      ifMatch: 'two',
      idempotencyKey: '',
      text: '',
      colour: 'red',
    });
    expect(problem).toMatchObject({ status: 400, code: 'input.invalid' });
    expect(problem.errors.map(({ field }) => field).sort()).toEqual([
      'colour',
      'id',
      'idempotencyKey',
      'ifMatch',
      'text',
    ]);
    expect(problem.zh.title).toBeTruthy();
  });

  test('refused by a rule is that rule’s problem, as over HTTP', async () => {
    expect(await ask('order.accept', { id: v7(), ifMatch: 99 })).toMatchObject({
      status: 412,
      code: 'precondition.stale',
    });
  });

  test('that fails unexpectedly tells nothing', async () => {
    const problem = await ask('order.progress', { text: 'a' });
    expect(problem).toMatchObject({ status: 500, code: 'internal' });
    expect(JSON.stringify(problem)).not.toContain('a fault of ours');
  });

  test('that nobody knows is answered by the entity’s owner, once', async () => {
    expect(await ask('order.frobnicate', {})).toMatchObject({ status: 404, code: 'route.unknown' });
  });
});

describe('a unit’s stream', () => {
  test('holds what the unit holds and nothing else', async () => {
    const [id] = ids(1) as [string];
    await owner.app.get(UnitStreams).ensure([WATER, '522730-urban-mgmt']);
    await owner.app.get(UnitStreams).ensure([WATER]);
    const jsm = await stage.jsm();
    // What the tests before told may still be on its way.
    await until(async () => (await rows(owner, 'select 1 from outbox')).length === 0);
    const before = (await jsm.consumers.info(STREAM, `unit-${WATER}`)).num_pending;
    await owner.app.get(Orders).progress(id, 2);
    await until(async () => (await jsm.consumers.info(STREAM, `unit-${WATER}`)).num_pending === before + 2);
    expect((await jsm.consumers.info(STREAM, 'unit-522730-urban-mgmt')).num_pending).toBe(0);
    await expect(owner.app.get(UnitStreams).ensure(['a.b'])).rejects.toThrow('no unit code');
  });
});

test('how far a consumer is behind is told, with what it has in hand', async () => {
  const busy = await Stage.open();
  const service = await busy.start(dispatch);
  const watcher = await busy.start(escalation);
  const [id] = ids(1) as [string];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  watcher.app.get(Watcher).before.set(id, () => released);
  await service.app.get(Orders).progress(id, 3);
  await until(async () => (await consumersOf(watcher))?.detail === 'listening; behind: escalation-orders 3 events');
  expect(await metricOf(watcher, 'gw_consumer_pending{consumer="escalation-orders"}')).toBe('3');
  const caughtUp = (): Promise<boolean> => watcher.app.get(Progress).caughtUp();
  expect(await caughtUp()).toBe(false);
  release();
  await until(caughtUp);
  await until(async () => (await consumersOf(watcher))?.detail === 'listening; nothing behind');
  await busy.bus.pause();
  expect(await caughtUp()).toBe(false);
  await busy.close();
});

describe('NATS that is away', () => {
  test('at the start keeps nobody from HTTP, and everything follows when it comes', async () => {
    const away = await Stage.open();
    await away.bus.pause();
    const service = await away.start(dispatch);
    const watcher = await away.start(escalation);
    const [id] = ids(1) as [string];
    await service.app.get(Orders).progress(id, 3);
    const ready = await fetch(`${service.url}/readyz`);
    expect(await ready.json()).toMatchObject({ ok: true, checks: { bus: { detail: 'away' } } });
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    await away.bus.resume();
    await until(async () => (await rows(watcher, 'select 1 from seen')).length === 3);

    await until(async () => (await consumersOf(watcher))?.detail === 'listening; nothing behind');
    await away.bus.pause();
    await service.app.get(Orders).progress(id, 2);
    await until(async () => (await consumersOf(watcher))?.detail.startsWith('they do not reach NATS') === true);
    const since = /^they do not reach NATS; behind: escalation-orders unknown since \d{4}-\d\d-\d\dT[\d:.]+Z$/;
    expect(await consumersOf(watcher)).toEqual({ ok: true, detail: expect.stringMatching(since) });
    expect(await metricOf(watcher, 'gw_consumer_pending{consumer="escalation-orders"}')).toBe('Nan');
    await away.bus.resume();
    await until(async () => (await rows(watcher, 'select 1 from seen')).length === 5);
    const subject = `cmd.${DISTRICT}.${WATER}.order.accept`;
    expect(await firstAnswer(await away.nats(), subject, { id })).toEqual({ id, version: 6 });
    await away.close();
  });

  test('does not keep a service from stopping', async () => {
    const away = await Stage.open();
    await away.bus.pause();
    const service = await away.start(escalation);
    const began = Date.now();
    await service.stop();
    expect(Date.now() - began).toBeLessThan(3_000);
    await away.close();
  });
});

/** What a service says of its consumers when it is asked whether it is ready. */
async function consumersOf(service: RunningService): Promise<Finding | undefined> {
  const { checks } = (await (await fetch(`${service.url}/readyz`)).json()) as { checks: Record<string, Finding> };
  return checks['consumers'];
}

/** The value of a series as the service's metrics give it. */
async function metricOf(service: RunningService, series: string): Promise<string | undefined> {
  const lines = (await (await fetch(`${service.url}/metrics`)).text()).split('\n');
  return lines.find((line) => line.startsWith(`${series} `))?.slice(series.length + 1);
}

/** Commands have a connection of their own: it may come back later than the events'. */
async function firstAnswer(connection: NatsConnection, subject: string, body: object): Promise<unknown> {
  let answer: Msg | undefined;
  await until(async () => {
    answer = await connection.request(subject, JSON.stringify(body)).catch((error: Error) => {
      if (!error.message.startsWith('no responders')) throw error;
      return undefined;
    });
    return answer !== undefined;
  });
  return answer?.json();
}

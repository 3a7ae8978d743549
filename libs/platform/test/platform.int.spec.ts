import { SIMULATION_START } from '@gridwhistle/testing';
import { startService, type Problem, type RunningService } from '../src/index.js';
import { definition } from './tiny-service.js';
import { INTERNAL_KEY, tinyWorld, type TinyWorld } from './tiny-world.js';

let world: TinyWorld;
let service: RunningService;
let token: string;

beforeAll(async () => {
  world = await tinyWorld();
  service = await startService(definition, world.environment());
  token = await world.token();
});

afterAll(async () => {
  await service?.stop();
  await world?.close();
});

describe('input', () => {
  test('a body that is no JSON is one problem', async () => {
    expect(await post('notes', '{"text":')).toMatchObject({ status: 400, code: 'input.bad-json' });
  });

  test('a body that names a field twice is none either', async () => {
    expect(await post('notes', '{"text":"a","text":"b"}')).toMatchObject({ status: 400, code: 'input.bad-json' });
  });

  test('every problem of a body is listed, unknown fields too', async () => {
    const problem = await post('notes', { text: '', weight: 9, colour: 'red' });
    expect(problem).toMatchObject({ status: 400, code: 'input.invalid' });
    expect(problem.errors.map(({ field }) => field).sort()).toEqual(['colour', 'text', 'weight']);
    expect(problem.zh.title).toBe('提交的内容有误');
  });

  test('a body beyond the route’s limit is too large, and the limit of other routes is their own', async () => {
    expect(await post('notes', { text: 'x'.repeat(5000) })).toMatchObject({ status: 413, code: 'input.too-large' });
    const elsewhere = await post(`notes/${ID}/change`, { text: 'x'.repeat(5000) }, { 'if-match': '1' });
    expect(elsewhere).toMatchObject({ status: 400, code: 'input.invalid' });
  });

  test('another media type is refused', async () => {
    const answer = await call('notes', { method: 'POST', body: 'a', headers: { 'content-type': 'text/csv' } });
    expect(await problemOf(answer)).toMatchObject({ status: 415, code: 'input.unsupported-media' });
  });

  test.each([
    ['application/json; charset=gbk', 415],
    ['application/json; charset="latin1"', 415],
    ['application/json;charset=UTF-8', 400],
    ['application/json; charset="utf-8"; x=y', 400],
  ])('JSON as %s is answered with %d', async (type, status) => {
    const headers = { 'content-type': type, ...key('charset') };
    const answer = await call('notes', { method: 'POST', body: '{}', headers });
    expect((await problemOf(answer)).status).toBe(status);
  });

  test('an address that exists under other methods says which', async () => {
    const answer = await call('notes', { method: 'DELETE' });
    expect(await problemOf(answer)).toMatchObject({ status: 405, code: 'method.not-allowed' });
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST');
    expect((await problemOf(await call(`notes/${ID}/change?x=1`))).status).toBe(405);
  });

  test('queries are converted and checked', async () => {
    expect((await call('notes?limit=2')).status).toBe(200);
    expect(await problemOf(await call('notes?limit=many&x=1'))).toMatchObject({ code: 'input.invalid' });
  });

  test('an unknown address and a malformed one are problems', async () => {
    expect(await problemOf(await call('nothing'))).toMatchObject({ status: 404, code: 'route.unknown' });
    expect(await problemOf(await call('%zz'))).toMatchObject({ status: 400 });
  });

  test('an id that is none is refused before it reaches the database', async () => {
    const answer = await post('notes/17/change', { text: 'a' }, { 'if-match': '1' });
    expect(answer).toMatchObject({ code: 'input.invalid', errors: [{ field: 'id' }] });
  });
});

describe('sign-in', () => {
  test('the first callers of a new service, all at once, are known', async () => {
    const fresh = await tinyWorld();
    const second = await startService(definition, fresh.environment());
    const headers = { authorization: `Bearer ${await fresh.token()}` };
    const mine = async (): Promise<Response> => {
      const answer = await fetch(`${second.url}/api/v1/notes/mine`, { headers });
      // A machine that does other work is no reason to be unknown.
      return answer.status === 503 ? mine() : answer;
    };
    const answers = await Promise.all(Array.from({ length: 30 }, mine));
    await second.stop();
    await fresh.close();
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  });

  test('without a token nobody enters', async () => {
    const answer = await call('notes', { headers: { authorization: '' } }, false);
    expect(await problemOf(answer)).toMatchObject({ status: 401, code: 'auth.token-missing' });
    expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  });

  test.each([
    ['signed by another issuer’s key', () => world.foreignToken('k1')],
    ['signed with an unknown key', () => world.foreignToken('k9')],
    ['expired', () => world.token({ expires: '-1 minute' })],
    ['of another district', () => world.token({ audience: 'urn:gridwhistle:411500' })],
    ['of another issuer', () => world.token({ issuer: 'http://elsewhere' })],
    ['no token at all', () => Promise.resolve('abc')],
  ])('a token that is %s is refused', async (_name, make) => {
    const answer = await call('notes', { headers: { authorization: `Bearer ${await make()}` } });
    expect(await problemOf(answer)).toMatchObject({ status: 401, code: 'auth.token-invalid' });
  });

  test('a token tells who is calling', async () => {
    expect(await (await call('notes/mine')).json()).toEqual({ id: 'staff-1', atCentre: true });
  });

  test('staff do not reach internal addresses, services do', async () => {
    const path = `${service.url}/internal/notes`;
    const staff = await fetch(path, { headers: { authorization: `Bearer ${token}` } });
    expect(await problemOf(staff)).toMatchObject({ status: 403, code: 'auth.forbidden' });
    const internal = await fetch(path, { headers: { authorization: `Bearer ${INTERNAL_KEY}` } });
    expect(await internal.json()).toMatchObject({ kind: 'internal' });
  });

  test('a restart while the console is away still knows the staff', async () => {
    const second = await startService(definition, world.environment({ GW_URL_CONSOLE: 'http://127.0.0.1:9' }));
    const known = await fetch(`${second.url}/api/v1/notes/mine`, { headers: { authorization: `Bearer ${token}` } });
    expect(known.status).toBe(200);
    const unknown = { authorization: `Bearer ${await world.foreignToken('k9')}` };
    const answer = await fetch(`${second.url}/api/v1/notes/mine`, { headers: unknown });
    expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'unavailable' });
    await second.stop();
  });
});

describe('changes', () => {
  test('need If-Match, and the newest one', async () => {
    const { id } = await write('first');
    expect(await post(`notes/${id}/change`, { text: 'a' })).toMatchObject({ status: 428 });
    expect(await post(`notes/${id}/change`, { text: 'a' }, { 'if-match': '"seven"' })).toMatchObject({ status: 400 });
    expect(await post(`notes/${id}/change`, { text: 'a' }, { 'if-match': '"7"' })).toMatchObject({ status: 412 });
    const answer = await send(`notes/${id}/change`, { text: 'a' }, { 'if-match': 'W/"1"' });
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
  });

  test('are told all that is wrong with their address, their headers and their body', async () => {
    const { status, code, errors } = await post('notes/12/change', { text: '' }, {});
    expect([status, code]).toEqual([400, 'input.invalid']);
    expect(errors?.map(({ field, code }) => [field, code])).toEqual([
      ['id', undefined],
      ['If-Match', 'precondition.required'],
      ['text', expect.any(String)],
    ]);
    expect(await post(`notes/${ID}/change`, { text: 'a' }, {})).toMatchObject({ status: 428 });
  });

  test('of something unknown are a 404 problem', async () => {
    const answer = await post(`notes/${ID}/change`, { text: 'a' }, { 'if-match': '1' });
    expect(answer).toMatchObject({ status: 404, code: 'order.unknown', instance: `/api/v1/notes/${ID}/change` });
  });
});

describe('creations', () => {
  test('need an Idempotency-Key', async () => {
    const missing = { field: 'Idempotency-Key', code: 'idempotency.key-missing', message: 'is missing' };
    const told = { status: 400, code: 'idempotency.key-missing', errors: [missing] };
    expect(await post('notes', { text: 'a' }, {})).toMatchObject(told);
  });

  test('without a key are told that among all other problems', async () => {
    const { status, code, errors } = await post('notes', { text: 3, weight: 9, colour: 'red' }, {});
    expect([status, code]).toEqual([400, 'input.invalid']);
    expect(errors?.map(({ field }) => field)).toEqual(['Idempotency-Key', 'colour', 'text', 'weight']);
  });

  test('repeated give the first answer, bare or quoted, whatever the order of fields', async () => {
    const first = await (await send('notes', { text: 'b', weight: 1 }, key('r1'))).json();
    const again = await (await send('notes', { weight: 1, text: 'b' }, key('"r1"'))).json();
    expect(again).toEqual(first);
    expect(await count('b')).toBe(1);
  });

  test('with a used key and another body are refused', async () => {
    await send('notes', { text: 'c' }, key('r2'));
    expect(await post('notes', { text: 'd' }, key('r2'))).toMatchObject({
      status: 422,
      code: 'idempotency.key-reused',
    });
  });

  test('at the same time make one', async () => {
    const twins = await Promise.all([1, 2, 3].map(() => send('notes', { text: 'slow' }, key('r3'))));
    const bodies = await Promise.all(twins.map((twin) => twin.json()));
    expect(twins.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(bodies.map((body) => JSON.stringify(body, ['id']))).size).toBe(1);
    expect(await count('slow')).toBe(1);
  });

  test('that were refused leave the key free', async () => {
    expect(await post('notes', { text: 'refuse' }, key('r4'))).toMatchObject({ status: 409 });
    expect((await send('notes', { text: 'fine' }, key('r4'))).status).toBe(201);
    expect(await count('refuse')).toBe(0);
  });
});

describe('the running service', () => {
  test('takes time from the database', async () => {
    const { now } = (await (await call('notes/clock')).json()) as { now: string };
    expect(Math.abs(Date.parse(now) - SIMULATION_START.getTime())).toBeLessThan(600_000);
  });

  test('answers an unexpected error without telling what it was', async () => {
    const answer = await call('notes/broken');
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({ code: 'internal' });
  });

  test('counts requests by route', async () => {
    await call(`notes/${ID}/change`, { method: 'POST' });
    const text = await (await fetch(`${service.url}/metrics`)).text();
    expect(text).toContain('route="/api/v1/notes/:id/change"');
  });

  test('says when the database is away, and goes on when it is back', async () => {
    expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
    world.wire.cut();
    const answer = await call('notes');
    expect(await problemOf(answer)).toMatchObject({ status: 503, code: 'unavailable' });
    expect(answer.headers.get('retry-after')).toBe('2');
    const ready = await fetch(`${service.url}/readyz`);
    expect([ready.status, (await ready.json()) as object]).toMatchObject([
      503,
      { checks: { database: { ok: false } } },
    ]);
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
    world.wire.mend();
    expect((await call('notes')).status).toBe(200);
  });

  test('finishes a running request before it stops', async () => {
    const second = await startService(definition, world.environment());
    const headers = { ...key('g1'), authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const body = JSON.stringify({ text: 'slow' });
    const running = fetch(`${second.url}/api/v1/notes`, { method: 'POST', body, headers });
    await new Promise((done) => setTimeout(done, 150));
    await second.stop();
    expect((await running).status).toBe(201);
    await expect(fetch(`${second.url}/healthz`)).rejects.toThrow();
  });

  test('keeps its own name when several share a process', async () => {
    const second = await startService(definition, world.environment({ GW_INSTANCE: 'second' }));
    const names = [service, second].map(async ({ url }) => (await fetch(`${url}/healthz`)).json());
    expect(await Promise.all(names)).toMatchObject([{ instance: 'intake-1' }, { instance: 'second' }]);
    await second.stop();
    expect((await call('notes')).status).toBe(200);
  });

  test('does not start on bad settings', async () => {
    const bad = startService(definition, world.environment({ GW_DISTRICT: 'longli', GW_COLOUR: 'red' }));
    await expect(bad).rejects.toThrow(/GW_DISTRICT: expected[^]*GW_COLOUR: unknown setting/);
  });
});

const ID = '0190a0a0-0000-7000-8000-000000000001';

function call(path: string, options: RequestInit = {}, signedIn = true): Promise<Response> {
  const headers: Record<string, string> = { ...(signedIn ? { authorization: `Bearer ${token}` } : {}) };
  const given = Object.entries((options.headers ?? {}) as Record<string, string>).filter(([, value]) => value !== '');
  return fetch(`${service.url}/api/v1/${path}`, { ...options, headers: { ...headers, ...Object.fromEntries(given) } });
}

function send(path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return call(path, { method: 'POST', body: text, headers: { 'content-type': 'application/json', ...headers } });
}

async function post(path: string, body: unknown, headers: Record<string, string> = key('any')): Promise<Problem> {
  return problemOf(await send(path, body, headers));
}

async function problemOf(answer: Response): Promise<Problem> {
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  const problem = (await answer.json()) as Problem;
  expect(problem.status).toBe(answer.status);
  return problem;
}

async function write(text: string): Promise<{ id: string }> {
  return (await (await send('notes', { text }, key(`write-${text}`))).json()) as { id: string };
}

const key = (name: string): Record<string, string> => ({ 'idempotency-key': name });

async function count(text: string): Promise<number> {
  const { items } = (await (await call('notes?limit=200')).json()) as { items: { text: string }[] };
  return items.filter((item) => item.text === text).length;
}

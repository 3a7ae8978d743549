import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { randomUUID } from 'node:crypto';
import { eventually, type Answer, type Caller, type Problem } from './support/api.js';
import { Department, type Credentials } from './support/department.js';
import { acted, LEAD, orderOf, PEOPLE, PHOTO, placeIn, reportLeak, TOWNSHIP, type Reported } from './support/matter.js';
import { freePorts, System } from './support/system.js';

/** Wrong input from outside: a 4xx problem with a stable code and the field, nothing stored, no event. */
let system: System;
let nats: NatsConnection;
let worker: Caller;
let credentials: Credentials;
let reported: Reported;

beforeAll(async () => {
  system = await System.start(await freePorts());
  credentials = JSON.parse(await system.gw('unit', 'credentials', LEAD, '--json')) as Credentials;
  nats = await connect({ servers: credentials.url, user: credentials.user, pass: credentials.password });
  reported = await reportLeak(system);
  worker = await system.as(PEOPLE.grid(reported.grid));
  await orderOf(worker, reported.id, reported.grid);
}, 240_000);

afterAll(async () => {
  await nats?.close();
  await system?.stop();
}, 60_000);

/** How many events the district's stream holds: a refusal adds none. */
async function eventCount(): Promise<number> {
  const info = await nats.request(`$JS.API.STREAM.INFO.${credentials.stream}`);
  return info.json<{ state: { messages: number } }>().state.messages;
}

async function refused(ask: () => Promise<Answer<Problem>>): Promise<Answer<Problem>> {
  const before = await eventCount();
  const answer = await ask();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(await eventCount()).toBe(before);
  return answer;
}

const text = '路口漏水';
const post = (body: unknown, headers: Record<string, string> = {}) =>
  system.anyone.send<Problem>('POST', '/tickets', body, { 'idempotency-key': randomUUID(), ...headers });

describe('a report', () => {
  const outside = { type: 'Point', coordinates: [116.4, 39.9] };
  it.each([
    ['no text', {}, 'input.invalid', 'text'],
    ['an unknown field', { text, surprise: 1 }, 'input.invalid', 'surprise'],
    ['a place outside the district', { text, place: outside }, 'place.outside-district', 'place'],
    [
      'a place that is none',
      { text, place: { type: 'Point', coordinates: ['x'] } },
      'input.invalid',
      'place.coordinates',
    ],
    ['an unknown category', { text, category: '8888' }, 'category.unknown', 'category'],
    ['a grid code with a wildcard', { text, grid: '522730001001*' }, 'input.invalid', 'grid'],
    ['an unknown grid', { text, grid: '522730001001999' }, 'grid.unknown', 'grid'],
    [
      'a broken image',
      { text, photos: [{ mediaType: 'image/png', data: 'bm8gaW1hZ2U=' }] },
      'input.bad-image',
      'photos.0',
    ],
    ['a text of 10 MB', { text: 'x'.repeat(10_000_000) }, 'input.invalid', 'text'],
    ['null', { text: null }, 'input.invalid', 'text'],
  ])('with %s is refused', async (_name, body, code, field) => {
    const { body: problem } = await refused(() => post(body));
    expect(problem.code).toBe(code);
    expect(problem.errors?.map((error) => error.field)).toContain(field);
  });

  it('lists every problem, not the first', async () => {
    const { body } = await refused(() => post({ category: 'x y', place: { type: 'Line' }, severity: 'huge' }));
    const fields = body.errors?.map((error) => error.field);
    expect(fields).toEqual(expect.arrayContaining(['text', 'category', 'place.type', 'place.coordinates', 'severity']));
  });

  it.each([
    ['bad JSON', '{"text":', {}, 'input.bad-json'],
    ['no key', JSON.stringify({ text }), { 'idempotency-key': '' }, 'idempotency.key-invalid'],
    ['another media type', 'text=1', { 'content-type': 'text/csv' }, 'input.unsupported-media'],
    ['a foreign token', JSON.stringify({ text }), { authorization: 'Bearer e30.e30.e30' }, 'auth.token-invalid'],
  ])('with %s is refused', async (_name, body, headers, code) => {
    const { body: problem } = await refused(() => post(body, { 'content-type': 'application/json', ...headers }));
    expect([code, 'idempotency.key-missing']).toContain(problem.code);
  });
});

describe('an act', () => {
  const at = (order: string, act: string, headers: Record<string, string>, body: object = {}) =>
    worker.send<Problem>('POST', `/orders/${order}/${act}`, body, headers);

  it('needs a token, the right unit, the present version, the right state and an order that exists', async () => {
    const { id } = await orderOf(worker, reported.id, reported.grid);
    const { etag } = await worker.get(`/orders/${id}`);
    const now = { 'if-match': etag ?? '' };
    const codes: (string | undefined)[] = [];
    const ask = async (call: () => Promise<Answer<Problem>>) => codes.push((await refused(call)).body.code);
    await ask(() => system.anyone.send('POST', `/orders/${id}/accept`, {}, now));
    await ask(async () => (await system.as(PEOPLE.lead)).send('POST', `/orders/${id}/accept`, {}, now));
    await ask(() => at(id, 'accept', {}));
    await ask(() => at(id, 'accept', { 'if-match': '"999"' }));
    await ask(() => at(id, 'accept', { 'if-match': 'abc' }));
    await ask(() => at(id, 'resolve', now, { result: 'x', proof: [PHOTO] }));
    await ask(() => at('019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b', 'accept', now));
    await ask(() => at('not-an-id', 'accept', now));
    await ask(() => at(id, 'dance', now));
    expect(codes).toEqual([
      'auth.token-missing',
      'auth.forbidden',
      'precondition.required',
      'precondition.stale',
      'input.invalid',
      'lifecycle.wrong-transition',
      'order.unknown',
      'input.invalid',
      'route.unknown',
    ]);
  });

  it('is refused over the bus by the same codes', async () => {
    const water = await Department.connect(credentials);
    const { id } = await orderOf(worker, reported.id, reported.grid);
    const codes = [
      await water.command('order.accept', { id, ifMatch: 1 }),
      await water.command('order.accept', { id }),
      await water.command('order.dance', { id }),
      await water.command('order.progress', { id, ifMatch: 1, text: 5, more: 1 }),
    ].map(({ code }) => code);
    const bad = await nats.request(credentials.commands.replace('>', 'order.accept'), '{', { timeout: 5000 });
    expect([...codes, bad.json<Problem>().code]).toEqual([
      'auth.forbidden',
      'precondition.required',
      'route.unknown',
      'input.invalid',
      'input.bad-json',
    ]);
    await water.stop();
  });
});

describe('a malformed event on the bus', () => {
  it('is parked with its reason and blocks nobody', async () => {
    const subject = `gw.522730.order.issued.${LEAD}`;
    const js = jetstream(nats);
    await js.publish(subject, 'not JSON');
    await js.publish(subject, '{"specversion":"1.0"}');
    const dead = await eventually(
      async () => JSON.parse(await system.gw('dead', 'list', '--json')) as { reason: string; consumer: string }[],
      (letters) => letters.length > 0,
    );
    expect(dead.every((letter) => letter.reason.length > 0)).toBe(true);
    const { id } = await orderOf(worker, reported.id, reported.grid);
    await acted(worker, `/orders/${id}`, 'accept');
    const centre = await system.as(PEOPLE.centre);
    await eventually(
      () => centre.get<{ items: { event: string }[] }>(`/tickets/${reported.id}/timeline`),
      ({ body }) => body.items.some(({ event }) => event.startsWith('order.accepted')),
    );
  }, 60_000);
});

describe('a bad profile', () => {
  it('is refused whole, with every problem listed', async () => {
    const operator = await system.as('operator');
    const before = await operator.get('/registry/areas');
    const profile = { format: 1, district: { code: '522730' }, areas: [{ code: 'x' }], grids: [], units: [] };
    const answer = await refused(() => operator.send('POST', '/registry/profile', { profile, staff: { staff: [] } }));
    expect(answer.body.code).toBe('profile.invalid');
    expect(answer.body.errors?.length).toBeGreaterThan(5);
    expect((await operator.get('/registry/areas')).body).toEqual(before.body);
  });
});

describe('a bad set of routes', () => {
  it('is not tried, with every problem listed; nor is any but for the operator', async () => {
    const dryRun = (caller: Caller, body: object) => () =>
      caller.send<Problem>('POST', '/registry/routes/dry-run', body);
    const operator = await system.as('operator');
    const routes = [{ id: 'x', why: { zh: '试', en: 'Try' }, when: { areas: ['1'], words: ['none'] }, unit: 'nobody' }];
    const { status, body } = await refused(dryRun(operator, { routes }));
    expect([status, body.code]).toEqual([422, 'profile.invalid']);
    expect(body.errors?.map(({ field }) => field)).toEqual([
      'routes.0.unit',
      'routes.0.when.areas.0',
      'routes.0.when.words.0',
      'routes',
    ]);
    expect((await refused(dryRun(operator, { routes, days: 1000 }))).body.code).toBe('input.invalid');
    expect((await refused(dryRun(worker, { routes }))).body.code).toBe('auth.forbidden');
  });
});

describe('a reporter', () => {
  it('needs the code, and cannot rate what is not resolved', async () => {
    const rate = (code: string) =>
      system.anyone.send<Problem>('POST', `/tickets/${reported.id}/rating`, {
        code,
        satisfaction: 'satisfied',
        solved: true,
      });
    expect((await refused(() => rate('wrong-code-000'))).body.code).toBe('auth.code-invalid');
    expect((await refused(() => rate(reported.code))).body.code).toBe('report.rating-closed');
  });

  it('finds the place with Chinese map coordinates too', async () => {
    const place = await placeIn(system, `${TOWNSHIP}001001`);
    const answer = await system.anyone.create('/tickets?crs=gcj02', { text, place });
    expect(answer.status).toBe(201);
  });
});

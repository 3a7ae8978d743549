import { v7 } from 'uuid';
import {
  BRANCH,
  CENTRE,
  DESK,
  DUTY,
  GRID,
  HOUSING,
  OTHER_GRID,
  OTHER_ROOM,
  ROOM,
  URBAN,
  WATER,
} from '@gridwhistle/testing/small-district';
import { withClient } from '@gridwhistle/testing';
import { until, type Answer } from '@gridwhistle/testing/stage';
import type { OrderView } from '../src/answers.js';
import { PIXEL, RESULT, Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

/** A fresh order of the grid. */
async function issued(): Promise<OrderView> {
  return stage.orderOf(await stage.report(), GRID);
}

const act = async (unit: string, order: OrderView, name: string, body: object = {}): Promise<Answer> =>
  stage.call('POST', `/api/v1/orders/${order.id}/${name}`, await stage.token(unit), body, order.sequence);

describe('an act that cannot be', () => {
  it.each([
    ['confirm', BRANCH, {}],
    ['send-back', BRANCH, { reason: 'wrong street' }],
    ['resolve', GRID, RESULT],
    ['uphold-return', BRANCH, { unit: OTHER_GRID, duty: DUTY }],
    ['delegate', GRID, { unit: OTHER_GRID, reason: 'theirs' }],
    ['assist', GRID, { unit: OTHER_GRID, reason: 'both hands' }],
  ])('%s from issued is a wrong transition and changes nothing', async (name, unit, body) => {
    const order = await issued();
    const answer = await act(unit, order, name, body);
    expect([answer.status, answer.body.code]).toEqual([409, 'lifecycle.wrong-transition']);
    expect(await stage.order(order.id)).toEqual(order);
    expect(await stage.eventNames(order.ticketId)).toHaveLength(3);
  });

  it('names a stale version, or none', async () => {
    const order = await issued();
    await stage.act(GRID, order, 'accept');
    expect(await act(GRID, order, 'raise', { reason: 'too big' })).toMatchObject({
      status: 412,
      body: { code: 'precondition.stale' },
    });
    const path = `/api/v1/orders/${order.id}/raise`;
    const without = await stage.call('POST', path, await stage.token(GRID), { reason: 'too big' });
    expect([without.status, without.body.code]).toEqual([428, 'precondition.required']);
  });

  it.each([
    ['accept', OTHER_GRID],
    ['accept', BRANCH],
    ['accept', CENTRE],
    ['reassign', OTHER_ROOM],
    ['cancel', GRID],
    ['delegate', BRANCH],
    ['assist', BRANCH],
  ])('%s by %s is forbidden', async (name, unit) => {
    const named = { unit: HOUSING, reason: 'theirs' };
    const body = name === 'accept' ? {} : name === 'cancel' ? { reason: 'no' } : named;
    expect(await act(unit, await issued(), name, body)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
  });

  it('comes without a token, or with one that somebody else signed', async () => {
    const order = await issued();
    const path = `/api/v1/orders/${order.id}/accept`;
    expect((await stage.call('POST', path, undefined, {}, order.sequence)).body.code).toBe('auth.token-missing');
    const foreign = await stage.console.token([{ unit: GRID, roles: ['member'] }], { foreign: true });
    expect((await stage.call('POST', path, foreign, {}, order.sequence)).body.code).toBe('auth.token-invalid');
  });

  it.each([
    [{ unit: '522730-nobody', reason: 'theirs' }, 422, 'unit.unknown', 'unit'],
    [{ unit: 'a.*', reason: 'theirs' }, 400, 'input.invalid', 'unit'],
    [{ unit: CENTRE, reason: 'theirs' }, 400, 'input.invalid', 'unit'],
    [{ unit: HOUSING }, 400, 'input.invalid', 'reason'],
    [{ unit: OTHER_GRID, reason: 'theirs' }, 422, 'admission.missing', 'duty'],
    [{ unit: OTHER_GRID, reason: 'theirs', duty: 'tax' }, 422, 'admission.missing', 'duty'],
    [{ unit: HOUSING, reason: 'theirs', colour: 'red' }, 400, 'input.invalid', 'colour'],
  ])('reassigns with %j', async (body, status, code, field) => {
    const answer = await act(BRANCH, await issued(), 'reassign', body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.body.errors?.map((each) => each.field)).toContain(field);
  });

  it('is asked of an order nobody knows', async () => {
    const answer = await stage.call('POST', `/api/v1/orders/${v7()}/accept`, await stage.token(GRID), {}, 1);
    expect([answer.status, answer.body.code]).toEqual([404, 'order.unknown']);
  });
});

describe('work that others share', () => {
  it('is delegated below and asked of units beside, by both faces of the story', async () => {
    const order = await stage.orderOf(await stage.report({ severity: 'emergency' }), ROOM);
    const held = await stage.act(ROOM, order, 'accept');
    const asked = await stage.act(ROOM, held, 'assist', { unit: DESK, reason: 'close the road' });
    const helper = await stage.orderOf(order.ticketId, DESK);
    expect(helper).toMatchObject({ role: 'assist', origin: 'assist', verifier: ROOM, parentId: order.id });
    await stage.act(ROOM, asked, 'delegate', { unit: BRANCH, reason: 'has the key' });
    const child = await stage.orderOf(order.ticketId, BRANCH);
    expect(child).toMatchObject({ role: 'lead', origin: 'delegate', verifier: ROOM, parentId: order.id });
    expect(await stage.order(order.id)).toMatchObject({ waiting: true, acts: ['progress', 'reassign', 'cancel'] });

    const done = await stage.act(BRANCH, await stage.act(BRANCH, child, 'accept'), 'resolve', RESULT);
    await stage.act(ROOM, done, 'confirm');
    const again = await stage.order(order.id);
    expect(again).toMatchObject({ waiting: false, state: 'accepted' });
    expect((await act(ROOM, again, 'resolve', RESULT)).body.code).toBe('order.assists-open');
    await stage.act(DESK, await stage.act(DESK, helper, 'accept'), 'resolve', RESULT);
    const forwarded = await stage.act(ROOM, again, 'resolve', RESULT);
    await stage.act(CENTRE, forwarded, 'confirm');
    expect(await stage.order(helper.id)).toMatchObject({ state: 'confirmed' });
  });

  it.each([
    ['delegate', { unit: WATER, reason: 'theirs' }, 409, 'order.not-below'],
    ['delegate', { unit: GRID, reason: 'near' }, 422, 'admission.missing'],
    ['assist', { unit: WATER, reason: 'theirs' }, 409, 'order.assist-elsewhere'],
    ['assist', { unit: '522730-nobody', reason: 'theirs' }, 422, 'unit.unknown'],
    ['assist', { unit: DESK }, 400, 'input.invalid'],
  ])('is not given by %s with %j', async (name, body, status, code) => {
    const order = await stage.orderOf(await stage.report({ severity: 'emergency' }), ROOM);
    const held = await stage.act(ROOM, order, 'accept');
    const answer = await act(ROOM, held, name, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await stage.order(order.id)).toMatchObject({ sequence: held.sequence, waiting: false });
  });
});

describe('proof', () => {
  it.each([
    [{ ...PIXEL, data: Buffer.from('not a picture').toString('base64') }],
    [{ ...PIXEL, data: PIXEL.data.slice(0, 60) }],
    [{ ...PIXEL, mediaType: 'image/jpeg' }],
    [{ ...PIXEL, data: '%%%' }],
  ])('that is broken is refused with its field', async (picture) => {
    const order = await stage.act(GRID, await issued(), 'accept');
    const answer = await act(GRID, order, 'resolve', { result: 'Done', proof: [PIXEL, picture] });
    expect([answer.status, answer.body.code]).toEqual([400, 'input.bad-image']);
    expect(answer.body.errors).toMatchObject([{ field: 'proof.1' }]);
    expect(await stage.order(order.id)).toMatchObject({ state: 'accepted' });
  });

  it('is asked for where the profile wants it', async () => {
    const order = await stage.act(GRID, await issued(), 'accept');
    expect((await act(GRID, order, 'resolve', { result: 'Done' })).body.code).toBe('order.proof-missing');
  });
});

describe('the words of an order', () => {
  it('are read by those who handle and judge it, with their pictures, and lie sealed and in no event', async () => {
    const order = await issued();
    await stage.act(GRID, order, 'accept');
    await stage.act(GRID, order, 'progress', { text: 'The crew is under way to Wang' });
    await stage.act(GRID, order, 'resolve', { result: 'Repaired for Wang', outcome: 'explained', proof: [PIXEL] });
    await stage.act(BRANCH, order, 'send-back', { reason: 'Wang says it still leaks' });
    await stage.act(GRID, order, 'resolve', { result: 'Repaired again for Wang', proof: [PIXEL] });
    const path = `/api/v1/orders/${order.id}/result`;
    const seen = await stage.call('GET', path, await stage.token(BRANCH));
    expect(seen.body).toMatchObject({
      result: 'Repaired again for Wang',
      outcome: 'solved',
      proof: [{ n: 1, mediaType: 'image/png', url: `${path}/proof/1` }],
      progress: [{ text: 'The crew is under way to Wang' }],
      reasons: [{ act: 'send-back', text: 'Wang says it still leaks' }],
    });
    const authorization = `Bearer ${await stage.token(GRID)}`;
    const picture = await fetch(`${stage.service.url}${path}/proof/1`, { headers: { authorization } });
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect((await stage.call('GET', path, await stage.token(ROOM))).status).toBe(403);
    expect(JSON.stringify(await stage.events(order.ticketId))).not.toContain('Wang');
    expect(JSON.stringify(await stage.rows('select words from order_note'))).not.toContain('Wang');
  });

  it('are given to other services with their key alone', async () => {
    const { id } = await issued();
    const path = `${stage.service.url}/internal/orders/${id}/result`;
    const key = { authorization: 'Bearer an-internal-key-of-32-characters' };
    expect(await (await fetch(path, { headers: key })).json()).toMatchObject({ orderId: id, proof: [] });
    const staff = { authorization: `Bearer ${await stage.token(CENTRE)}` };
    expect((await fetch(path, { headers: staff })).status).toBe(403);
  });
});

describe('a ticket that waits', () => {
  it('is assigned by its dispatching unit, and by nobody else', async () => {
    const ticketId = await stage.report({ grid: undefined });
    const path = `/api/v1/tickets/${ticketId}/assign`;
    expect(await stage.ticket(ticketId)).toMatchObject({ state: 'reported', waitingFor: ['grid'], acts: ['assign'] });
    expect((await stage.call('POST', path, await stage.token(ROOM), { grid: GRID }, 1)).status).toBe(403);
    const unknown = await stage.call('POST', path, await stage.token(CENTRE), { grid: '522730001001999' }, 1);
    expect([unknown.status, unknown.body.code]).toEqual([422, 'grid.unknown']);
    const answer = await stage.call('POST', path, await stage.token(CENTRE), { grid: GRID }, 1);
    expect([answer.status, answer.headers.get('etag')]).toEqual([200, '"2"']);
    expect(answer.body).toMatchObject({ state: 'assigned', waitingFor: [], orders: [{ unit: GRID }] });
  });

  it('is assigned to a grid by the duty that is named, the profile’s or one that an application admitted', async () => {
    const asked = { duty: 'counting', name: 'Counting wells', reason: 'Nobody knows how many there are' };
    const token = await stage.token(ROOM);
    const { body } = await stage.send('POST', '/api/v1/admissions', { token, body: asked, key: v7() });
    await stage.call('POST', `/api/v1/admissions/${String(body.id)}/approve`, await stage.token(CENTRE), {}, 1);
    const assign = async (given: object) => {
      const path = `/api/v1/tickets/${await stage.report({ category: undefined })}/assign`;
      return stage.call('POST', path, await stage.token(BRANCH), { category: '0102', unit: OTHER_GRID, ...given }, 1);
    };
    const missing = { status: 422, body: { code: 'admission.missing', errors: [{ field: 'duty' }] } };
    expect(await assign({})).toMatchObject(missing);
    expect(await assign({ duty: 'tax' })).toMatchObject(missing);
    expect((await assign({ duty: DUTY })).status).toBe(200);
    expect((await assign({ duty: 'counting' })).status).toBe(200);
    const whole = await stage.report();
    const split = { parts: [{ unit: WATER }, { unit: OTHER_GRID, duty: 'counting' }], reason: 'Two wells' };
    const path = `/api/v1/tickets/${whole}/split`;
    const { sequence } = await stage.ticket(whole);
    expect((await stage.call('POST', path, await stage.token(BRANCH), split, sequence)).status).toBe(200);
  });

  it('is handled again when the dispatching unit wants it, with a reason', async () => {
    const order = await issued();
    await stage.act(GRID, order, 'accept');
    await stage.act(GRID, order, 'resolve', RESULT);
    await stage.act(BRANCH, order, 'confirm');
    const { sequence } = await stage.ticket(order.ticketId);
    const path = `/api/v1/tickets/${order.ticketId}/redo`;
    const answer = await stage.call('POST', path, await stage.token(BRANCH), { reason: 'Still wet' }, sequence);
    expect(answer.body).toMatchObject({ state: 'assigned', round: 2 });
  });
});

it('says which member of staff took and forwarded an order, and of a unit’s own system nobody', async () => {
  const acts = async ({ ticketId }: OrderView) =>
    (await stage.events(ticketId)).flatMap(({ type, data }) =>
      ['order.accepted.v1', 'order.resolved.v1'].includes(type) ? [(data as { by?: string }).by] : [],
    );
  const byHand = await issued();
  await stage.act(GRID, byHand, 'accept');
  await stage.act(GRID, byHand, 'resolve', RESULT);
  expect(await acts(byHand)).toEqual([`staff-of-${GRID}`, `staff-of-${GRID}`]);
  const bySystem = await issued();
  await stage.command(GRID, 'order.accept', { id: bySystem.id, ifMatch: 1 });
  await stage.command(GRID, 'order.resolve', { id: bySystem.id, ifMatch: 2, ...RESULT });
  expect(await acts(bySystem)).toEqual([undefined, undefined]);
});

describe('over the bus', () => {
  it('a unit does the same with the same answers', async () => {
    const order = await issued();
    const { id } = order;
    expect(await stage.command(GRID, 'order.read', { id })).toEqual(order);
    expect(await stage.command(GRID, 'order.accept', { id })).toMatchObject({
      status: 428,
      code: 'precondition.required',
    });
    expect(await stage.command(GRID, 'order.accept', { id, ifMatch: 9 })).toMatchObject({ code: 'precondition.stale' });
    expect(await stage.command(URBAN, 'order.accept', { id, ifMatch: 1 })).toMatchObject({ code: 'auth.forbidden' });
    expect(await stage.command(GRID, 'order.confirm', { id, ifMatch: 1 })).toMatchObject({ code: 'auth.forbidden' });
    expect(await stage.command(GRID, 'order.resolve', { id, ifMatch: 1, ...RESULT })).toMatchObject({
      code: 'lifecycle.wrong-transition',
    });
    expect(await stage.command(GRID, 'order.accept', { id, ifMatch: 1 })).toMatchObject({
      state: 'accepted',
      sequence: 2,
    });
    const broken = { id, ifMatch: 2, result: 'Done', proof: [{ ...PIXEL, data: 'AAAA' }] };
    expect(await stage.command(GRID, 'order.resolve', broken)).toMatchObject({ code: 'input.bad-image' });
    expect(await stage.command(GRID, 'order.resolve', { id, ifMatch: 2, ...RESULT })).toMatchObject({
      state: 'resolved',
    });
    expect(await stage.command(BRANCH, 'order.confirm', { id, ifMatch: 3 })).toMatchObject({ state: 'confirmed' });
    expect(await stage.ticket(order.ticketId)).toMatchObject({ state: 'resolved' });
  });

  it('a dispatching unit assigns', async () => {
    const id = await stage.report({ category: undefined });
    const command = { id, ifMatch: 1, category: '0102', unit: WATER };
    expect(await stage.command(BRANCH, 'ticket.assign', command)).toMatchObject({ state: 'assigned' });
    await until(async () => (await stage.orderOf(id, WATER)).verifier === CENTRE);
  });
});

it('two who act at once: one is first, the other is told', async () => {
  const order = await issued();
  const both = await Promise.all([act(GRID, order, 'accept'), act(GRID, order, 'raise', { reason: 'too big' })]);
  expect(both.map(({ status }) => status).sort()).toEqual([200, 412]);
});

describe('acts that come together', () => {
  it('are done or refused each for itself, and each in the trace of its own ticket', async () => {
    const orders = await Promise.all(Array.from({ length: 6 }, issued));
    const [stale, foreign, unknown, ...good] = orders as [OrderView, OrderView, OrderView, ...OrderView[]];
    const answers = await Promise.all([
      act(GRID, { ...stale, sequence: 9 }, 'accept'),
      act(OTHER_GRID, foreign, 'accept'),
      act(GRID, { ...unknown, id: v7() }, 'accept'),
      ...good.map((order) => act(GRID, order, 'raise', { reason: 'too big' })),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([412, 403, 404, 200, 200, 200]);
    for (const { ticketId } of [stale, foreign, unknown]) expect(await stage.eventNames(ticketId)).toHaveLength(3);
    for (const { ticketId } of good) {
      const told = await stage.events(ticketId);
      expect(told.map(({ type }) => type)).toContain('order.raised.v1');
      const traces = told.map(({ traceparent }) => traceparent?.split('-')[1]);
      expect(new Set(traces)).toEqual(new Set([ticketId.replaceAll('-', '')]));
    }
  });

  it('do not wait for a ticket that somebody holds', async () => {
    const [held, free] = [await issued(), await issued()];
    await withClient(stage.database.adminUrl, async (other) => {
      await other.query('begin');
      await other.query('select from dispatch.ticket where id = $1 for update', [held.ticketId]);
      const once = { token: await stage.token(GRID), body: {}, ifMatch: held.sequence };
      const [stuck, done] = await Promise.all([
        stage.send('POST', `/api/v1/orders/${held.id}/accept`, once),
        act(GRID, free, 'accept'),
      ]);
      expect([stuck.status, stuck.body.code, done.status]).toEqual([503, 'unavailable', 200]);
      await other.query('rollback');
    });
    expect(await act(GRID, held, 'accept')).toMatchObject({ status: 200 });
  });
});

import { v7 } from 'uuid';
import { BRANCH, CENTRE, DUTY, GRID, ROOM, URBAN } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
import type { OrderView } from '../src/answers.js';
import { Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

const asked = { amount: 1, measure: 'work-day', reason: 'The pump of the Wang family must be ordered' };

const held = async (): Promise<OrderView> => stage.act(GRID, await stage.orderOf(await stage.report(), GRID), 'accept');

async function ask(
  order: OrderView,
  body: object = asked,
  { unit = GRID, key = v7() as string } = {},
): Promise<Answer> {
  const path = `/api/v1/orders/${order.id}/extensions`;
  return stage.send('POST', path, { token: await stage.token(unit), body, key });
}

/** The time goes on to a minute after a moment. */
async function passBy(moment: string | undefined): Promise<void> {
  const [row] = await stage.rows<{ now: Date }>('select gw_now() as now');
  await stage.database.advance(Date.parse(moment ?? '') + 60_000 - (row?.now.getTime() ?? 0));
}

/** What happened to the limit of an order, as soon as the last of it is there. */
async function limitsOf({ ticketId }: OrderView, ...names: string[]): Promise<void> {
  const told = async (): Promise<string[]> =>
    (await stage.eventNames(ticketId)).filter((name) =>
      ['order.due', 'order.extended', 'order.rung-voided'].includes(name),
    );
  await until(async () => (await told()).length >= names.length);
  expect(await told()).toEqual(names);
}

async function rule(unit: string, extension: Answer, verb: string, body: object = {}): Promise<Answer> {
  const { id, sequence } = extension.body as { id: string; sequence: number };
  return stage.call('POST', `/api/v1/extensions/${id}/${verb}`, await stage.token(unit), body, sequence);
}

describe('more time for an order', () => {
  it('is asked for once by the same key, ruled by the verifier, and seen in order, ticket and events', async () => {
    const order = await held();
    const key = v7();
    const first = await ask(order, asked, { key });
    expect(first).toMatchObject({ status: 201, body: { state: 'requested', orderId: order.id, amount: 1 } });
    expect((await ask(order, asked, { key })).body).toEqual(first.body);
    const approved = await rule(BRANCH, first, 'approve');
    expect(approved).toMatchObject({ status: 200, body: { state: 'approved', sequence: 2 } });
    const longer = await stage.order(order.id);
    expect(Date.parse(longer.dueAt ?? '')).toBeGreaterThan(Date.parse(order.dueAt ?? ''));
    expect(approved.body).toMatchObject({ dueAt: longer.dueAt });
    await until(async () => (await stage.eventNames(order.ticketId)).includes('ticket.extended'));
    const words = await stage.rows(`select 1 from event_log where envelope like '%Wang%'`);
    expect(words).toEqual([]);
  });

  it('is read by its asker, its verifier and the centre, with the version that its ruling names', async () => {
    const { body } = await ask(await held());
    const at = (id: unknown): string => `/api/v1/extensions/${String(id)}`;
    for (const unit of [GRID, BRANCH, CENTRE]) expect(await stage.look(unit, at(body.id))).toEqual([200, '"1"']);
    expect(await stage.look(URBAN, at(body.id))).toEqual([403, 'auth.forbidden']);
    expect(await stage.look(BRANCH, at(v7()))).toEqual([404, 'extension.unknown']);
  });

  it.each([
    [{ amount: 3, measure: 'work-day', reason: 'long' }, 422, 'extension.too-long'],
    [{ amount: 0, measure: 'work-day', reason: 'none' }, 400, 'input.invalid'],
    [{ amount: 1, measure: 'week', reason: 'odd' }, 400, 'input.invalid'],
    [{ amount: 1, measure: 'work-day' }, 400, 'input.invalid'],
  ])('is not asked for with %j', async (body, status, code) => {
    const answer = await ask(await held(), body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('is not asked for by others, twice at once, or of an order nobody knows', async () => {
    const order = await held();
    expect((await ask(order, asked, { unit: BRANCH })).body.code).toBe('auth.forbidden');
    expect((await ask(order)).status).toBe(201);
    expect((await ask(order)).body.code).toBe('extension.pending');
    expect((await ask({ ...order, id: v7() })).body.code).toBe('order.unknown');
  });

  it('is not ruled by its holder, on an old version, twice, or when nobody knows it', async () => {
    const extension = await ask(await held());
    expect((await rule(GRID, extension, 'approve')).body.code).toBe('auth.forbidden');
    const refused = await rule(BRANCH, extension, 'refuse', { reason: 'The pump is in the depot' });
    expect(refused.body).toMatchObject({ state: 'refused' });
    expect((await rule(BRANCH, extension, 'approve')).body.code).toBe('precondition.stale');
    expect((await rule(BRANCH, refused, 'approve')).body.code).toBe('lifecycle.wrong-transition');
    const unknown = { ...extension, body: { id: v7(), sequence: 1 } } as unknown as Answer;
    expect((await rule(BRANCH, unknown, 'approve')).body.code).toBe('extension.unknown');
  });

  it('of a delegated order is asked for after that of who delegated it, which its verifier rules [rule 9l]', async () => {
    const parent = await held();
    const raised = await stage.act(GRID, parent, 'raise', { reason: 'Not the grid’s' });
    const order = await stage.act(BRANCH, await stage.orderOf(raised.ticketId, BRANCH), 'accept');
    await stage.act(BRANCH, order, 'delegate', { unit: GRID, duty: DUTY, reason: 'The grid is nearer' });
    const child = await stage.act(GRID, await stage.orderOf(order.ticketId, GRID), 'accept');
    expect((await ask(child)).body.code).toBe('extension.too-long');
    const longer = await ask(order, asked, { unit: BRANCH });
    expect((await rule(BRANCH, longer, 'approve')).body.code).toBe('auth.forbidden');
    expect((await rule(ROOM, longer, 'approve')).status).toBe(200);
    const { dueAt } = await stage.order(order.id);
    expect((await rule(BRANCH, await ask(child), 'approve')).status).toBe(200);
    expect((await stage.order(order.id)).dueAt).toBe(dueAt);
    expect((await stage.ticket(order.ticketId)).dueAt).toBe(dueAt);
  });

  it('that is approved after the limit voids what its passing led to, and the limit passes once more [rule 4f]', async () => {
    const order = await held();
    const extension = await ask(order);
    await passBy(order.dueAt);
    await limitsOf(order, 'order.due');
    expect((await rule(BRANCH, extension, 'approve')).status).toBe(200);
    const late = ['order.due', 'order.extended', 'order.rung-voided', 'order.rung-voided'];
    await limitsOf(order, ...late);
    const rungs = (await stage.events(order.ticketId)).flatMap(({ type, data }) =>
      type === 'order.rung-voided.v1' ? [(data as { rung: string }).rung] : [],
    );
    expect(rungs).toEqual(['amber', 'due']);
    await passBy((await stage.order(order.id)).dueAt);
    await limitsOf(order, ...late, 'order.due');
  });
});

import { v7 } from 'uuid';
import { BRANCH, CENTRE, GRID, URBAN } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

const DAY = 86_400_000;

/** A ticket in the hands of its grid. */
async function held(): Promise<string> {
  const ticketId = await stage.report();
  await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'accept');
  return ticketId;
}

async function ask(ticketId: string, change: object = {}, { unit = GRID, key = v7() as string } = {}): Promise<Answer> {
  const body = { until: await daysAhead(10), reason: 'The road of the Wang family is rebuilt', ...change };
  return stage.send('POST', `/api/v1/tickets/${ticketId}/suspensions`, { token: await stage.token(unit), body, key });
}

async function daysAhead(days: number): Promise<string> {
  const [row] = await stage.rows<{ at: Date }>(`select gw_now() + $1 * interval '1 day' as at`, [days]);
  return row?.at.toISOString() ?? '';
}

async function rule(unit: string, suspension: Answer, verb: string, body: object = {}): Promise<Answer> {
  const { id, sequence } = suspension.body as { id: string; sequence: number };
  return stage.call('POST', `/api/v1/suspensions/${id}/${verb}`, await stage.token(unit), body, sequence);
}

it('a matter is put off by its holder and its dispatching unit, stands still, and goes on by itself', async () => {
  const ticketId = await held();
  const asked = await ask(ticketId);
  expect(asked).toMatchObject({ status: 201, body: { state: 'requested', unit: GRID } });
  expect(await rule(BRANCH, asked, 'approve')).toMatchObject({ status: 200, body: { state: 'approved' } });
  const off = await stage.ticket(ticketId);
  expect(off).toMatchObject({ state: 'suspended', acts: [], orders: [{ acts: [] }] });
  expect(off.suspendedUntil).toBe((asked.body as unknown as { until: string }).until);
  expect(off.dueAt).toBeUndefined();
  const order = off.orders[0]!;
  const barred = await stage.call(
    'POST',
    `/api/v1/orders/${order.id}/progress`,
    await stage.token(GRID),
    { text: 'x' },
    order.sequence,
  );
  expect([barred.status, barred.body.code]).toEqual([409, 'ticket.suspended']);

  await stage.database.advance(11 * DAY);
  await until(async () => (await stage.ticket(ticketId)).state === 'assigned');
  expect((await stage.ticket(ticketId)).orders[0]).toMatchObject({
    state: 'accepted',
    acts: expect.arrayContaining(['resolve']) as string[],
  });
  expect(await stage.rows(`select 1 from event_log where envelope like '%Wang%'`)).toEqual([]);
});

it('it is read by its asker, by who rules it and by the centre, with the version that its ruling names', async () => {
  const { body } = await ask(await held());
  const at = (id: unknown): string => `/api/v1/suspensions/${String(id)}`;
  for (const unit of [GRID, BRANCH, CENTRE]) expect(await stage.look(unit, at(body.id))).toEqual([200, '"1"']);
  expect(await stage.look(URBAN, at(body.id))).toEqual([403, 'auth.forbidden']);
  expect(await stage.look(BRANCH, at(v7()))).toEqual([404, 'suspension.unknown']);
});

it('what cannot be is refused with its code', async () => {
  const ticketId = await held();
  const errors = [{ field: 'until' }];
  const tooLong = await ask(ticketId, { until: '2030-01-01T00:00:00Z' });
  expect(tooLong.body).toMatchObject({ code: 'suspension.too-long', errors });
  const passed = await ask(ticketId, { until: '2020-01-01T00:00:00Z' });
  expect(passed.body).toMatchObject({ code: 'input.invalid', errors });
  expect((await ask(ticketId, { until: 'soon' })).body.code).toBe('input.invalid');
  expect((await ask(ticketId, {}, { unit: BRANCH })).body.code).toBe('auth.forbidden');
  expect((await ask(v7())).body.code).toBe('ticket.unknown');
  const asked = await ask(ticketId);
  expect((await ask(ticketId)).body.code).toBe('suspension.pending');
  expect((await rule(GRID, asked, 'approve')).body.code).toBe('auth.forbidden');
  const refused = await rule(BRANCH, asked, 'refuse', { reason: 'A plank will do' });
  expect(refused.body).toMatchObject({ state: 'refused' });
  expect((await rule(BRANCH, refused, 'approve')).body.code).toBe('lifecycle.wrong-transition');
  const unknown = { ...asked, body: { id: v7(), sequence: 1 } } as unknown as Answer;
  expect((await rule(BRANCH, unknown, 'approve')).body.code).toBe('suspension.unknown');
});

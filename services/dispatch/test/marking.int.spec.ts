import { make, ReportObjected } from '@gridwhistle/contracts';
import { BRANCH, GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { RESULT, Stage } from './stage.js';

const small = smallDistrict();
/** A village with a council, and a grid of it. */
const [FAR, FAR_BRANCH] = ['522730002001001', '522730002001-branch'];
const council = {
  code: '522730002001-council',
  name: { zh: '议事会', en: 'Council' },
  kind: 'council',
  tier: 'village',
  area: '522730002001',
  parent: FAR_BRANCH,
} as const;

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open(undefined, { ...small, units: [...small.units, council] })));
afterAll(() => stage?.close());

const reason = 'The pipe behind the meter belongs to the Wang house';

/** A ticket in the hands of its grid. */
async function held(grid = GRID): Promise<string> {
  const ticketId = await stage.report({ grid });
  await stage.act(grid, await stage.orderOf(ticketId, grid), 'accept');
  return ticketId;
}

async function mark(ticketId: string, body: object, unit = GRID): Promise<Answer> {
  const { sequence } = await stage.ticket(ticketId);
  return stage.call('POST', `/api/v1/tickets/${ticketId}/mark`, await stage.token(unit), body, sequence);
}

it('a private matter is explained, objected to, and ruled by the dispatching unit', async () => {
  const ticketId = await held();
  expect(await mark(ticketId, { as: 'private', reason })).toMatchObject({ status: 200, body: { kind: 'private' } });
  const told = await stage.send('GET', `/internal/tickets/${ticketId}/explanation`, {
    token: 'an-internal-key-of-32-characters',
  });
  expect(told.body).toEqual({ explanation: reason });

  await stage.tell(make(ReportObjected, { ticketId }), { id: ticketId, ticketId });
  await until(async () => (await stage.ticket(ticketId)).objection === 'raised');
  expect((await mark(ticketId, { as: 'government' })).body.code).toBe('auth.forbidden');
  expect((await mark(ticketId, { as: 'government' }, BRANCH)).body).toMatchObject({
    kind: 'government',
    objection: 'ruled',
  });
  expect(await stage.rows(`select 1 from event_log where envelope like '%Wang%'`)).toEqual([]);
});

/** A private matter whose result was forwarded, and which its reporter objects to. */
async function disputed(grid = GRID): Promise<string> {
  const ticketId = await held(grid);
  await mark(ticketId, { as: 'private', reason }, grid);
  await stage.act(grid, await stage.orderOf(ticketId, grid), 'resolve', RESULT);
  await stage.tell(make(ReportObjected, { ticketId }), { id: ticketId, ticketId });
  await until(async () => (await stage.ticket(ticketId)).objection === 'raised');
  return ticketId;
}

it('a matter that is ruled shared after its result goes to the council [kind 7]', async () => {
  const ticketId = await disputed(FAR);
  const ruled = await mark(ticketId, { as: 'shared' }, FAR_BRANCH);
  expect(ruled).toMatchObject({ status: 200, body: { kind: 'shared', objection: 'ruled' } });
  expect(await stage.orderOf(ticketId, council.code)).toMatchObject({ state: 'issued', verifier: FAR });
  expect(await stage.orderOf(ticketId, FAR)).toMatchObject({ state: 'accepted' });
});

it('a matter is not ruled shared after its result where no council is [kind 7]', async () => {
  const ticketId = await disputed();
  const ruled = await mark(ticketId, { as: 'shared' }, BRANCH);
  expect(ruled.body).toMatchObject({ code: 'council.none', errors: [{ field: 'as' }] });
  expect(await stage.ticket(ticketId)).toMatchObject({ kind: 'private', objection: 'raised' });
  await mark(ticketId, { as: 'government' }, BRANCH);
  await stage.act(BRANCH, await stage.orderOf(ticketId, GRID), 'send-back', { reason: 'The pipe is the county’s' });
  await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'raise', { reason: 'The pipe is the county’s' });
});

it('an invalid matter is closed when its verifier agrees', async () => {
  const ticketId = await held();
  const order = (await stage.ticket(ticketId)).orders[0]!;
  expect(await mark(ticketId, { as: 'invalid', reason })).toMatchObject({ status: 200, body: { state: 'assigned' } });
  await stage.act(BRANCH, order, 'confirm');
  expect(await stage.ticket(ticketId)).toMatchObject({ state: 'closed', outcome: 'invalid' });
});

it('a private matter ends as self-help', async () => {
  const ticketId = await held();
  await mark(ticketId, { as: 'private', reason });
  const done = await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'resolve', RESULT);
  await stage.act(BRANCH, done, 'confirm');
  expect(await stage.ticket(ticketId)).toMatchObject({ state: 'resolved', outcome: 'self-help', kind: 'private' });
});

it.each([
  [{ as: 'private' }, 'input.invalid', 'reason'],
  [{ as: 'invalid' }, 'input.invalid', 'reason'],
  [{ as: 'nobody’s' }, 'input.invalid', 'as'],
  [{ as: 'shared' }, 'council.none', 'as'],
])('%j is refused with %s, and changes nothing', async (body, code, field) => {
  const ticketId = await held();
  const before = await stage.ticket(ticketId);
  expect((await mark(ticketId, body)).body).toMatchObject({ code, errors: [{ field }] });
  expect(await stage.ticket(ticketId)).toEqual(before);
});

it('is nobody else’s to say, and not before the order is accepted', async () => {
  const ticketId = await stage.report();
  expect((await mark(ticketId, { as: 'private', reason })).body.code).toBe('ticket.not-at-first-order');
  expect((await mark(ticketId, { as: 'private', reason }, BRANCH)).body.code).toBe('auth.forbidden');
});

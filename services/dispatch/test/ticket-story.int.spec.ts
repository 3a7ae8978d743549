import {
  make,
  ReportCalledBack,
  ReportRated,
  ReportReceived,
  ReportWithdrawalAsked,
  WhistleApproved,
  WhistleCancelled,
  WhistleCompleted,
} from '@gridwhistle/contracts';
import { v7 } from 'uuid';
import {
  BRANCH,
  CATEGORY,
  CENTRE,
  GRID,
  DUTY,
  HOUSING,
  OTHER_GRID,
  ROOM,
  URBAN,
  WATER,
} from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { RESULT, Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

const HOUR = 3_600_000;

/** The ticket climbs from its grid to its township, which accepts. */
async function atTownship(): Promise<{ ticketId: string; orderId: string }> {
  const ticketId = await stage.report();
  await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'accept');
  await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'raise', { reason: 'Needs a digger' });
  await stage.act(BRANCH, await stage.orderOf(ticketId, BRANCH), 'raise', { reason: 'Needs a digger' });
  const { id: orderId } = await stage.act(ROOM, await stage.orderOf(ticketId, ROOM), 'accept');
  return { ticketId, orderId };
}

const rate = (ticketId: string, round: number, solved: boolean): Promise<void> =>
  stage.tell(make(ReportRated, { ticketId, round, solved, satisfaction: 'satisfied' }), { id: ticketId, ticketId });

async function solved(): Promise<string> {
  const ticketId = await stage.report();
  const order = await stage.orderOf(ticketId, GRID);
  await stage.act(GRID, order, 'accept');
  await stage.act(GRID, order, 'resolve', RESULT);
  await stage.act(BRANCH, order, 'confirm');
  return ticketId;
}

const stateOf = async (ticketId: string): Promise<string> => (await stage.ticket(ticketId)).state;

it('what was settled on the spot is forwarded as it is issued, and checked where the profile says nothing of a share', async () => {
  const settled = { channel: 'grid-worker', reportedBy: GRID, settledAs: 'solved', photos: 1 } as const;
  const ticketId = await stage.report(settled);
  const order = await stage.orderOf(ticketId, GRID);
  expect(order).toMatchObject({ state: 'resolved', verifier: BRANCH });
  await stage.act(BRANCH, order, 'confirm');
  expect(await stage.ticket(ticketId)).toMatchObject({ state: 'resolved', outcome: 'solved', onTime: true });
  expect((await stage.eventNames(ticketId)).toSorted()).toEqual([
    ...['order.accepted', 'order.confirmed', 'order.issued', 'order.resolved'],
    ...['ticket.assigned', 'ticket.opened', 'ticket.resolved'],
  ]);
});

it('a raised matter is shown to the department that may claim it, with the version that the claim needs [up 3]', async () => {
  const ticketId = await stage.report();
  const path = `/api/v1/tickets/${ticketId}`;
  const seenBy = async (unit: string) => stage.call('GET', path, await stage.token(unit));
  expect((await seenBy(WATER)).body.code).toBe('auth.forbidden');
  await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'raise', { reason: 'Needs a digger' });
  await stage.act(BRANCH, await stage.orderOf(ticketId, BRANCH), 'raise', { reason: 'Needs a digger' });
  const { id: raised } = await stage.orderOf(ticketId, ROOM);
  const shown = await seenBy(WATER);
  expect(shown).toMatchObject({ status: 200, body: { id: ticketId, state: 'assigned' } });
  expect((await seenBy(URBAN)).body.code).toBe('auth.forbidden');
  const words = await stage.call('GET', `/api/v1/orders/${raised}/result`, await stage.token(WATER));
  expect(words.body.code).toBe('auth.forbidden');
  const body = { unit: WATER, reason: 'On our duty list' };
  const tag = shown.headers.get('etag')?.slice(1, -1);
  expect((await stage.call('POST', `${path}/claim`, await stage.token(WATER), body, tag)).status).toBe(200);
  expect(await stage.orderOf(ticketId, WATER)).toMatchObject({ origin: 'claim' });
});

it('a ticket goes from its grid over a whistle to its closing, and every step is told in order', async () => {
  const { ticketId, orderId } = await atTownship();
  const whistleId = await stage.whistle(ticketId, orderId);
  const [water, urban] = [await stage.orderOf(ticketId, WATER), await stage.orderOf(ticketId, URBAN)];
  expect(await stage.order(orderId)).toMatchObject({ waiting: true, state: 'accepted', acts: ['progress'] });
  expect((await stage.order(orderId)).dueAt).toBeUndefined();
  expect(water).toMatchObject({ role: 'lead', verifier: ROOM, parentId: orderId, whistleId, origin: 'whistle' });
  for (const order of [water, urban]) await stage.act(order.unit, order, 'accept');
  await expect(stage.act(WATER, water, 'resolve', RESULT)).rejects.toThrow('order.assists-open');
  for (const order of [urban, water]) await stage.act(order.unit, order, 'resolve', RESULT);
  for (const order of [urban, water]) await stage.act(ROOM, order, 'confirm');
  const about = { whistleId, ticketId, orderId, township: ROOM };
  await stage.tell(make(WhistleCompleted, about), { id: whistleId, ticketId });
  await until(async () => !(await stage.order(orderId)).waiting);
  const township = await stage.order(orderId);
  await stage.act(ROOM, township, 'resolve', RESULT);
  await stage.act(CENTRE, township, 'confirm');
  expect(await stage.ticket(ticketId)).toMatchObject({ state: 'resolved', outcome: 'solved', onTime: true, round: 1 });
  await rate(ticketId, 1, true);
  await until(async () => (await stateOf(ticketId)) === 'closed');
  expect(await stage.eventNames(ticketId)).toEqual([
    ...['ticket.opened', 'ticket.assigned', 'order.issued', 'order.accepted'],
    ...['order.raised', 'order.issued', 'order.raised', 'order.issued', 'order.accepted'],
    ...['order.waiting', 'order.issued', 'order.issued', 'order.accepted', 'order.accepted'],
    ...['order.resolved', 'order.resolved', 'order.confirmed', 'order.confirmed'],
    ...['order.resumed', 'order.resolved', 'order.confirmed', 'ticket.resolved', 'ticket.closed'],
  ]);
  const [first] = await stage.events(ticketId);
  expect(first).toMatchObject({ subject: ticketId, ticketid: ticketId, sequence: '0000000001', unit: 'none' });
});

it('a reporter who was not helped has it done again by the department that did the work', async () => {
  const { ticketId, orderId } = await atTownship();
  const whistleId = await stage.whistle(ticketId, orderId);
  const [water, urban] = [await stage.orderOf(ticketId, WATER), await stage.orderOf(ticketId, URBAN)];
  for (const order of [urban, water]) {
    await stage.act(order.unit, order, 'accept');
    await stage.act(order.unit, order, 'resolve', RESULT);
    await stage.act(ROOM, order, 'confirm');
  }
  await stage.tell(make(WhistleCompleted, { whistleId, ticketId, orderId, township: ROOM }), {
    id: whistleId,
    ticketId,
  });
  await until(async () => !(await stage.order(orderId)).waiting);
  await stage.act(ROOM, await stage.order(orderId), 'resolve', RESULT);
  await stage.act(CENTRE, await stage.order(orderId), 'confirm');
  await rate(ticketId, 1, false);
  const again = await stage.orderOf(ticketId, WATER);
  expect(again).toMatchObject({ round: 2, origin: 'redo', verifier: ROOM, role: 'lead' });
  expect(again.parentId).toBeUndefined();
  await stage.act(WATER, again, 'accept');
  await stage.act(WATER, again, 'resolve', RESULT);
  await stage.act(ROOM, again, 'confirm');
  await rate(ticketId, 2, true);
  await until(async () => (await stateOf(ticketId)) === 'closed');
});

it('a department objects to its order, and the centre names another or lets it off', async () => {
  const { ticketId, orderId } = await atTownship();
  await stage.whistle(ticketId, orderId);
  const [water, urban] = [await stage.orderOf(ticketId, WATER), await stage.orderOf(ticketId, URBAN)];
  const reason = 'The pipe behind the meter belongs to the Wang house';
  expect(await stage.act(WATER, water, 'object', { reason })).toMatchObject({ objection: 'raised', state: 'issued' });
  await expect(stage.act(WATER, water, 'accept')).rejects.toThrow('order.objection-open');
  await expect(stage.act(ROOM, water, 'overrule-objection', { reason })).rejects.toThrow('auth.forbidden');
  await stage.act(CENTRE, water, 'uphold-objection', { unit: HOUSING, reason });
  expect(await stage.orderOf(ticketId, HOUSING)).toMatchObject({ role: 'lead', verifier: ROOM, origin: 'whistle' });
  await stage.act(URBAN, urban, 'object', { reason });
  await stage.act(CENTRE, urban, 'overrule-objection', { reason });
  await expect(stage.act(URBAN, urban, 'object', { reason })).rejects.toThrow('order.objection-closed');
  expect(await stage.act(URBAN, urban, 'accept')).toMatchObject({ objection: 'ruled', state: 'accepted' });
  expect(await stage.rows(`select 1 from event_log where envelope like '%Wang%'`)).toEqual([]);
});

it('a cancelled whistle ends its open orders and the township goes on', async () => {
  const { ticketId, orderId } = await atTownship();
  const whistleId = await stage.whistle(ticketId, orderId);
  await stage.orderOf(ticketId, WATER);
  const event = { whistleId, ticketId, orderId, township: ROOM, reason: 'by-township' } as const;
  await stage.tell(make(WhistleCancelled, event), { id: whistleId, ticketId });
  await until(async () => !(await stage.order(orderId)).waiting);
  const { orders } = await stage.ticket(ticketId);
  expect(
    orders
      .map(({ unit, state }) => `${unit} ${state}`)
      .slice(-2)
      .sort(),
  ).toEqual([`${URBAN} cancelled`, `${WATER} cancelled`]);
});

it('a whistle whose order is not held is refused; one that comes before its ticket waits for it', async () => {
  const { ticketId } = await atTownship();
  const whistleId = await stage.whistle(ticketId, v7());
  await until(async () => (await stage.eventNames(ticketId)).includes('ticket.whistle-refused'));
  expect((await stage.events(ticketId)).at(-1)?.data).toEqual({ ticketId, whistleId, reason: 'order-unknown' });
  const later = v7();
  const early = { whistleId: v7(), ticketId: later, orderId: v7(), township: ROOM, kind: 'difficult-problem' };
  await stage.tell(make(WhistleApproved, { ...early, lead: WATER, assists: [], onTime: true }), {
    id: early.whistleId,
    ticketId: later,
  });
  await until(async () => (await stage.rows('select 1 from early_event')).length === 1);
  const report = { ticketId: later, channel: 'resident', category: CATEGORY, severity: 'normal', grid: GRID } as const;
  const facts = { photos: 0, anonymous: false, confidential: false };
  await stage.tell(make(ReportReceived, { ...report, ...facts }), { id: later, ticketId: later });
  await until(async () => (await stage.eventNames(later)).includes('ticket.whistle-refused'));
  expect(await stage.rows('select 1 from early_event')).toEqual([]);
});

it('a return is overruled with the time that was left, or upheld to another unit', async () => {
  const ticketId = await stage.report();
  const order = await stage.orderOf(ticketId, GRID);
  await stage.act(GRID, order, 'return', { reason: 'Not our street' });
  expect(await stage.act(BRANCH, order, 'overrule-return', { reason: 'It is' })).toMatchObject({
    state: 'issued',
    returns: 1,
  });
  await stage.act(GRID, order, 'return', { reason: 'Look at the map' });
  await stage.act(BRANCH, order, 'uphold-return', { unit: OTHER_GRID, duty: DUTY });
  expect(await stage.orderOf(ticketId, OTHER_GRID)).toMatchObject({ origin: 'reassign', verifier: BRANCH });
  expect(await stage.order(order.id)).toMatchObject({ state: 'cancelled', returns: 2 });
});

it('a call-back counts where no rating was given, and only when it reached the citizen', async () => {
  const ticketId = await solved();
  const answer = { ticketId, round: 1, responded: true, solved: false, by: 'centre' } as const;
  const about = { id: ticketId, ticketId };
  await stage.tell(make(ReportCalledBack, { ...answer, effective: false }), about);
  await stage.tell(make(ReportCalledBack, { ...answer, effective: true }), about);
  await until(async () => (await stage.ticket(ticketId)).round === 2);
  expect((await stage.eventNames(ticketId)).filter((name) => name === 'ticket.reopened')).toHaveLength(1);
});

it('a withdrawn matter ends with its orders', async () => {
  const ticketId = await stage.report();
  await stage.tell(make(ReportWithdrawalAsked, { ticketId }), { id: ticketId, ticketId });
  await until(async () => (await stateOf(ticketId)) === 'closed');
  expect((await stage.ticket(ticketId)).orders).toMatchObject([{ state: 'cancelled' }]);
});

const verificationOf = (orderId: string) =>
  stage.rows<{ state: string; met: boolean | null }>(
    "select state, met from clock where aggregate_id = $1 and kind = 'verification'",
    [orderId],
  );

it('a result that nobody answers speaks at each rung, to its verifier, until it is answered [clock 11]', async () => {
  const ticketId = await stage.report();
  const order = await stage.orderOf(ticketId, GRID);
  await stage.act(GRID, order, 'accept');
  expect(await stage.act(GRID, order, 'resolve', RESULT)).toHaveProperty('verificationDueAt');
  const rungs = async () => (await stage.events(ticketId)).filter(({ type }) => /amber|due/.test(type));
  await stage.database.advance(7 * 24 * HOUR);
  await until(async () => (await rungs()).length === 3);
  const told = (await rungs()).map(({ type, data }) => [type, data]);
  const late = expect.objectContaining({ clock: 'verification', unit: GRID, verifier: BRANCH });
  expect(told).toEqual([
    ['order.amber.v1', late],
    ['order.due.v1', late],
    ['order.overdue.v1', late],
  ]);
  await stage.act(BRANCH, order, 'send-back', { reason: 'Look again' });
  expect(await verificationOf(order.id)).toEqual([{ state: 'ended', met: false }]);
  await stage.act(GRID, order, 'resolve', RESULT);
  expect(await verificationOf(order.id)).toEqual([{ state: 'running', met: null }]);
  await stage.act(BRANCH, order, 'confirm');
  expect(await verificationOf(order.id)).toEqual([{ state: 'ended', met: true }]);
});

it('a result that nobody asks about is told once to whoever calls back, also when its window ends meanwhile [clock 16]', async () => {
  const [ticketId, late] = [await solved(), await solved()];
  const told = async (of: string) => (await stage.eventNames(of)).filter((name) => name === 'ticket.call-back-due');
  await rate(late, 1, true);
  await until(async () => (await stateOf(late)) === 'closed');
  await stage.database.advance(21 * 24 * HOUR);
  await until(async () => (await stateOf(ticketId)) === 'closed');
  expect([await told(ticketId), await told(late)]).toEqual([['ticket.call-back-due'], []]);
  const due = (await stage.events(ticketId)).find(({ type }) => type === 'ticket.call-back-due.v1');
  expect(due?.data).toMatchObject({ caller: CENTRE, round: 1 });
  const states = await stage.rows<{ state: string }>('select state from clock where ticket_id = $1', [ticketId]);
  expect(states.filter(({ state }) => state !== 'ended')).toEqual([]);
});

it('both clocks of an order speak once at each rung of the profile, and an unrated ticket closes when its window ends', async () => {
  const ticketId = await stage.report();
  const rested = await solved();
  const rungs = async (): Promise<string[]> =>
    (await stage.events(ticketId))
      .filter(({ type }) => /amber|due/.test(type))
      .map(({ type, data }) => `${type} ${(data as { clock: string }).clock}`);
  await stage.database.advance(3 * HOUR);
  await until(async () => (await rungs()).length === 2);
  expect(await rungs()).toEqual(['order.amber.v1 accept', 'order.due.v1 accept']);
  await stage.database.advance(7 * 24 * HOUR);
  await until(async () => (await stateOf(rested)) === 'closed');
  await until(async () => (await rungs()).length === 6);
  // What fell due in one jump of the time is told clock by clock, whichever comes first.
  const all = await rungs();
  for (const clock of ['accept', 'handling'])
    expect(all.filter((rung) => rung.endsWith(clock))).toEqual([
      `order.amber.v1 ${clock}`,
      `order.due.v1 ${clock}`,
      `order.overdue.v1 ${clock}`,
    ]);
  expect((await stage.events(rested)).at(-1)?.data).toMatchObject({ by: 'rating-window' });
  const late = await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'accept');
  expect(late).toMatchObject({ acceptedOnTime: false });
});

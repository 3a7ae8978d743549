import { make, ReportObjected, ReportRated, ReportWithdrawalAsked } from '@gridwhistle/contracts';
import { BRANCH, CENTRE, GRID, OTHER_ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import type { Ticket } from '../src/domain/ticket.js';
import { RESULT, Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

async function merge(ticketId: string, into: string, unit = BRANCH): Promise<Answer> {
  const { sequence } = await stage.ticket(ticketId);
  return stage.call('POST', `/api/v1/tickets/${ticketId}/merge`, await stage.token(unit), { into }, sequence);
}

const rate = (ticketId: string, said: Pick<ReportRated, 'satisfaction' | 'solved'>): Promise<void> =>
  stage.tell(make(ReportRated, { ticketId, round: 1, ...said }), { id: ticketId, ticketId });

async function finish(ticketId: string, unit: string, verifier = CENTRE): Promise<void> {
  const order = await stage.orderOf(ticketId, unit);
  await stage.act(unit, order, 'accept');
  await stage.act(unit, order, 'resolve', RESULT);
  await stage.act(verifier, order, 'confirm');
}

it('two reports of one matter become one ticket; either reporter’s “not solved” has it done again, also after the other closed it [rule 7c]', async () => {
  const [doubled, kept] = [await stage.report(), await stage.report()];
  expect(await merge(doubled, kept)).toMatchObject({
    status: 200,
    body: { state: 'closed', outcome: 'merged', mergedInto: kept },
  });
  expect((await stage.ticket(doubled)).orders[0]?.state).toBe('cancelled');
  await finish(kept, GRID, BRANCH);
  await rate(kept, { satisfaction: 'satisfied', solved: true });
  await until(async () => (await stateOf(kept)) === 'closed');
  await rate(doubled, { satisfaction: 'dissatisfied', solved: false });
  await until(async () => (await stage.ticket(kept)).round === 2);
  expect(await stage.ticket(doubled)).toMatchObject({ state: 'closed', outcome: 'merged', round: 1 });
});

it('a withdrawal takes its own reporter out, and the last one ends the matter [rule 7d]', async () => {
  const [doubled, kept] = [await stage.report(), await stage.report()];
  const withdraw = (ticketId: string) =>
    stage.tell(make(ReportWithdrawalAsked, { ticketId }), { id: ticketId, ticketId });
  const reporters = async () =>
    (await stage.rows<Pick<Ticket, 'reporters'>>('select reporters from ticket where id = $1', [kept]))[0]?.reporters;
  await merge(doubled, kept);
  expect(await reporters()).toEqual([kept, doubled]);
  await withdraw(kept);
  await until(async () => (await reporters())?.length === 1);
  expect(await stateOf(kept)).toBe('assigned');
  await withdraw(doubled);
  await until(async () => (await stateOf(kept)) === 'closed');
  expect(await stage.ticket(kept)).toMatchObject({ outcome: 'withdrawn' });
});

it('whoever left a merged matter has no word on it any more, and whoever withdraws too late is told [rule 7f] [ticket 19]', async () => {
  const [doubled, kept] = [await stage.report(), await stage.report()];
  await merge(doubled, kept);
  await stage.tell(make(ReportWithdrawalAsked, { ticketId: kept }), { id: kept, ticketId: kept });
  await until(async () => (await stage.eventNames(kept)).includes('ticket.reporter-left'));
  await finish(kept, GRID, BRANCH);
  await rate(kept, { satisfaction: 'dissatisfied', solved: false });
  await stage.tell(make(ReportWithdrawalAsked, { ticketId: doubled }), { id: doubled, ticketId: doubled });
  await until(async () => (await stage.eventNames(kept)).includes('ticket.withdrawal-refused'));
  await rate(doubled, { satisfaction: 'dissatisfied', solved: false });
  await until(async () => (await stage.ticket(kept)).round === 2);
  expect((await stage.eventNames(kept)).filter((name) => name === 'ticket.reopened')).toHaveLength(1);
});

it('the reporter of a merged ticket objects for the other, once in all [kind 5]', async () => {
  const [doubled, kept] = [await stage.report(), await stage.report()];
  await merge(doubled, kept);
  await stage.act(GRID, await stage.orderOf(kept, GRID), 'accept');
  const { sequence } = await stage.ticket(kept);
  const found = { as: 'private', reason: 'The pipe belongs to the house' };
  await stage.call('POST', `/api/v1/tickets/${kept}/mark`, await stage.token(GRID), found, sequence);
  for (const ticketId of [doubled, kept]) {
    await stage.tell(make(ReportObjected, { ticketId }), { id: ticketId, ticketId });
  }
  await until(async () => (await stage.ticket(kept)).objection === 'raised');
  await rate(kept, { satisfaction: 'satisfied', solved: true });
  expect((await stage.eventNames(kept)).filter((name) => name === 'ticket.objected')).toHaveLength(1);
});

it('both merged into each other at once leave one of them open', async () => {
  const [one, other] = [await stage.report(), await stage.report()];
  const answers = await Promise.all([merge(one, other), merge(other, one)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const states = [(await stage.ticket(one)).state, (await stage.ticket(other)).state];
  expect(states.sort()).toEqual(['assigned', 'closed']);
});

it('what was merged into a part goes on when the whole is withdrawn [rule 7d]', async () => {
  const [doubled, whole] = [await stage.report(), await stage.report()];
  const [part = '', other = ''] = (await split(whole)).body.partsOpen as string[];
  expect((await merge(doubled, part, CENTRE)).status).toBe(200);
  await stage.tell(make(ReportWithdrawalAsked, { ticketId: whole }), { id: whole, ticketId: whole });
  await until(async () => (await stateOf(other)) === 'closed');
  expect(await stateOf(part)).toBe('assigned');
  await finish(part, WATER);
  expect(await stage.ticket(part)).toMatchObject({ state: 'resolved', outcome: 'solved' });
  await rate(doubled, { satisfaction: 'dissatisfied', solved: false });
  await until(async () => (await stage.ticket(part)).round === 2);
});

it('who was merged into a part speaks of the whole [rule 7e]', async () => {
  const [doubled, whole] = [await stage.report(), await stage.report()];
  const parts = (await split(whole)).body.partsOpen as string[];
  await merge(doubled, parts[0] ?? '');
  for (const [n, { unit }] of PARTS.entries()) await finish(parts[n] ?? '', unit);
  await until(async () => (await stateOf(whole)) === 'resolved');
  await rate(doubled, { satisfaction: 'dissatisfied', solved: false });
  await until(async () => (await stage.ticket(whole)).round === 2);
});

it('what cannot be is refused', async () => {
  const [one, other] = [await stage.report(), await stage.report()];
  expect((await merge(one, one)).body).toMatchObject({ code: 'merge.into-itself', errors: [{ field: 'into' }] });
  expect((await merge(one, v7())).body).toMatchObject({ code: 'ticket.unknown', errors: [{ field: 'into' }] });
  expect((await merge(one, other, OTHER_ROOM)).body.code).toBe('auth.forbidden');
  expect((await merge(one, 'x')).body.code).toBe('input.invalid');
});

const PARTS = [{ unit: WATER }, { unit: URBAN }];
const reason = 'The Wang house has a leak, and there is a stall on the road';

async function split(ticketId: string, parts: object[] = PARTS, unit = BRANCH): Promise<Answer> {
  const { sequence } = await stage.ticket(ticketId);
  return stage.call('POST', `/api/v1/tickets/${ticketId}/split`, await stage.token(unit), { parts, reason }, sequence);
}

const stateOf = async (ticketId: string): Promise<string> => (await stage.ticket(ticketId)).state;

it('a report with two matters is split, and is resolved when both are done', async () => {
  const whole = await stage.report();
  const { body } = await split(whole);
  const parts = body.partsOpen as string[];
  expect(body).toMatchObject({ state: 'assigned', acts: [], orders: [{ unit: GRID, state: 'cancelled' }] });
  for (const [part, unit] of parts.map((id, n) => [id, PARTS[n]?.unit ?? ''] as const)) {
    expect(await stage.ticket(part)).toMatchObject({ partOf: whole, state: 'assigned' });
    await finish(part, unit);
    expect(await stateOf(part)).toBe('closed');
  }
  await until(async () => (await stateOf(whole)) === 'resolved');
  expect(await stage.ticket(whole)).toMatchObject({ outcome: 'solved', partsOpen: [] });
  expect(await stage.rows(`select 1 from event_log where envelope like '%Wang%'`)).toEqual([]);
});

it('a report whose parts are all invalid is invalid: nobody rates it, and it never reopens [ticket 16]', async () => {
  const whole = await stage.report();
  const parts = (await split(whole)).body.partsOpen as string[];
  for (const [n, { unit }] of PARTS.entries()) {
    const order = await stage.orderOf(parts[n] ?? '', unit);
    await stage.act(unit, order, 'accept');
    const { sequence } = await stage.ticket(order.ticketId);
    const body = { as: 'invalid', reason: 'There is no leak' };
    await stage.call('POST', `/api/v1/tickets/${order.ticketId}/mark`, await stage.token(unit), body, sequence);
    await stage.act(CENTRE, order, 'confirm');
  }
  await until(async () => (await stateOf(whole)) === 'closed');
  const { outcome, sequence } = await stage.ticket(whole);
  expect(outcome).toBe('invalid');
  const reopening = await stage.call(
    'POST',
    `/api/v1/tickets/${whole}/reopen`,
    await stage.token(BRANCH),
    { reason: 'It leaks' },
    sequence,
  );
  expect(reopening.body.code).toBe('lifecycle.wrong-transition');
});

it('a split report that is withdrawn ends its parts', async () => {
  const whole = await stage.report();
  const parts = (await split(whole)).body.partsOpen as string[];
  await stage.tell(make(ReportWithdrawalAsked, { ticketId: whole }), { id: whole, ticketId: whole });
  await until(async () => (await Promise.all(parts.map(stateOf))).every((state) => state === 'closed'));
  expect(await stage.ticket(whole)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
});

it('a whole and its part are not merged into each other: neither ends with its own target [ticket 15]', async () => {
  const whole = await stage.report();
  const [part = '', other = ''] = (await split(whole)).body.partsOpen as string[];
  for (const answer of [await merge(whole, part), await merge(part, whole)]) {
    expect(answer).toMatchObject({ status: 422, body: { code: 'merge.into-itself', errors: [{ field: 'into' }] } });
  }
  expect(await stateOf(whole)).toBe('assigned');
  expect((await merge(part, other)).body).toMatchObject({ outcome: 'merged', mergedInto: other });
  expect(await stateOf(other)).toBe('assigned');
});

it('a split that cannot be is refused, with every part that is wrong', async () => {
  const whole = await stage.report();
  const wrong = await split(whole, [{ unit: 'nobody' }, { category: '9999' }]);
  expect(wrong).toMatchObject({
    status: 400,
    body: { code: 'input.invalid', errors: [{ field: 'parts.0.unit' }, { field: 'parts.1.category' }] },
  });
  expect((await split(whole, PARTS.slice(1))).body).toMatchObject({
    code: 'input.invalid',
    errors: [{ field: 'parts' }],
  });
  expect((await split(whole, PARTS, OTHER_ROOM)).body.code).toBe('auth.forbidden');
  await split(whole);
  expect((await split(whole)).body.code).toBe('ticket.split-once');
});

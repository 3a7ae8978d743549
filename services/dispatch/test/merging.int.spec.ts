import { make, ReportRated, ReportWithdrawalAsked } from '@gridwhistle/contracts';
import { BRANCH, CENTRE, GRID, OTHER_ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { RESULT, Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

async function merge(ticketId: string, into: string, unit = BRANCH): Promise<Answer> {
  const { sequence } = await stage.ticket(ticketId);
  return stage.call('POST', `/api/v1/tickets/${ticketId}/merge`, await stage.token(unit), { into }, sequence);
}

it('two reports of one matter become one ticket; either reporter’s “not solved” has it done again', async () => {
  const [doubled, kept] = [await stage.report(), await stage.report()];
  expect(await merge(doubled, kept)).toMatchObject({
    status: 200,
    body: { state: 'closed', outcome: 'merged', mergedInto: kept },
  });
  expect((await stage.ticket(doubled)).orders[0]?.state).toBe('cancelled');
  const order = await stage.orderOf(kept, GRID);
  await stage.act(GRID, order, 'accept');
  await stage.act(GRID, order, 'resolve', RESULT);
  await stage.act(BRANCH, order, 'confirm');
  const rated = make(ReportRated, { ticketId: doubled, round: 1, satisfaction: 'dissatisfied', solved: false });
  await stage.tell(rated, { id: doubled, ticketId: doubled });
  await until(async () => (await stage.ticket(kept)).round === 2);
  expect(await stage.ticket(doubled)).toMatchObject({ state: 'closed', outcome: 'merged', round: 1 });
});

it('both merged into each other at once leave one of them open', async () => {
  const [one, other] = [await stage.report(), await stage.report()];
  const answers = await Promise.all([merge(one, other), merge(other, one)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const states = [(await stage.ticket(one)).state, (await stage.ticket(other)).state];
  expect(states.sort()).toEqual(['assigned', 'closed']);
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
    const order = await stage.orderOf(part, unit);
    await stage.act(unit, order, 'accept');
    await stage.act(unit, order, 'resolve', RESULT);
    await stage.act(CENTRE, order, 'confirm');
    expect(await stateOf(part)).toBe('closed');
  }
  await until(async () => (await stateOf(whole)) === 'resolved');
  expect(await stage.ticket(whole)).toMatchObject({ outcome: 'solved', partsOpen: [] });
  expect(await stage.rows(`select 1 from event_log where envelope like '%Wang%'`)).toEqual([]);
});

it('a split report that is withdrawn ends its parts', async () => {
  const whole = await stage.report();
  const parts = (await split(whole)).body.partsOpen as string[];
  await stage.tell(make(ReportWithdrawalAsked, { ticketId: whole }), { id: whole, ticketId: whole });
  await until(async () => (await Promise.all(parts.map(stateOf))).every((state) => state === 'closed'));
  expect(await stage.ticket(whole)).toMatchObject({ state: 'closed', outcome: 'withdrawn' });
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

import { make, ReportRated } from '@gridwhistle/contracts';
import { BRANCH, GRID, OTHER_ROOM } from '@gridwhistle/testing/small-district';
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
  expect((await merge(one, one)).body.code).toBe('merge.into-itself');
  expect((await merge(one, v7())).body).toMatchObject({ code: 'ticket.unknown', errors: [{ field: 'into' }] });
  expect((await merge(one, other, OTHER_ROOM)).body.code).toBe('auth.forbidden');
  expect((await merge(one, 'x')).body.code).toBe('input.invalid');
});

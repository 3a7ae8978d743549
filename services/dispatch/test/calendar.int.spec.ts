import { GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

/** The minute; the seconds are the test's own. */
const at = (minute: string) => expect.stringMatching(`^${minute}`) as string;
const off = { name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: ['2027-01-09'] };
const document = { ...smallDistrict(), holidayNotices: [{ year: 2027, published: '2026-11-04', breaks: [off] }] };

it('a deadline of a year that is not announced is provisional, blames nobody, and is counted anew by the notice [clock 10]', async () => {
  await stage.database.setTime(new Date('2026-12-31T02:00:00Z'));
  const ticketId = await stage.report();
  await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'accept');
  expect(await stage.ticket(ticketId)).toMatchObject({ dueAt: at('2027-01-04T02:00'), provisional: true });

  // An hour after the moment that weekdays alone would make the due one.
  await stage.database.setTime(new Date('2027-01-04T03:00:00Z'));
  await until(async () => (await stage.eventNames(ticketId)).includes('order.amber'));
  await stage.putInForce(document);
  await until(async () => (await stage.eventNames(ticketId)).includes('ticket.due-changed'));
  expect(await stage.ticket(ticketId)).toMatchObject({
    provisional: false,
    dueAt: at('2027-01-05T02:00'),
    orders: [{ dueAt: at('2027-01-05T02:00') }],
  });
  const names = await stage.eventNames(ticketId);
  expect(names).not.toContain('order.due');
  expect(names.filter((name) => name === 'order.rung-voided')).toHaveLength(1);
  const changed = names.filter((name) => name.endsWith('.due-changed'));
  expect(changed.sort()).toEqual(['order.due-changed', 'ticket.due-changed']);

  await stage.database.setTime(new Date('2027-01-05T03:00:00Z'));
  await until(async () => (await stage.eventNames(ticketId)).includes('order.due'));
  const rungs = (await stage.eventNames(ticketId)).filter((name) => /^order[.](amber|due|rung-voided)$/.test(name));
  expect(rungs).toEqual(['order.amber', 'order.rung-voided', 'order.amber', 'order.due']);
});

import type { OpenThere } from '@gridwhistle/contracts';
import { calendarKey } from '@gridwhistle/messaging';
import { Profile, type ProfileDocument } from '@gridwhistle/registry';
import { GRID, smallDistrict } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { DISPATCH_SETTINGS } from '../src/config.js';
import { RESULT, Stage } from './stage.js';

let stage: Stage;
beforeAll(async () => void (stage = await Stage.open()));
afterAll(() => stage?.close());

const working = (from: string, to: string): ProfileDocument => {
  const document = smallDistrict();
  return { ...document, calendar: { ...document.calendar, officeHours: [{ from, to }] } };
};
const [USUAL, SHORT] = [working('09:00', '17:00'), working('15:00', '17:00')];

/** The minute; the seconds are the test's own. */
const at = (minute: string) => expect.stringMatching(`^${minute}`) as string;

const apply = (document: ProfileDocument): Promise<void> => stage.putInForce(document);

/** What the console is told before the profile is applied. */
async function wouldMove(document: ProfileDocument): Promise<Record<string, readonly string[]>> {
  const { calendar } = new Profile(document);
  const nothing = { areas: [], grids: [], units: [], categories: [], limits: [], clocks: [] };
  const asked = { ...nothing, windows: [], whistles: [], channels: [], posts: [], calendars: [calendar] };
  const token = DISPATCH_SETTINGS.GW_INTERNAL_KEY.example;
  const answer = await stage.call('POST', '/internal/repartition', token, asked);
  const { open } = answer.body as unknown as OpenThere;
  expect(open.every(({ what, count, ids }) => what === 'clock-moved' && count === ids.length)).toBe(true);
  return Object.fromEntries(open.map(({ code, ids }) => [code, ids]));
}

async function accepted(): Promise<{ ticketId: string; orderId: string }> {
  const ticketId = await stage.report();
  const { id: orderId } = await stage.act(GRID, await stage.orderOf(ticketId, GRID), 'accept');
  return { ticketId, orderId };
}

const times = async (ticketId: string, name: string): Promise<number> =>
  (await stage.eventNames(ticketId)).filter((each) => each === name).length;

const told = (ticketId: string, name: string, count = 1) => until(async () => (await times(ticketId, name)) === count);

/** What ticket, order, their clocks and the last events say of the due moment. */
async function dueOf(ticketId: string): Promise<unknown[]> {
  const { dueAt, orders } = await stage.ticket(ticketId);
  const sql = `select distinct due_at from clock where ticket_id = $1 and kind = 'handling'`;
  const rows = await stage.rows<{ due_at: Date }>(sql, [ticketId]);
  const changed = (await stage.events(ticketId)).filter(({ type }) => type.includes('.due-changed'));
  const events = changed.slice(-2).map(({ data }) => (data as { dueAt: string }).dueAt);
  return [dueAt, orders?.[0]?.dueAt, ...rows.map(({ due_at: due }) => due.toISOString()), ...events];
}

describe('office hours that change while clocks run [clock 17]', () => {
  it('move what runs by the working time that is gone, and nobody is late before that', async () => {
    await stage.database.setTime(new Date('2026-03-02T02:00:00Z'));
    const [prompt, slow] = [await accepted(), await accepted()];
    expect(await stage.ticket(prompt.ticketId)).toMatchObject({ dueAt: at('2026-03-04T02:00') });
    expect(await wouldMove(SHORT)).toEqual({
      order: [prompt, slow].map(({ orderId }) => orderId).sort(),
      ticket: [prompt, slow].map(({ ticketId }) => ticketId).sort(),
    });
    await apply(SHORT);
    for (const { ticketId } of [prompt, slow]) {
      await told(ticketId, 'ticket.due-changed');
      await told(ticketId, 'order.due-changed');
      expect(await dueOf(ticketId)).toEqual(Array(5).fill(at('2026-03-11T09:00')));
    }

    expect(await wouldMove(SHORT)).toEqual({});

    await stage.database.setTime(new Date('2026-03-11T08:59:00Z'));
    await told(slow.ticketId, 'order.amber');
    await stage.act(GRID, await stage.order(prompt.orderId), 'resolve', RESULT);
    const resolved = (await stage.events(prompt.ticketId)).find(({ type }) => type === 'order.resolved.v1');
    expect(resolved?.data).toMatchObject({ onTime: true });
    await stage.database.setTime(new Date('2026-03-11T09:01:00Z'));
    await told(slow.ticketId, 'order.due');
    expect(await times(prompt.ticketId, 'order.due')).toBe(0);
    expect(await times(slow.ticketId, 'order.due-changed')).toBe(1);
  });

  it('bring nearer what they give more of, and void what fired before they are taken back', async () => {
    await stage.database.setTime(new Date('2026-03-12T02:00:00Z'));
    const { ticketId } = await accepted();
    expect(await stage.ticket(ticketId)).toMatchObject({ dueAt: at('2026-03-13T09:00') });
    await apply(USUAL);
    await told(ticketId, 'ticket.due-changed');
    expect(await dueOf(ticketId)).toEqual(Array(5).fill(at('2026-03-12T06:00')));

    await stage.database.setTime(new Date('2026-03-12T06:01:00Z'));
    await told(ticketId, 'order.due');
    await apply(SHORT);
    await told(ticketId, 'order.rung-voided', 2);
    expect(await dueOf(ticketId)).toEqual(Array(5).fill(at('2026-03-13T09:00')));
    await stage.database.setTime(new Date('2026-03-13T09:01:00Z'));
    await told(ticketId, 'order.due', 2);
  });

  it('are found by the rows, those of before as well, and not by an instance with an older profile', async () => {
    await stage.database.setTime(new Date('2026-03-24T02:00:00Z'));
    const { ticketId } = await accepted();
    const key = calendarKey(new Profile(SHORT).calendar);
    const counted = () =>
      stage.count(`clock where ticket_id = '${ticketId}' and state <> 'ended' and calendar = '${key}'`);
    await stage.rows('update clock set calendar = null where ticket_id = $1', [ticketId]);
    await until(async () => (await counted()) === 2);
    expect(await times(ticketId, 'ticket.due-changed')).toBe(0);
    // Another instance has a newer profile, which this one cannot read.
    await stage.rows('update profile_copy set version = version + 1, document = $1', ['{}']);
    await stage.rows(`update clock set calendar = '2026-other' where ticket_id = $1`, [ticketId]);
    await expect(until(async () => (await counted()) > 0, 3_000)).rejects.toThrow();
  });
});

import { ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Stage } from './stage.js';

const usual = {
  ...smallDistrict(),
  escalations: [{ on: 'whistle.approval-due', act: 'remind' as const }],
};

describe('a whistle, when office hours change', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open(usual)));
  afterAll(() => stage?.close());

  const apply = (from: string, to: string): Promise<void> =>
    stage.putInForce({ ...usual, calendar: { ...usual.calendar, officeHours: [{ from, to }] } });

  const names = async (ticketId: string): Promise<string[]> =>
    (await stage.events(ticketId)).map(({ type }) => type.replace(/\.v1$/, ''));
  const told = (ticketId: string, name: string, count = 1) =>
    until(async () => (await names(ticketId)).filter((each) => each === name).length === count);

  it('is to be approved by the hours in force, and what fired too early is void with its reminder [clock 17]', async () => {
    await stage.database.setTime(new Date('2026-03-02T01:00:00Z'));
    const ids = { ticketId: v7(), orderId: v7() };
    await stage.issued(ids, ROOM);
    const token = await stage.token(ROOM, 'principal');
    const asked = {
      ...ids,
      kind: 'difficult-problem',
      lead: WATER,
      assists: [URBAN],
      reason: 'The main is the county’s',
    };
    const { body } = await stage.sure('POST', '/api/v1/whistles', { token, key: v7(), body: asked });
    const path = `/api/v1/whistles/${String(body['id'])}`;
    const dueAt = async () => (await stage.sure<{ approvalDueAt: string }>('GET', path, { token })).body.approvalDueAt;
    expect(await dueAt()).toMatch(/^2026-03-02T05:00/);

    await stage.database.setTime(new Date('2026-03-02T05:01:00Z'));
    await told(ids.ticketId, 'reminder.sent');
    await apply('15:00', '17:00');
    await told(ids.ticketId, 'whistle.due-changed');
    await told(ids.ticketId, 'whistle.rung-voided');
    await told(ids.ticketId, 'reminder.voided');
    expect(await dueAt()).toBe('2026-03-03T09:00:00.000Z');

    await apply('15:00', '18:00');
    await told(ids.ticketId, 'whistle.due-changed', 2);
    expect(await dueAt()).toBe('2026-03-03T08:00:00.000Z');
    await stage.database.setTime(new Date('2026-03-03T08:01:00Z'));
    await told(ids.ticketId, 'whistle.approval-due', 2);
    const due = (await stage.events(ids.ticketId)).filter(({ type }) => type === 'whistle.approval-due.v1').at(-1);
    expect(due?.data).toMatchObject({ dueAt: '2026-03-03T08:00:00.000Z' });
  });
});

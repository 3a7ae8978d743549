import { OrderIssued, make } from '@gridwhistle/contracts';
import { CATEGORY, GRID, ROOM, smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Stage, type Held } from './stage.js';

const HOUR_MS = 3_600_000;
const small = smallDistrict();
const flood = {
  ...small.whistles[0]!,
  code: 'flood',
  nature: 'emergency' as const,
  approvalLimit: '0.25 emergency-hour',
  reportInLimit: '0.5 emergency-hour',
};
const profile = {
  ...small,
  whistles: [...small.whistles, { ...flood, code: 'slow', nature: 'problem' as const }, flood],
  escalations: ['whistle.approval-due', 'whistle.report-in-due'].map((on) => ({ on, act: 'remind' as const })),
};
const order = { role: 'lead', tier: 'district', origin: 'whistle', verifier: ROOM, severity: 'normal' } as const;
const place = { category: CATEGORY, area: GRID.slice(0, 12), grid: GRID, round: 1, provisional: false } as const;
const due = { acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '2026-03-04T09:00:00Z' };

describe('a whistle at night, for a matter that is none', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open(profile)));
  afterAll(() => stage?.close());

  const act = async (path: string, sending: object) =>
    stage.sure('POST', `/api/v1/whistles${path}`, { token: await stage.token(ROOM, 'principal'), ...sending });

  async function asked(kind: string): Promise<Held & { id: string }> {
    const ids = { ticketId: v7(), orderId: v7() };
    await stage.issued(ids, ROOM);
    const body = { ...ids, kind, lead: WATER, assists: [], reason: 'The river rises' };
    return { ...ids, id: String((await act('', { key: v7(), body })).body['id']) };
  }

  async function summoned(kind: string): Promise<Held & { id: string }> {
    const whistle = await asked(kind);
    const { ticketId, id: whistleId } = whistle;
    expect((await act(`/${whistleId}/approve`, { ifMatch: 1 })).status).toBe(200);
    const about = { orderId: v7(), ticketId, unit: WATER };
    const at = (await stage.rows<{ now: Date }>('select gw_now() as now'))[0]!.now;
    const issued = make(OrderIssued, { ...about, ...order, ...place, ...due, whistleId });
    await stage.tell(issued, { id: about.orderId, ticketId, unit: WATER, at });
    await until(async () => (await namesOf(whistle)).includes('whistle.summoned.v1'));
    return whistle;
  }

  const namesOf = async ({ ticketId }: Held): Promise<string[]> =>
    (await stage.events(ticketId)).map(({ type }) => type);

  it('that is for an emergency presses its principal and its departments at once, another one in the morning', async () => {
    // From nine in the morning to eleven in the evening.
    await stage.database.advance(14 * HOUR_MS);
    const kinds = ['flood', 'slow'];
    const whistles = [...(await Promise.all(kinds.map(asked))), ...(await Promise.all(kinds.map(summoned)))];
    await stage.database.advance(HOUR_MS);
    for (const whistle of whistles)
      await until(async () => (await namesOf(whistle)).some((name) => name.endsWith('-due.v1')));
    const waiting = `select whistle_id as "id" from follow_up where waits_until is not null order by 1`;
    const slow = [whistles[1]!.id, whistles[3]!.id].map((id) => ({ id }));
    await until(async () => (await stage.count('follow_up')) === 4);
    expect(await stage.rows(waiting)).toEqual(slow.sort((one, other) => (one.id < other.id ? -1 : 1)));
    const told = await Promise.all(whistles.map(namesOf));
    expect(told.map((names) => names.includes('reminder.sent.v1'))).toEqual([true, false, true, false]);
  });
});

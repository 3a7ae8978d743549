import {
  make,
  OrderObjected,
  OrderObjectionOverruled,
  SuspensionApproved,
  SuspensionEnded,
} from '@gridwhistle/contracts';
import { ROOM, smallDistrict, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Stage, type Held } from './stage.js';

const HOUR_MS = 3_600_000;
const dueAt = '2026-03-04T09:00:00Z';
const SUSPENSIONS = 'escalation-suspensions';
const profile = {
  ...smallDistrict(),
  escalations: [
    { on: 'whistle.approval-due', act: 'remind' as const },
    { on: 'whistle.report-in-due', act: 'supervise' as const },
  ],
};

describe('a whistle whose ticket is suspended', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open(profile)));
  afterAll(() => stage?.close());

  const now = async (): Promise<Date> => (await stage.rows<{ now: Date }>('select gw_now() as now'))[0]!.now;

  /** The township holds an order and whistles for two departments. */
  async function asked(): Promise<Held & { id: string }> {
    const ids = { ticketId: v7(), orderId: v7() };
    await stage.issued(ids, ROOM);
    const answer = await ask(ids);
    expect(answer.status).toBe(201);
    return { ...ids, id: String(answer.body['id']) };
  }

  async function ask({ ticketId, orderId }: Held): Promise<Answer> {
    const body = {
      ticketId,
      orderId,
      kind: 'difficult-problem',
      lead: WATER,
      assists: [URBAN],
      reason: 'The main is the county’s',
    };
    return stage.sure('POST', '/api/v1/whistles', { token: await stage.token(ROOM, 'principal'), key: v7(), body });
  }

  async function act(id: string, verb: string, unit: string, body: object = {}): Promise<Answer> {
    const { sequence } = await whistle(id);
    const sending = { token: await stage.token(unit, 'principal'), body, ifMatch: sequence };
    return stage.sure('POST', `/api/v1/whistles/${id}/${verb}`, sending);
  }

  async function whistle(id: string) {
    const path = `/api/v1/whistles/${id}`;
    const token = await stage.token(ROOM, 'principal');
    return (await stage.sure<{ sequence: number }>('GET', path, { token })).body;
  }

  /** Approved; its departments have got their orders. */
  async function summoned(): Promise<Held & { id: string }> {
    const ids = await asked();
    expect((await act(ids.id, 'approve', ROOM)).status).toBe(200);
    for (const unit of [WATER, URBAN]) await stage.issued({ ...ids, orderId: v7() }, unit, ids.id);
    await until(async () => (await namesOf(ids)).includes('whistle.summoned'));
    return ids;
  }

  /** Returns the suspension's id. */
  async function suspended({ ticketId, orderId }: Held, at?: Date): Promise<string> {
    const ids = { suspensionId: v7(), ticketId, orderId, unit: ROOM };
    await stage.tell(make(SuspensionApproved, ids), { ...ids, id: ids.suspensionId, ...(at && { at }) });
    await until(async () => (await standing(ticketId)) === 1);
    return ids.suspensionId;
  }

  async function continued({ ticketId, orderId }: Held, suspensionId: string, at?: Date): Promise<void> {
    const ids = { suspensionId, ticketId, orderId, unit: ROOM };
    await stage.tell(make(SuspensionEnded, ids), { ...ids, id: suspensionId, ...(at && { at }) });
    await until(async () => (await standing(ticketId)) === 0);
  }

  const standing = (subjectId: string): Promise<number> =>
    stage.count(`standstill where subject_id = '${subjectId}' and until is null`);

  /** As in an installation of before: everything else stands where it stands, of suspensions nothing was ever heard. */
  async function forgetSuspensions(): Promise<void> {
    await forgetRows();
    await stage.removeDurable(SUSPENSIONS);
    await forgetRows();
  }

  async function forgetRows(): Promise<void> {
    await stage.rows('delete from durable_mark where durable = $1', [SUSPENSIONS]);
    await stage.rows('delete from consumer_gate where consumer = $1', [SUSPENSIONS]);
    await stage.rows('delete from standstill');
    await stage.rows(`update clock set suspensions = '[]', state = 'running', running_since = started_at
      where entity = 'whistle' and state = 'stopped'`);
  }

  const times = async ({ ticketId }: Held): Promise<unknown[]> => {
    const rows = 'select since, until from standstill where subject_id = $1 order by since';
    return (await stage.rows<{ since: Date; until: Date }>(rows, [ticketId])).map(({ since, until: to }) => [
      since,
      to,
    ]);
  };

  const namesOf = async ({ ticketId }: Held): Promise<string[]> =>
    (await stage.events(ticketId)).map(({ type }) => type.replace(/\.v1$/, ''));

  it('waits for nobody meanwhile, and goes on with the time that was left [whistle 17]', async () => {
    const [approval, reportIn, other] = [await asked(), await summoned(), await asked()];
    const both = [approval, reportIn];
    const putOff: string[] = [];
    for (const ids of both) putOff.push(await suspended(ids));
    await stage.database.advance(72 * HOUR_MS);
    // Whatever would fire has fired with this one.
    await until(async () => (await namesOf(other)).includes('whistle.approval-due'));
    for (const [index, ids] of both.entries()) await continued(ids, putOff[index]!);
    const open = `select entity from clock where ticket_id = any($1::uuid[]) and state = 'running' and due_at > gw_now()`;
    expect(await stage.rows(open, [[approval.ticketId, reportIn.ticketId]])).toHaveLength(3);
    for (const ids of [approval, reportIn]) {
      expect(await namesOf(ids)).not.toContainEqual(expect.stringMatching(/due|amber|supervision|reminder/));
    }
    await stage.database.advance(24 * HOUR_MS);
    await until(async () => (await namesOf(approval)).includes('whistle.approval-due'));
    await until(async () => (await namesOf(reportIn)).includes('whistle.report-in-due'));
  });

  it('lets nobody act [rule 5c]', async () => {
    const ids = await summoned();
    const putOff = await suspended(ids);
    expect(await whistle(ids.id)).toMatchObject({ acts: [] });
    for (const [verb, unit] of [
      ['report-in', URBAN],
      ['complete', ROOM],
    ] as const) {
      expect(await act(ids.id, verb, unit)).toMatchObject({ status: 409, body: { code: 'ticket.suspended' } });
    }
    const other = { ...ids, orderId: v7() };
    await stage.issued(other, ROOM);
    expect(await ask(other)).toMatchObject({ status: 409, body: { code: 'ticket.suspended' } });
    await continued(ids, putOff);
    expect((await act(ids.id, 'report-in', URBAN)).status).toBe(200);
  });

  it('goes on without a department whose objection is not ruled, and with it afterwards [whistle 12]', async () => {
    const { id: whistleId, ...ids } = await summoned();
    const [urban] = await stage.rows<Held>(
      'select order_id as "orderId", ticket_id as "ticketId" from known_order where ticket_id = $1 and unit = $2',
      [ids.ticketId, URBAN],
    );
    const about = { ...urban!, unit: URBAN };
    const told = (event: object) => stage.tell(event, { ...about, id: about.orderId });
    const states = async (): Promise<unknown[]> => {
      const rows = 'select state from clock where aggregate_id = $1 and kind = $2 order by unit';
      return (await stage.rows<{ state: string }>(rows, [whistleId, 'report-in'])).map(({ state }) => state);
    };
    await told(make(OrderObjected, { ...about, whistleId }));
    await until(async () => (await standing(about.orderId)) === 1);
    const putOff = await suspended(ids);
    expect(await states()).toEqual(['stopped', 'stopped']);
    await continued(ids, putOff);
    expect(await states()).toEqual(['stopped', 'running']);
    await told(make(OrderObjectionOverruled, { ...about, whistleId, dueAt }));
    await until(async () => (await standing(about.orderId)) === 0);
    expect(await states()).toEqual(['running', 'running']);
  });

  it('voids what fired since, with what it led to, when it is heard of late [clock 4]', async () => {
    const [approval, reportIn] = [await asked(), await summoned()];
    const since = await now();
    await stage.database.advance(72 * HOUR_MS);
    await until(async () => (await namesOf(approval)).includes('reminder.sent'));
    await until(async () => (await namesOf(reportIn)).filter((name) => name === 'supervision.opened').length === 2);
    for (const ids of [approval, reportIn]) await suspended(ids, since);
    await until(async () => (await namesOf(approval)).includes('reminder.voided'));
    await until(async () => (await namesOf(reportIn)).filter((name) => name === 'supervision.voided').length === 2);
    const rungs = [...(await stage.events(approval.ticketId)), ...(await stage.events(reportIn.ticketId))]
      .filter(({ type }) => type === 'whistle.rung-voided.v1')
      .map(({ data }) => (data as { rung: string }).rung);
    expect(rungs.sort()).toEqual([
      'approval-due',
      'report-in-amber',
      'report-in-amber',
      'report-in-due',
      'report-in-due',
    ]);
    expect(await whistle(reportIn.id)).toMatchObject({
      state: 'summoned',
      attendance: [{ missed: false }, { missed: false }],
    });
  });

  it('knows the times apart when a suspension is heard of before an older one [whistle 17]', async () => {
    const ids = await asked();
    const began = await now();
    const hour = (n: number): Date => new Date(began.getTime() + n * HOUR_MS);
    await stage.database.advance(9 * HOUR_MS);
    const [older, newer] = [await suspended(ids, hour(1)), v7()];
    const told = (event: object, at: Date) => stage.tell(event, { id: newer, ticketId: ids.ticketId, unit: ROOM, at });
    const about = { suspensionId: newer, ticketId: ids.ticketId, orderId: ids.orderId, unit: ROOM };
    await told(make(SuspensionApproved, about), hour(5));
    await told(make(SuspensionEnded, about), hour(8));
    await until(async () => (await times(ids)).length === 2 && (await standing(ids.ticketId)) === 1);
    await continued(ids, older, hour(3));
    expect(await times(ids)).toEqual([
      [hour(1), hour(3)],
      [hour(5), hour(8)],
    ]);
    expect((await stage.rows('select suspensions from clock where aggregate_id = $1', [ids.id]))[0]).toMatchObject({
      suspensions: [{}, {}],
    });
  });

  it('learns of what was suspended before it could [whistle 17]', async () => {
    const ids = await asked();
    await suspended(ids);
    await forgetSuspensions();
    await until(async () => (await standing(ids.ticketId)) === 1);
    const [clock] = await stage.rows('select state from clock where aggregate_id = $1', [ids.id]);
    expect(clock).toMatchObject({ state: 'stopped' });
  });
});

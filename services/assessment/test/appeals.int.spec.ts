import { memberOf } from '@gridwhistle/testing/stage';
import { CENTRE, DESK, GRID, HOUSING, OTHER_ROOM, ROOM, URBAN, WATER } from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';
import type { AppealView, AssessmentView, ExemptionView, PublicationView, PublishedView } from '../src/answers.js';
import { district, PLAN, TOWNSHIPS } from './district.js';
import { Month } from './month.js';
import { Stage } from './stage.js';

const DAY_MS = 86_400_000;
const march = { plan: PLAN, period: '2026-03' };
const reason = 'The road was closed by the flood';

let stage: Stage;
let [analyst, supervisor, water, urban] = ['', '', '', ''];
let [late, second, inTime, open, grids] = ['', '', '', '', ''];
let flood: string;
/** An appeal of which one reviewer has agreed. */
let waiting: AppealView;
beforeAll(async () => {
  stage = await Stage.open();
  [analyst, water, urban] = await Promise.all([
    stage.token(CENTRE, 'analyst'),
    stage.token(WATER),
    stage.token(URBAN),
  ] as const);
  supervisor = await stage.console.token([memberOf(district(), DESK), memberOf(district(), CENTRE, 'supervisor')]);
  const month = new Month();
  const closed = () => month.matter({ onTime: false, end: 'closed' });
  const order = (unit: string, ticketId: string, resolvedOnTime: boolean) =>
    month.order({ unit, ticketId, resolvedOnTime }).orderId;
  late = order(WATER, closed(), false);
  second = order(WATER, closed(), false);
  inTime = order(WATER, closed(), true);
  open = order(WATER, month.matter({ onTime: false }), false);
  grids = month.order({ unit: GRID, tier: 'grid', resolvedOnTime: false }).orderId;
  flood = closed();
  order(HOUSING, flood, false);
  order(HOUSING, closed(), true);
  order(URBAN, flood, false);
  await stage.handle(month.events);
});
afterAll(() => stage?.close());

const appeal = (orderId: string, as = water, more: object = {}) =>
  stage.post<AppealView>('/api/v1/appeals', as, { ...march, orderId, reason, ...more });
const review = (act: 'uphold' | 'refuse', { id, sequence }: AppealView, token: string, body: object = {}) =>
  stage.sure<AppealView>('POST', `/api/v1/appeals/${id}/${act}`, { token, ifMatch: sequence, body });
const exempt = (body: object, as = analyst) =>
  stage.post<ExemptionView>('/api/v1/exemptions', as, { ...march, reason: 'Flood week', ...body });
const onTime = async (unit: string) => {
  const { indicators } = await stage.scoreOf(unit, analyst);
  return indicators.find(({ code }) => code === 'on-time-resolution')?.formula;
};

describe('an appeal', () => {
  it.each([
    ['another department', () => appeal(late, urban), 403, 'auth.forbidden'],
    ['a township', async () => appeal(late, await stage.token(ROOM, 'principal')), 403, 'auth.forbidden'],
    ['a department whose ticket is open', () => appeal(open), 409, 'appeal.not-closed'],
    ['a department that was in time', () => appeal(inTime), 409, 'appeal.not-overdue'],
    ['an order that is not there', () => appeal(v7()), 404, 'order.unknown'],
    ['an order of no department', () => appeal(grids, analyst), 404, 'order.unknown'],
    ['another period', () => appeal(late, water, { period: '2026-02' }), 404, 'order.unknown'],
    ['a plan that is not there', () => appeal(late, water, { plan: 'nothing' }), 404, 'assessment.unknown-plan'],
    ['no reason', () => appeal(late, water, { reason: '' }), 400, 'input.invalid'],
  ])('of %s is refused', async (_whose, make, status, code) => {
    expect(await make()).toMatchObject({ status, body: { code } });
    expect(await stage.count('appeal')).toBe(0);
  });

  it('is upheld by two reviewers: the department is no longer judged by the ticket', async () => {
    expect(await onTime(WATER)).toBe('25 × 1 ÷ 4 = 6.25');
    const made = await appeal(late);
    expect(made).toMatchObject({ status: 201, body: { state: 'made', unit: WATER, orderId: late, reviewers: [] } });
    expect(await review('uphold', made.body, water)).toMatchObject({ status: 403 });
    const endorsed = await review('uphold', made.body, analyst);
    expect(endorsed).toMatchObject({ status: 200, body: { state: 'endorsed', sequence: 2 } });
    expect(await onTime(WATER)).toBe('25 × 1 ÷ 4 = 6.25');
    const again = await review('uphold', endorsed.body, analyst);
    expect(again).toMatchObject({ status: 409, body: { code: 'appeal.same-reviewer' } });
    expect(await review('uphold', made.body, supervisor)).toMatchObject({ status: 412 });
    const upheld = await review('uphold', endorsed.body, supervisor);
    expect(upheld.body).toMatchObject({ state: 'upheld', reviewers: [`staff-of-${CENTRE}`, `staff-of-${DESK}`] });
    expect(await onTime(WATER)).toBe('25 × 1 ÷ 3 = 8.33');
    expect(await stage.rows(`select 1 from fact where id = $1`, [late])).toHaveLength(1);
  });

  it('is made once, and refused by either reviewer with a reason', async () => {
    expect(await appeal(late)).toMatchObject({ status: 409, body: { code: 'appeal.once' } });
    const made = await appeal(second);
    const answer = { reason: 'The road was open' };
    expect(await review('refuse', made.body, analyst)).toMatchObject({ status: 400 });
    const refused = await review('refuse', made.body, analyst, answer);
    expect(refused.body).toMatchObject({ state: 'refused', answer: answer.reason });
    const more = await review('uphold', refused.body, supervisor);
    expect(more).toMatchObject({ status: 409, body: { code: 'lifecycle.wrong-transition' } });
  });

  it('keeps its words out of events, and is listed for its department and the centre', async () => {
    const told = await stage.rows<{ type: string; envelope: string }>(
      `select type, envelope from event_log where entity in ('appeal', 'exemption') order by id`,
    );
    expect(told.map(({ type }) => type)).toEqual([
      'appeal.made.v1',
      'appeal.endorsed.v1',
      'appeal.upheld.v1',
      'exemption.made.v1',
      'appeal.made.v1',
      'appeal.refused.v1',
    ]);
    expect(told.every(({ envelope }) => !envelope.includes('road'))).toBe(true);
    const list = async (as: string) => (await stage.get<{ items: AppealView[] }>('/api/v1/appeals', as)).body.items;
    expect((await list(analyst)).map(({ orderId }) => orderId)).toEqual([second, late]);
    expect([(await list(water)).length, await list(urban)]).toEqual([2, []]);
  });

  it('waits for the second reviewer', async () => {
    const [order] = await stage.behind(
      `/api/v1/assessments/${PLAN}/2026-03/facts?unit=${HOUSING}&indicator=on-time-resolution`,
      analyst,
    );
    const made = await appeal(String(order?.orderId), await stage.token(HOUSING));
    waiting = (await review('uphold', made.body, analyst)).body;
    expect(waiting).toMatchObject({ state: 'endorsed', ticketId: flood });
  });

  it('out of time is refused', async () => {
    await stage.database.advance(10 * DAY_MS);
    const { orderId, ticketId } = (
      await stage.behind(
        `/api/v1/assessments/${PLAN}/2026-03/facts?unit=${URBAN}&indicator=on-time-resolution`,
        analyst,
      )
    )[0]!;
    expect(ticketId).toBe(flood);
    expect(await appeal(String(orderId), urban)).toMatchObject({ status: 409, body: { code: 'appeal.too-late' } });
  });
});

describe('an exemption', () => {
  it('is the centre’s to make, of a unit or of the whole ticket, once', async () => {
    expect(await exempt({ ticketId: flood }, water)).toMatchObject({ status: 403 });
    expect(await exempt({ ticketId: flood, unit: ROOM })).toMatchObject({
      status: 422,
      body: { code: 'unit.unknown' },
    });
    const unknown = { status: 404, body: { code: 'ticket.unknown', errors: [{ field: 'ticketId' }] } };
    expect(await exempt({ ticketId: v7() })).toMatchObject(unknown);
    expect(await onTime(HOUSING)).toBe('25 × 1 ÷ 2 = 12.5');
    expect(await exempt({ ticketId: flood, unit: HOUSING })).toMatchObject({ status: 201, body: { unit: HOUSING } });
    expect(await exempt({ ticketId: flood, unit: HOUSING })).toMatchObject({ body: { code: 'exemption.known' } });
    expect([await onTime(HOUSING), await onTime(URBAN)]).toEqual(['25 × 1 ÷ 1 = 25', '25 × 0 ÷ 1 = 0']);
  });

  it('that was made by hand lets the appeal about the same be upheld: what is exempt stays so', async () => {
    expect(await review('uphold', waiting, supervisor)).toMatchObject({ status: 200, body: { state: 'upheld' } });
    expect(await onTime(HOUSING)).toBe('25 × 1 ÷ 1 = 25');
    const made = await stage.rows('select 1 from exemption where ticket_id = $1 and unit = $2', [flood, HOUSING]);
    expect(made).toHaveLength(1);
  });

  it('of a township takes the ticket out of its own figures, those of its area too, and of nobody else’s', async () => {
    const path = `/api/v1/assessments/${TOWNSHIPS}/2026-03`;
    const cases = async () => {
      const { body } = await stage.get<AssessmentView>(`${path}?unit=${ROOM}`, analyst);
      return body.units[0]?.indicators.map(({ denominator }) => denominator) ?? [];
    };
    const [tickets = 0, orders = 0] = await cases();
    const of = (unit: string) => exempt({ plan: TOWNSHIPS, ticketId: flood, unit });
    expect([(await of(OTHER_ROOM)).status, await cases()]).toEqual([201, [tickets, orders]]);
    expect([(await of(ROOM)).status, await cases()]).toEqual([201, [tickets - 1, orders - 3]]);
    const list = await stage.behind(`${path}/facts?unit=${ROOM}&indicator=orders&part=denominator`, analyst);
    expect([list.length, list.some(({ ticketId }) => ticketId === flood)]).toEqual([orders - 3, false]);
  });

  it('counts at once in a frozen period, and in the correction of a published one', async () => {
    await stage.database.advance(31 * DAY_MS);
    await stage.post(`/api/v1/assessments/${PLAN}/2026-03/freeze`, analyst, {});
    expect((await exempt({ ticketId: flood })).status).toBe(201);
    expect(await onTime(URBAN)).toBe('no cases');
    expect((await stage.post(`/api/v1/assessments/${TOWNSHIPS}/2026-03/freeze`, analyst, {})).status).toBe(201);
    expect(await stage.recount(TOWNSHIPS, '2026-03')).toMatchObject({ same: true });
    const publish = (more: object = {}) =>
      stage.post<PublicationView>('/api/v1/publications', analyst, { ...march, ...more });
    const first = await publish();
    const shown = async (id: string) => (await stage.get<PublishedView>(`/api/v1/publications/${id}`, analyst)).body;
    const before = await shown(first.body.id);
    const [fact] = await stage.behind(
      `/api/v1/publications/${first.body.id}/facts?unit=${WATER}&indicator=on-time-resolution&part=numerator`,
      analyst,
    );
    expect((await exempt({ ticketId: fact?.ticketId })).status).toBe(201);
    expect(await shown(first.body.id)).toEqual(before);
    expect(await stage.recount(PLAN, '2026-03')).toMatchObject({ same: true });
    const corrected = await publish({ corrects: first.body.id, reason: 'Flood week' });
    expect(await shown(first.body.id)).toEqual(before);
    const total = (view: PublishedView) => view.units.find(({ unit }) => unit === WATER)?.total;
    expect(total(await shown(corrected.body.id))).toBeLessThan(total(before) ?? 0);
    expect(await stage.recount(PLAN, '2026-03')).toMatchObject({ same: true });
  });
});

import type { StaffList } from '@gridwhistle/contracts';
import { CENTRE, GRID, OTHER_GRID, ROOM, WATER } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import type { AssessmentView, FactView, PublicationView, PublishedView, RankingView } from '../src/answers.js';
import { district, PLAN, STAFF, staffPlan } from './district.js';
import { Month } from './month.js';
import { Stage } from './stage.js';
import { altered } from './tianmen.js';

const DAY_MS = 86_400_000;
const PATH = `/api/v1/assessments/${STAFF}/2026-03`;
/** Whoever has a token of the unit. */
const [WORKER, NEIGHBOUR, HEAD] = [`staff-of-${GRID}`, `staff-of-${OTHER_GRID}`, `staff-of-${ROOM}`];
const COLLEAGUE = 'colleague';
const posts: StaffList['posts'] = [
  [WORKER, GRID, ['member']],
  [COLLEAGUE, GRID, ['member']],
  [NEIGHBOUR, OTHER_GRID, ['member']],
  [NEIGHBOUR, WATER, ['member']],
  [HEAD, ROOM, ['principal']],
];
const withStaffPlan = () => ({ ...district(), plans: [...district().plans, staffPlan()] });

/** The worker takes three orders and forwards one of them, a colleague another; the unit's own system does the fourth. */
function march(): Month {
  const month = new Month();
  const order = { unit: GRID, tier: 'grid' } as const;
  month.order({ ...order, takenBy: WORKER, forwardedBy: WORKER, resolvedOnTime: true });
  const handed = { takenBy: WORKER, forwardedBy: COLLEAGUE, resolvedOnTime: false, origin: 'redo' } as const;
  month.order({ ...order, ...handed, ticketId: month.matter({ end: 'closed' }) });
  month.order({ ...order, takenBy: WORKER });
  month.order({ ...order, resolvedOnTime: false });
  month.order({ ...order, unit: WATER, takenBy: 'somebody-else', resolvedOnTime: true });
  return month;
}

let stage: Stage;
let list: StaffList | undefined;
let [analyst, worker, principal] = ['', '', ''];
const month = march();
beforeAll(async () => {
  stage = await Stage.open(withStaffPlan(), () => list);
  [analyst, worker, principal] = await Promise.all([
    stage.token(CENTRE, 'analyst'),
    stage.token(GRID),
    stage.token(ROOM, 'principal'),
  ] as const);
  await stage.handle(month.events);
});
afterAll(() => stage?.close());

const figures = async (as = analyst, at = stage) => (await at.get<AssessmentView>(PATH, as)).body.units;
const staffed = (at: Stage): Promise<void> =>
  until(async () => (await at.rows('select from staff_copy where revision >= 0')).length === 1);
const casesOf = (units: AssessmentView['units']) =>
  units.map(({ unit, indicators }) => [
    unit,
    ...indicators.map(({ numerator, denominator }) => [numerator, denominator]),
  ]);
const freeze = () => stage.post(`${PATH}/freeze`, analyst, {});

describe('the figures of staff', () => {
  it('are not there before it is known who works where', async () => {
    expect(await stage.get(PATH, analyst)).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    list = { revision: 1, posts };
    await staffed(stage);
    expect((await stage.get(PATH, analyst)).status).toBe(200);
  });

  it('come out of events alone: each order is of who forwarded it, else of who took it', async () => {
    const units = await figures();
    expect(casesOf(units)).toEqual([
      [COLLEAGUE, [0, 1], [0, 1]],
      [WORKER, [1, 1], [0, 2]],
      [NEIGHBOUR, [0, 0], [0, 0]],
    ]);
    expect(units[0]).toMatchObject({ worksIn: GRID, name: { en: GRID }, total: 39 });
    expect(units[0]?.adjustments).toMatchObject([{ code: 'redone', times: 1, points: -1 }]);
    expect(units[2]).toMatchObject({ worksIn: OTHER_GRID, total: null });
  });

  it('change with one event that names another', async () => {
    const other = await Stage.open(withStaffPlan(), () => list);
    try {
      await staffed(other);
      await other.handle(altered(month.events, 'order.resolved.v1', { by: COLLEAGUE }));
      expect(casesOf(await figures(await other.token(CENTRE), other))).toEqual([
        [COLLEAGUE, [1, 2], [0, 2]],
        [WORKER, [0, 0], [0, 1]],
        [NEIGHBOUR, [0, 0], [0, 0]],
      ]);
    } finally {
      await other.close();
    }
  });

  it('are recounted from the list behind them, which says whose each order is', async () => {
    const sum = (facts: FactView[], part: 'numerator' | 'denominator') =>
      facts.reduce((total, fact) => total + fact[part], 0);
    for (const { unit, indicators } of await figures()) {
      for (const { code, list: address, numerator, denominator } of indicators) {
        const facts = await stage.behind(address, analyst);
        expect([code, sum(facts, 'numerator'), sum(facts, 'denominator')]).toEqual([code, numerator, denominator]);
        expect(facts.every(({ person }) => person === unit)).toBe(true);
      }
    }
    const ofUnits = `/api/v1/assessments/${PLAN}/2026-03/facts?unit=${WATER}&indicator=return-rate`;
    expect((await stage.behind(ofUnits, analyst))[0]).not.toHaveProperty('person');
  });

  it('are for that person, for who leads the unit or an office over it, and for the centre', async () => {
    const seen = async (as: string) => (await figures(as)).map(({ unit }) => unit);
    expect(await seen(worker)).toEqual([WORKER]);
    expect(await seen(await stage.token(GRID, 'head'))).toEqual([COLLEAGUE, WORKER]);
    expect(await seen(principal)).toEqual([COLLEAGUE, WORKER, NEIGHBOUR]);
    expect(await seen(await stage.token(ROOM))).toEqual([]);
    const foreign = `unit=${COLLEAGUE}`;
    expect(await stage.get(`${PATH}?${foreign}`, worker)).toMatchObject({ status: 403 });
    expect(await stage.get(`${PATH}/facts?${foreign}&indicator=in-time`, worker)).toMatchObject({ status: 403 });
    expect(await stage.get(`${PATH}?unit=${HEAD}`, analyst)).toMatchObject({
      status: 422,
      body: { code: 'unit.unknown' },
    });
  });

  it('are no matter of proposals and appeals; what a unit had to do with a ticket leaves them too', async () => {
    const asked = { plan: STAFF, period: '2026-03', reason: 'Flood' };
    const proposal = { ...asked, unit: WATER, points: 1 };
    expect(await stage.post('/api/v1/proposals', await stage.token(ROOM), proposal)).toMatchObject({ status: 400 });
    const late = await stage.behind(`${PATH}/facts?unit=${COLLEAGUE}&indicator=in-time`, analyst);
    const { ticketId, orderId } = late[0] ?? {};
    expect(await stage.post('/api/v1/appeals', worker, { ...asked, orderId })).toMatchObject({ status: 404 });
    const exempt = (unit: string) => stage.post('/api/v1/exemptions', analyst, { ...asked, ticketId, unit });
    expect(await exempt(COLLEAGUE)).toMatchObject({ status: 422, body: { code: 'unit.unknown' } });
    expect((await exempt(GRID)).status).toBe(201);
    expect(casesOf(await figures())[0]).toEqual([COLLEAGUE, [0, 0], [0, 0]]);
  });
});

describe('a published period of staff', () => {
  it('is what its events say, bit for bit, and stays when people leave', async () => {
    await stage.database.advance(31 * DAY_MS);
    const live = await figures();
    expect((await freeze()).status).toBe(201);
    await stage.rows('delete from post');
    expect(await figures()).toEqual(live);
    expect(await stage.recount(STAFF, '2026-03')).toMatchObject({ same: true, facts: 3, units: 3 });
    const asked = { plan: STAFF, period: '2026-03' };
    const { body } = await stage.post<PublicationView>('/api/v1/publications', analyst, asked);
    const shown = async (as = analyst) =>
      (await stage.get<PublishedView>(`/api/v1/publications/${body.id}`, as)).body.units;
    expect((await shown()).map(({ total }) => total)).toEqual(live.map(({ total }) => total));
    expect((await shown(worker)).map(({ unit }) => unit)).toEqual([WORKER]);
    expect(await stage.recount(STAFF, '2026-03')).toMatchObject({ same: true, different: 0 });
  });

  it('shows each their own place among all', async () => {
    const places = async (as: string) => {
      const { units } = (await stage.get<RankingView>(`${PATH}/scores`, as)).body;
      return units.map(({ unit, place }) => [unit, place]);
    };
    expect(await places(analyst)).toEqual([
      [WORKER, 1],
      [COLLEAGUE, null],
      [NEIGHBOUR, null],
    ]);
    expect(await places(worker)).toEqual([[WORKER, 1]]);
    expect(await places(await stage.token(OTHER_GRID))).toEqual([[NEIGHBOUR, null]]);
  });

  it('differs when an event names another person', async () => {
    const [resolved] = stage.logs.filter(({ envelope }) => envelope.type === 'order.resolved.v1');
    stage.logs.splice(0, Infinity, ...altered(stage.logs, 'order.resolved.v1', { by: NEIGHBOUR }));
    const { same, differences } = await stage.recount(STAFF, '2026-03');
    expect(same).toBe(false);
    expect(differences.map(({ row }) => row)).toEqual([`order ${resolved?.envelope.subject}`, WORKER, NEIGHBOUR]);
  });
});

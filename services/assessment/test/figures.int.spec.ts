import { BRANCH, CENTRE, GRID, HOUSING, ROOM, URBAN, WATER, WATER_EAST } from '@gridwhistle/testing/small-district';
import type { AssessmentView, FactView } from '../src/answers.js';
import { PLAN, TOWNSHIPS } from './district.js';
import { Month } from './month.js';
import { Stage } from './stage.js';

const PATH = `/api/v1/assessments/${PLAN}/2026-03`;

/** Water is always in time, and what its reporter rates counts in no rate over call-backs; urban management misses a whistle, comes late, and has work done again. */
function march(): Month {
  const month = new Month();
  const whistleId = month.whistle(WATER, URBAN, true);
  month.order({ unit: WATER, whistleId, origin: 'whistle', resolvedOnTime: true });
  month.order({ unit: WATER, resolvedOnTime: true });
  month.order({ unit: WATER });
  month.order({ unit: URBAN, whistleId, origin: 'whistle', acceptedOnTime: false, resolvedOnTime: false });
  month.order({ unit: URBAN, origin: 'redo', resolvedOnTime: true });
  month.order({ unit: URBAN, dueAt: '2026-04-01T09:00:00Z', resolvedOnTime: false });
  month.answers(WATER, { satisfaction: 'basically-satisfied' }, 'centre');
  month.answers(WATER, { solved: false, satisfaction: 'dissatisfied' }, 'reporter');
  month.answers(WATER, { solved: false, satisfaction: 'dissatisfied' }, 'centre');
  month.answers(WATER, { effective: false, responded: false, solved: false }, 'centre');
  return month;
}

describe("a month's figures", () => {
  const month = march();
  let stage: Stage;
  let centre: string;
  beforeAll(async () => {
    stage = await Stage.open();
    centre = await stage.token(CENTRE);
    await stage.handle(month.events);
  });
  afterAll(() => stage?.close());

  it('come out of events alone, each with its cases', async () => {
    const figures = async (unit: string) =>
      Object.fromEntries(
        (await stage.scoreOf(unit, centre)).indicators.map((each) => [each.code, [each.numerator, each.denominator]]),
      );
    expect(await figures(WATER)).toEqual({
      'whistle-attendance': [1, 1],
      'accept-in-time': [3, 3],
      'on-time-resolution': [2, 2],
      'return-rate': [0, 3],
      'redo-rate': [0, 3],
      'response-rate': [2, 2],
      'solved-rate': [1, 2],
      'satisfied-rate': [0.9, 2],
    });
    expect(await figures(URBAN)).toMatchObject({
      'whistle-attendance': [0, 1],
      'accept-in-time': [1, 2],
      'on-time-resolution': [1, 2],
      'redo-rate': [1, 2],
      'response-rate': [0, 0],
    });
  });

  it('become points, a total and a grade, with the calculation beside them', async () => {
    const { indicators, ...score } = await stage.scoreOf(URBAN, centre);
    expect(indicators.map(({ code, points, formula }) => [code, points, formula])).toEqual([
      ['whistle-attendance', 0, '25 × 0 ÷ 1 = 0'],
      ['accept-in-time', 7.5, '15 × 1 ÷ 2 = 7.5'],
      ['on-time-resolution', 12.5, '25 × 1 ÷ 2 = 12.5'],
      ['return-rate', 10, '10 × (1 − 0 ÷ 2) = 10'],
      ['redo-rate', 5, '10 × (1 − 1 ÷ 2) = 5'],
      ['response-rate', null, 'no cases'],
      ['solved-rate', null, 'no cases'],
      ['satisfied-rate', null, 'no cases'],
    ]);
    expect(score).toEqual({
      unit: URBAN,
      name: { zh: URBAN, en: URBAN },
      base: 41.18,
      adjustments: [expect.objectContaining({ code: 'claims', times: 0, points: 0 })],
      proposals: [],
      deduction: 0,
      total: 41.18,
      grade: 'poor',
    });
    expect((await stage.scoreOf(WATER, centre)).total).toBeGreaterThan(90);
  });

  it('are nothing where nothing happened', async () => {
    const idle = await stage.scoreOf(HOUSING, centre);
    expect(idle).toMatchObject({ base: null, total: null });
    expect(idle).not.toHaveProperty('grade');
    expect(idle.indicators.every(({ rate, points }) => rate === null && points === null)).toBe(true);
  });

  it.each([WATER, URBAN, HOUSING])('are recounted from the list behind them (%s)', async (unit) => {
    const sum = (facts: FactView[], part: 'numerator' | 'denominator') =>
      facts.reduce((total, fact) => total + Math.round(fact[part] * 10_000), 0) / 10_000;
    for (const { code, list, numerator, denominator } of (await stage.scoreOf(unit, centre)).indicators) {
      const facts = await stage.behind(list, centre);
      expect([code, sum(facts, 'numerator'), sum(facts, 'denominator')]).toEqual([code, numerator, denominator]);
      expect(new Set(facts.map((fact) => JSON.stringify(fact))).size).toBe(facts.length);
      const part = await stage.behind(`${list}&part=numerator`, centre);
      expect([code, sum(part, 'numerator')]).toEqual([code, numerator]);
    }
  });

  it('show the ticket, the order or whistle and the moments of every fact', async () => {
    const [attendance, accepted] = (await stage.scoreOf(URBAN, centre)).indicators;
    const [summons] = await stage.behind(attendance!.list, centre);
    expect(summons).toMatchObject({
      kind: 'summons',
      countsAt: '2026-03-02T05:00:00.000Z',
      fields: { role: 'assist', reportedIn: true, missed: true, onTime: false },
    });
    expect(summons).toEqual(
      expect.objectContaining({
        ticketId: expect.any(String),
        whistleId: expect.any(String),
        settledAt: expect.any(String),
      }),
    );
    const [order] = await stage.behind(accepted!.list, centre);
    expect(order).toMatchObject({ kind: 'order', orderId: expect.any(String), countsAt: '2026-03-04T09:00:00.000Z' });
  });

  it('stay the same when every event comes again', async () => {
    const before = (await stage.get<AssessmentView>(PATH, centre)).body;
    await stage.handle(month.events);
    expect((await stage.get<AssessmentView>(PATH, centre)).body).toEqual(before);
    expect(before).toMatchObject({ plan: PLAN, period: '2026-03', open: true, from: '2026-02-28T16:00:00.000Z' });
  });

  it('change with one event that says something else', async () => {
    const [before, more] = [await stage.scoreOf(HOUSING, centre), new Month()];
    more.order({ unit: HOUSING, resolvedOnTime: false });
    await stage.handle(more.events);
    const after = await stage.scoreOf(HOUSING, centre);
    expect([before.total, after.total]).toEqual([null, 58.33]);
  });

  it('are paged by unit', async () => {
    const page = await stage.get<AssessmentView>(`${PATH}?limit=2`, centre);
    expect(page.body.units.map(({ unit }) => unit)).toEqual([HOUSING, URBAN]);
    const next = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1];
    const last = await stage.get<AssessmentView>(String(next), centre);
    expect(last.body.units.map(({ unit }) => unit)).toEqual([WATER, WATER_EAST]);
    expect(last.headers.get('link')).toBeNull();
  });

  it('are shown to the unit itself and to the centre, and to nobody else', async () => {
    const water = await stage.token(WATER);
    expect((await stage.get<AssessmentView>(PATH, water)).body.units.map(({ unit }) => unit)).toEqual([WATER]);
    expect((await stage.get<AssessmentView>(PATH, await stage.token(ROOM, 'head'))).body.units).toEqual([]);
    expect((await stage.get<AssessmentView>(PATH, await stage.token(BRANCH))).body.units).toEqual([]);
    const foreign = `unit=${URBAN}&indicator=return-rate`;
    expect(await stage.get(`${PATH}?unit=${URBAN}`, water)).toMatchObject({
      status: 403,
      body: { code: 'auth.forbidden' },
    });
    expect(await stage.get(`${PATH}/facts?${foreign}`, water)).toMatchObject({ status: 403 });
    expect(await stage.get(PATH, undefined)).toMatchObject({ status: 401, body: { code: 'auth.token-missing' } });
  });

  it('count for a township what lies in it, and for no other', async () => {
    const more = new Month();
    more.matter({ onTime: true, end: 'closed' });
    more.matter({ onTime: false });
    more.matter({ suspendedUntil: '2026-05-01T01:00:00Z' });
    more.order({ unit: GRID, origin: 'claim', dueAt: '2026-03-20T09:00:00Z' });
    const path = `/api/v1/assessments/${TOWNSHIPS}/2026-03`;
    const before = (await stage.get<AssessmentView>(path, centre)).body.units;
    await stage.handle(more.events);
    const [room, other] = (await stage.get<AssessmentView>(path, centre)).body.units;
    expect(room?.indicators.map(({ code, formula }) => [code, formula])).toEqual([
      ['closing', '60 × 1 ÷ 2 = 30'],
      ['orders', expect.any(String)],
    ]);
    expect(room?.adjustments).toMatchObject([{ code: 'claims', times: 1, points: 1, formula: 'min(3, 1 × 1) = 1' }]);
    expect(other).toEqual(before[1]);
    const behind = await stage.behind(String(room?.indicators[0]?.list), centre);
    expect(behind).toHaveLength(2);
    expect(behind[0]).toMatchObject({ kind: 'ticket', area: GRID.slice(0, 12) });
    expect(behind[0]).not.toHaveProperty('unit');
    expect(await stage.behind(String(room?.adjustments[0]?.list), centre)).toMatchObject([{ numerator: 1 }]);
  });

  it.each([
    [`/api/v1/assessments/nothing/2026-03`, 404, 'assessment.unknown-plan'],
    [`/api/v1/assessments/${PLAN}/2026-13`, 404, 'assessment.unknown-period'],
    [`/api/v1/assessments/${PLAN}/2026-q1`, 404, 'assessment.unknown-period'],
    [`/api/v1/assessments/${PLAN}/2026-04`, 404, 'assessment.unknown-period'],
    [`/api/v1/assessments/${PLAN}/%27%3B--`, 404, 'assessment.unknown-period'],
    [`${PATH}?unit=522730-nowhere`, 422, 'unit.unknown'],
    [`${PATH}?unit=${ROOM}`, 422, 'unit.unknown'],
    [`${PATH}?unit=*`, 400, 'input.invalid'],
    [`${PATH}?colour=red`, 400, 'input.invalid'],
    [`${PATH}?cursor=abc`, 400, 'input.bad-cursor'],
    [`${PATH}/scores?cursor=abc`, 400, 'input.bad-cursor'],
    [`${PATH}/scores?cursor=WyJ4Il0`, 400, 'input.bad-cursor'],
    [`${PATH}/facts`, 400, 'input.invalid'],
    [`${PATH}/facts?unit=${WATER}&indicator=luck`, 400, 'input.invalid'],
    [`${PATH}/facts?unit=${WATER}&indicator=return-rate&part=both`, 400, 'input.invalid'],
    [`${PATH}/facts?unit=${WATER}&indicator=return-rate&cursor=WyJ4IiwieSIsInoiXQ`, 400, 'input.bad-cursor'],
  ])('refuse %s', async (path, status, code) => {
    expect(await stage.get(path, centre)).toMatchObject({ status, body: { code } });
  });
});

import type { ProfileDocument } from '@gridwhistle/registry';
import { BRANCH, CENTRE, GRID, OTHER_ROOM, ROOM } from '@gridwhistle/testing/small-district';
import { connected, until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import type { AssessmentView, FactView, PeriodView, PublicationView, PublishedView } from '../src/answers.js';
import { Recount } from '../src/recount.js';
import { district, PLAN, TOWNSHIPS, townships } from './district.js';
import { Month } from './month.js';
import { Stage } from './stage.js';

const DAY_MS = 86_400_000;
const PATH = `/api/v1/assessments/${TOWNSHIPS}`;
const march = { plan: TOWNSHIPS, period: '2026-03' };

let stage: Stage;
let analyst: string;
let matter: string;
beforeAll(async () => {
  stage = await Stage.open();
  analyst = await stage.token(CENTRE, 'analyst');
  const month = new Month();
  matter = month.matter({ onTime: true, end: 'closed' });
  month.matter({ onTime: false });
  month.matter({ extendedTo: '2026-04-10T09:00:00Z' });
  await stage.handle(month.events);
});
afterAll(() => stage?.close());

const act = (period: string, what: 'open' | 'freeze', as = analyst) =>
  stage.post<PeriodView>(`${PATH}/${period}/${what}`, as, {});
const publish = (more: object = {}) =>
  stage.post<PublicationView>('/api/v1/publications', analyst, { ...march, ...more });
const figures = async (period = '2026-03') => (await stage.get<AssessmentView>(`${PATH}/${period}`, analyst)).body;
const weights = async (period: string) => (await figures(period)).units[0]?.indicators.map(({ weight }) => weight);
const codes = (answers: { status: number; body: { code?: string } }[]) =>
  answers.map(({ status, body }) => body.code ?? status).sort();

/** Everything that a publication shows: its figures, and the list behind each. */
async function shown(id: string): Promise<{ view: PublishedView; lists: FactView[][] }> {
  const { body } = await stage.get<PublishedView>(`/api/v1/publications/${id}`, analyst);
  const lists = body.units.flatMap(({ indicators }) => indicators.map(({ list }) => stage.behind(list, analyst)));
  return { view: body, lists: await Promise.all(lists) };
}

describe('a period', () => {
  it('that has not begun is opened by hand once, however many ask at the same moment', async () => {
    const rush = await Promise.all([1, 2, 3].map(() => act('2026-08', 'open')));
    expect(codes(rush)).toEqual([201, 'assessment.period-opened', 'assessment.period-opened']);
    const opened = { plan: TOWNSHIPS, period: '2026-08', state: 'open', openedBy: `staff-of-${CENTRE}` };
    expect(rush.find(({ status }) => status === 201)?.body).toMatchObject(opened);
  });

  it('that opened by itself is not opened again', async () => {
    expect(codes([await act('2026-03', 'open')])).toEqual(['assessment.period-opened']);
    expect(await figures()).toMatchObject({ state: 'open', open: true });
  });

  it.each([
    [CENTRE, 'member'],
    [ROOM, 'principal'],
  ] as const)('is not for %s (%s) to open or freeze', async (unit, role) => {
    const other = await stage.token(unit, role);
    const answers = [await act('2026-05', 'open', other), await act('2026-03', 'freeze', other)];
    expect(codes(answers)).toEqual(['auth.forbidden', 'auth.forbidden']);
  });

  it.each([
    ['nothing/2026-03', 'assessment.unknown-plan'],
    [`${TOWNSHIPS}/2026-q1`, 'assessment.unknown-period'],
    [`${TOWNSHIPS}/2026-13`, 'assessment.unknown-period'],
  ])('%s cannot be opened or frozen', async (path, code) => {
    for (const step of ['open', 'freeze']) {
      const answer = await stage.post(`/api/v1/assessments/${path}/${step}`, analyst, {});
      expect(answer).toMatchObject({ status: 404, body: { code } });
    }
  });

  it('of another kind is refused with how its plan writes them', async () => {
    const { body } = await stage.post(`/api/v1/assessments/${TOWNSHIPS}/2026-Q1/open`, analyst, {});
    const message = 'the plan counts by month, written as in 2026-03';
    expect(body).toMatchObject({ errors: [{ field: 'period', message }] });
  });

  it('keeps the plan that it was opened with; the next one has the new one', async () => {
    const before = await figures();
    await stage.apply(district(townships(50)));
    expect(await figures()).toEqual(before);
    expect((await act('2026-04', 'open')).status).toBe(201);
    await stage.database.advance(31 * DAY_MS);
    expect([await weights('2026-03'), await weights('2026-04')]).toEqual([
      [60, 40],
      [50, 50],
    ]);
  });

  it('that shares days with an open one is refused', async () => {
    await stage.apply(district({ ...townships(), period: 'quarter' }));
    expect(codes([await act('2026-q1', 'open'), await act('2026-q4', 'open')])).toEqual([
      201,
      'assessment.period-overlaps',
    ]);
    await stage.apply(district());
  });

  it('is frozen once, after its end: what happens later does not count', async () => {
    const before = await figures();
    expect(codes([await publish(), await act('2026-04', 'freeze'), await act('2026-06', 'freeze')])).toEqual([
      'assessment.period-not-opened',
      'assessment.period-open',
      'assessment.period-open',
    ]);
    const rush = await Promise.all([1, 2].map(() => act('2026-03', 'freeze')));
    expect(codes(rush)).toEqual([201, 'assessment.already-frozen']);
    expect(rush.find(({ status }) => status === 201)?.body).toMatchObject({ ...march, openedBy: 'system' });
    const late = new Month(new Date('2026-04-03T01:00:00Z'));
    late.matter({ onTime: false });
    await stage.handle(late.events);
    expect((await figures()).units).toEqual(before.units);
    expect(await figures()).toMatchObject({ state: 'frozen', open: false });
  });
});

describe('a published period', () => {
  let first: string;

  it('is what its events say, bit for bit', async () => {
    expect(await stage.recount(TOWNSHIPS, '2026-03')).toMatchObject({
      same: true,
      differences: [],
      facts: 8,
      units: 2,
    });
    const published = await publish();
    first = published.body.id;
    expect(published).toMatchObject({ status: 201, body: march });
    const counted = await stage.recount(TOWNSHIPS, '2026-03');
    expect(counted).toMatchObject({ same: true, different: 0, until: published.body.frozenAt });
    expect(counted.events).toBeGreaterThan(20);
  });

  it('stays identical after a year of later events, a reopening and a re-partition', async () => {
    const before = await shown(first);
    const later = new Month(new Date('2026-04-10T01:00:00Z'));
    for (let nth = 0; nth < 5; nth += 1) later.matter({ onTime: nth % 2 === 0, end: 'closed' });
    const reopened = continued(stage, matter);
    await stage.handle([...later.events, ...reopened]);
    await stage.apply(repartitioned());
    await stage.database.advance(365 * DAY_MS);
    expect(await shown(first)).toEqual(before);
    expect((await figures('2026-04')).units[1]?.indicators[0]?.denominator).toBeGreaterThan(0);
    expect(await stage.recount(TOWNSHIPS, '2026-03')).toMatchObject({ same: true });
  });

  it('counts a reopened ticket in the running period', async () => {
    const facts = await stage.behind(`${PATH}/2026-04/facts?unit=${OTHER_ROOM}&indicator=closing`, analyst);
    expect(facts.filter(({ ticketId }) => ticketId === matter)).toMatchObject([
      { fields: { round: 2, closed: false } },
    ]);
  });

  it('says which rows differ when an event comes to light that nobody had told', async () => {
    const untold = new Month(new Date('2026-03-05T01:00:00Z'));
    const { orderId } = untold.order({
      unit: GRID,
      tier: 'grid',
      dueAt: '2026-03-25T09:00:00Z',
      resolvedOnTime: false,
    });
    stage.logs.push(...untold.events);
    const counted = await stage.recount(TOWNSHIPS, '2026-03');
    expect(counted).toMatchObject({ same: false, different: 2 });
    expect(counted.differences.map(({ row }) => row)).toEqual([`order ${orderId}`, ROOM]);
  });

  it('is corrected by a new publication that names the last one; both stay', async () => {
    const before = await shown(first);
    expect(codes([await publish(), await publish({ corrects: v7(), reason: 'Wrong' })])).toEqual([
      'assessment.already-published',
      'assessment.not-the-last',
    ]);
    const corrected = await publish({ corrects: first, reason: 'Looked at again' });
    expect(corrected).toMatchObject({ status: 201, body: { corrects: first, reason: 'Looked at again' } });
    expect(await shown(first)).toEqual(before);
    expect((await shown(corrected.body.id)).view.units.map(({ total }) => total)).toEqual(
      before.view.units.map(({ total }) => total),
    );
    expect((await figures()).publication).toBe(corrected.body.id);
    expect(codes([await publish({ corrects: first, reason: 'Again' })])).toEqual(['assessment.not-the-last']);
    first = corrected.body.id;
  });

  it('is corrected by what its events say, once they are recounted for that', async () => {
    const before = await shown(first);
    expect(await stage.recount(TOWNSHIPS, '2026-03', true)).toMatchObject({ same: false });
    expect([await shown(first), (await figures()).publication]).toEqual([before, first]);
    const corrected = await publish({ corrects: first, reason: 'An order came to light' });
    expect(corrected.status).toBe(201);
    expect(await shown(first)).toEqual(before);
    expect((await shown(corrected.body.id)).view.units[0]?.total).toBeLessThan(before.view.units[0]?.total ?? 0);
    expect(await stage.recount(TOWNSHIPS, '2026-03')).toMatchObject({ same: true, different: 0 });
  });
});

it('is counted anew one at a time: who asks for the same waits for it, who asks for another is told which one runs', async () => {
  const recount = stage.service.app.get(Recount, { strict: false });
  const answers = await connected(() =>
    Promise.allSettled([
      recount.begin(TOWNSHIPS, '2026-03'),
      recount.begin(TOWNSHIPS, '2026-03'),
      recount.begin(PLAN, '2026-03'),
      recount.begin(TOWNSHIPS, '2026-03', true),
    ]),
  );
  const code = 'assessment.recount-running';
  const message = `2026-03 of ${TOWNSHIPS} is being counted`;
  const of = { plan: TOWNSHIPS, period: '2026-03', keep: false };
  expect(answers).toMatchObject([
    { value: { running: true, of } },
    { value: { running: true, of } },
    { reason: { code, message } },
    { reason: { code, message } },
  ]);
  await until(async () => !recount.now.running);
  expect(recount.now).toMatchObject({ of, comparison: { plan: TOWNSHIPS } });
});

it('is not counted anew before it is said which of several plans is meant, and only for the operator', async () => {
  await expect(stage.recount(undefined, '2026-03')).rejects.toThrow(`must be one of ${PLAN}, ${TOWNSHIPS}`);
  await expect(stage.recount('nothing', '2026-03')).rejects.toThrow('assessment.unknown-plan');
  const headers = { authorization: 'Bearer wrong' };
  const answer = await fetch(`${stage.service.url}/internal/recount?period=2026-03`, { method: 'POST', headers });
  expect(answer.status).toBe(403);
});

/** The village goes to the other township, with its branch and its grids. */
function repartitioned(): ProfileDocument {
  const document = district();
  const village = GRID.slice(0, 12);
  return {
    ...document,
    areas: document.areas.map((area) => (area.code === village ? { ...area, parent: '522730002' } : area)),
    units: document.units.map((unit) => (unit.code === BRANCH ? { ...unit, parent: OTHER_ROOM } : unit)),
  };
}

/** The history of a ticket goes on: it is reopened. */
function continued({ logs }: Stage, ticketId: string) {
  const said = logs.filter(({ envelope }) => envelope.subject === ticketId && envelope.type.startsWith('ticket.'));
  const more = new Month(new Date('2026-04-12T01:00:00Z'));
  more.reopen(ticketId, '2026-04-25T09:00:00Z');
  return more.events.map((event) => ({
    ...event,
    envelope: { ...event.envelope, sequence: String(Number(event.envelope.sequence) + said.length).padStart(10, '0') },
  }));
}

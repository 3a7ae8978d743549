import { digestOf } from '@gridwhistle/platform';
import type { ProfileDocument } from '@gridwhistle/registry';
import {
  BRANCH,
  CENTRE,
  DESK,
  GRID,
  HOUSING,
  ROOM,
  URBAN,
  WATER,
  WATER_EAST,
} from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';
import type {
  AssessmentView,
  FactView,
  ProposalView,
  PublicationView,
  PublishedView,
  RankingView,
} from '../src/answers.js';
import { district, PLAN } from './district.js';
import { Month } from './month.js';
import { Stage } from './stage.js';

const DAY_MS = 86_400_000;
const SOME = 'some-monthly';
const month = { plan: PLAN, period: '2026-03' };
const propose = { ...month, unit: URBAN, points: 2, reason: 'Did not turn up' };

let stage: Stage;
let [centre, analyst, room] = ['', '', ''];
beforeAll(async () => {
  stage = await Stage.open(withSome());
  [centre, analyst, room] = await Promise.all([
    stage.token(CENTRE),
    stage.token(CENTRE, 'analyst'),
    stage.token(ROOM),
  ] as const);
  const march = new Month();
  for (const unit of [WATER, URBAN]) march.order({ unit, resolvedOnTime: true });
  march.order({ unit: URBAN, resolvedOnTime: false });
  await stage.handle(march.events);
});
afterAll(() => stage?.close());

/** A second plan, of the waterworks alone. */
function withSome(): ProfileDocument {
  const document = district();
  const { adjustments: _none, ...plan } = document.plans[0]!;
  return { ...document, plans: [...document.plans, { ...plan, code: SOME, units: [WATER] }] };
}

const events = (type: string) =>
  stage.rows<{ subject: string; data: object }>(
    `select subject, (envelope::jsonb)->'data' as data from event_log where type = $1 order by id`,
    [type],
  );

describe('a proposal', () => {
  it('takes points off a department, names its proposer, and keeps its reason out of the event', async () => {
    const before = await stage.scoreOf(URBAN, centre);
    const made = await stage.post<ProposalView>('/api/v1/proposals', room, propose);
    expect(made).toMatchObject({
      status: 201,
      body: { proposer: ROOM, unit: URBAN, points: 2, reason: propose.reason },
    });
    const after = await stage.scoreOf(URBAN, centre);
    expect(after).toMatchObject({ deduction: 2, proposals: [{ proposalId: made.body.id, proposer: ROOM, points: 2 }] });
    expect(after.total).toBeCloseTo((before.total ?? 0) - 2, 10);
    const [event] = await events('proposal.made.v1');
    expect(event).toEqual({
      subject: `gw.522730.proposal.made.${URBAN}`,
      data: { ...month, proposalId: made.body.id, proposer: ROOM, unit: URBAN, points: 2 },
    });
  });

  it('is one, however often it is sent', async () => {
    const sent = await Promise.all(
      [1, 2, 3].map(() => stage.post<ProposalView>('/api/v1/proposals', room, { ...propose, points: 1 }, 'once')),
    );
    expect(new Set(sent.map(({ body }) => body.id)).size).toBe(1);
    const other = await stage.post('/api/v1/proposals', room, { ...propose, points: 0.5 }, 'once');
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency.key-reused' } });
  });

  it('may come from a village, also over the bus', async () => {
    const body = { ...propose, points: 1, idempotencyKey: v7() };
    expect(await stage.command(BRANCH, 'proposal.make', body)).toMatchObject({ proposer: BRANCH, points: 1 });
    expect(await stage.command(WATER, 'proposal.make', body)).toMatchObject({ code: 'auth.forbidden' });
    expect(await stage.command(BRANCH, 'proposal.make', { ...body, idempotencyKey: undefined })).toMatchObject({
      code: 'idempotency.key-missing',
    });
    const wrong = { ...body, points: 'many', idempotencyKey: undefined };
    expect(await stage.command(BRANCH, 'proposal.make', wrong)).toMatchObject({
      code: 'input.invalid',
      errors: [{ field: 'idempotencyKey', code: 'idempotency.key-missing' }, { field: 'points' }],
    });
  });

  it('never goes beyond the cap, also when several come at the same moment', async () => {
    const rush = await Promise.all(
      [1, 2, 3, 4].map(() => stage.post('/api/v1/proposals', room, { ...propose, points: 0.5 })),
    );
    expect(rush.map(({ status }) => status).sort()).toEqual([201, 201, 422, 422]);
    const beyond = await stage.post('/api/v1/proposals', room, { ...propose, points: 0.01 });
    expect(beyond).toMatchObject({ status: 422, body: { code: 'proposal.beyond-cap', errors: [{ field: 'points' }] } });
    expect((await stage.scoreOf(URBAN, centre)).deduction).toBe(5);
  });

  it.each([
    ['a plan that is not there', { plan: 'nothing' }, 404, 'assessment.unknown-plan', undefined],
    ['a period that is none', { period: '2026' }, 404, 'assessment.unknown-period', undefined],
    ['a period that has not begun', { period: '2026-04' }, 404, 'assessment.unknown-period', undefined],
    ['a period that nobody opened', { period: '2019-01' }, 409, 'assessment.period-not-opened', 'period'],
    ['a ticket that nothing is known of', { ticketId: v7() }, 404, 'ticket.unknown', 'ticketId'],
    ['an unknown unit', { unit: '522730-nowhere' }, 422, 'unit.unknown', 'unit'],
    ['a unit that is no department', { unit: DESK }, 400, 'input.invalid', 'unit'],
    ['a department that the plan does not score', { plan: SOME }, 400, 'input.invalid', 'unit'],
    ['no points', { points: 0 }, 400, 'input.invalid', 'points'],
    ['half a cent', { points: 0.005 }, 400, 'input.invalid', 'points'],
    ['too many points', { points: 101 }, 400, 'input.invalid', 'points'],
    ['no reason', { reason: '' }, 400, 'input.invalid', 'reason'],
    ['a field that is unknown', { colour: 'red' }, 400, 'input.invalid', 'colour'],
  ])('about %s is refused and leaves nothing', async (_name, change, status, code, field) => {
    const answer = await stage.post('/api/v1/proposals', room, { ...propose, unit: HOUSING, ...change });
    expect(answer).toMatchObject({ status, body: { code } });
    if (field !== undefined) expect(answer.body.errors?.map((each) => each.field)).toContain(field);
    expect(await stage.rows('select 1 from proposal where unit <> $1', [URBAN])).toEqual([]);
  });

  it.each([GRID, DESK, WATER, CENTRE])('is not for %s to make', async (unit) => {
    const answer = await stage.post('/api/v1/proposals', await stage.token(unit, 'head'), propose);
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });

  it('is listed for its proposer, its department and the centre', async () => {
    const list = async (as: string, query = '') =>
      (await stage.get<{ items: ProposalView[] }>(`/api/v1/proposals${query}`, as)).body.items.map(
        ({ points }) => points,
      );
    expect(await list(centre)).toEqual([0.5, 0.5, 1, 1, 2]);
    expect(await list(await stage.token(URBAN), `?unit=${URBAN}&plan=${PLAN}&period=2026-03`)).toHaveLength(5);
    expect(await list(await stage.token(BRANCH))).toEqual([1]);
    expect(await list(await stage.token(WATER))).toEqual([]);
    expect(await list(centre, '?limit=2')).toEqual([0.5, 0.5]);
  });
});

describe('a publication', () => {
  let published: PublicationView;
  const frozen = async (as = centre) =>
    (await stage.get<PublishedView>(`/api/v1/publications/${published.id}`, as)).body;

  it('of a period that nobody opened, or that is open, is refused', async () => {
    const publish = (period = '2026-03') => stage.post('/api/v1/publications', analyst, { ...month, period });
    const path = `/api/v1/assessments/${PLAN}/2026-03`;
    expect(await publish('2026-02')).toMatchObject({ status: 409, body: { code: 'assessment.period-not-opened' } });
    expect(await publish()).toMatchObject({ status: 409, body: { code: 'assessment.period-open' } });
    await stage.database.advance(31 * DAY_MS);
    expect(await publish()).toMatchObject({ status: 409, body: { code: 'assessment.period-open' } });
    expect((await stage.post(`${path}/freeze`, analyst, {})).status).toBe(201);
    const late = await stage.post('/api/v1/proposals', room, { ...propose, unit: WATER, points: 0.25 });
    expect(late.status).toBe(201);
    expect((await stage.scoreOf(WATER, centre)).deduction).toBe(0.25);
    expect(await stage.recount(PLAN, '2026-03')).toMatchObject({ same: true });
  });

  it.each([
    [CENTRE, 'member'],
    [ROOM, 'principal'],
    [WATER, 'head'],
  ] as const)('is not for %s (%s) to make', async (unit, role) => {
    const answer = await stage.post('/api/v1/publications', await stage.token(unit, role), month);
    expect(answer).toMatchObject({ status: 403, body: { code: 'auth.forbidden' } });
  });

  it.each([
    [{ plan: 'nothing' }, 409, 'assessment.period-not-opened'],
    [{ period: '2026-3' }, 409, 'assessment.period-not-opened'],
    [{ corrects: v7(), reason: 'Too early' }, 409, 'assessment.not-the-last'],
    [{ corrects: v7() }, 400, 'input.invalid'],
    [{ reason: 'None' }, 400, 'input.invalid'],
    [{ period: 7 }, 400, 'input.invalid'],
  ])('of %j is refused', async (change, status, code) => {
    expect(await stage.post('/api/v1/publications', analyst, { ...month, ...change })).toMatchObject({
      status,
      body: { code },
    });
  });

  it('freezes what the figures were, once, with a digest of them', async () => {
    const live = await stage.get<AssessmentView>(`/api/v1/assessments/${PLAN}/2026-03`, centre);
    const rush = await Promise.all(
      [1, 2, 3].map(() => stage.post<PublicationView>('/api/v1/publications', analyst, month, v7())),
    );
    expect(rush.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const made = rush.find(({ status }) => status === 201)!;
    published = made.body;
    expect(made.headers.get('location')).toBe(`/api/v1/publications/${published.id}`);
    expect(rush.find(({ status }) => status === 409)!.body.code).toBe('assessment.already-published');
    expect((await frozen()).units.map(withoutLists)).toEqual(live.body.units.map(withoutLists));
    expect(published).toMatchObject({ ...month, unitCount: 4, publishedBy: `staff-of-${CENTRE}` });
    const scores = (await frozen()).units.map((each) => digestOf(withoutLists(each)).toString('hex'));
    const plan = district().plans[0];
    const digest = digestOf({ plan, from: published.from, to: published.to, scores }).toString('hex');
    expect(published.digest).toBe(digest);
    const told = { publicationId: published.id, ...month };
    expect(await events('publication.published.v1')).toEqual([
      { subject: `gw.522730.publication.published.${CENTRE}`, data: told },
    ]);
  });

  it('stays as it is whatever happens later; the period shows it and names it', async () => {
    const before = await frozen();
    const later = new Month();
    for (const unit of [WATER, URBAN]) later.order({ unit, resolvedOnTime: false });
    await stage.handle(later.events);
    expect(await frozen()).toEqual(before);
    const { body } = await stage.get<AssessmentView>(`/api/v1/assessments/${PLAN}/2026-03`, centre);
    expect(body).toMatchObject({ open: false, state: 'published', publication: published.id });
    expect(body.units.map(withoutLists)).toEqual(before.units.map(withoutLists));
  });

  it('still gives every figure from the list behind it', async () => {
    for (const { indicators } of (await frozen()).units) {
      for (const { code, list, numerator, denominator } of indicators) {
        const facts: FactView[] = await stage.behind(list, centre);
        const sum = (part: 'numerator' | 'denominator') => facts.reduce((total, fact) => total + fact[part], 0);
        expect([code, sum('numerator'), sum('denominator')]).toEqual([code, numerator, denominator]);
      }
    }
  });

  it('ranks the units for all staff, once it is published', async () => {
    const scores = async (as: string, query = '', period = '2026-03') =>
      (await stage.get<RankingView>(`/api/v1/assessments/${PLAN}/${period}/scores${query}`, as)).body;
    const water = await stage.token(WATER);
    const ranking = await scores(water);
    expect(ranking.publication).toBe(published.id);
    expect(ranking.units.map(({ unit, place }) => [unit, place])).toEqual([
      [WATER, 1],
      [URBAN, 2],
      [HOUSING, null],
      [WATER_EAST, null],
    ]);
    expect(ranking.units[0]).toMatchObject({ grade: 'excellent', gradeName: { en: 'Excellent' } });
    expect((await scores(water, '?list=bottom&limit=1')).units).toMatchObject([{ unit: URBAN }]);
    expect((await scores(water, '?list=top&limit=1')).units).toMatchObject([{ unit: WATER }]);
    const first = await scores(water, '?limit=3');
    const rest = await scores(water, `?limit=3&cursor=${first.next}`);
    expect([...first.units, ...rest.units]).toEqual(ranking.units);
    expect(rest).not.toHaveProperty('next');
    const [own, ...others] = (await scores(water, '', '2026-04')).units;
    expect([own?.unit, others]).toEqual([WATER, []]);
    expect(own).not.toHaveProperty('place');
    expect((await scores(centre, '', '2026-04')).units[0]).toHaveProperty('place');
  });

  it('takes no more proposals', async () => {
    const late = await stage.post('/api/v1/proposals', room, { ...propose, unit: WATER });
    expect(late).toMatchObject({ status: 409, body: { code: 'assessment.already-published' } });
  });

  it('is known to all staff, its figures to whom they concern', async () => {
    const water = await stage.token(WATER);
    const { body } = await stage.get<{ items: PublicationView[] }>(`/api/v1/publications?plan=${PLAN}`, water);
    expect(body.items).toEqual([published]);
    expect((await stage.get<{ items: object[] }>('/api/v1/publications?period=2026-02', water)).body.items).toEqual([]);
    expect((await frozen(water)).units.map(({ unit }) => unit)).toEqual([WATER]);
    const foreign = `/api/v1/publications/${published.id}/facts?unit=${URBAN}&indicator=return-rate`;
    expect(await stage.get(foreign, water)).toMatchObject({ status: 403 });
  });

  it('that is not there is not found', async () => {
    expect(await stage.get(`/api/v1/publications/${v7()}`, centre)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    expect(await stage.get('/api/v1/publications/17', centre)).toMatchObject({
      status: 400,
      body: { code: 'input.invalid' },
    });
  });
});

/** Figures as they are frozen: the addresses of their lists are not part of them. */
function withoutLists(score: AssessmentView['units'][number]): object {
  const bare = <T extends { list: string }>({ list: _list, ...figure }: T) => figure;
  return { ...score, indicators: score.indicators.map(bare), adjustments: score.adjustments.map(bare) };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import type { OpenGroup, Repartition } from '@gridwhistle/contracts';
import type { ProfileDocument, StaffDocument } from '@gridwhistle/registry';
import { DataSource } from 'typeorm';
import { longli } from './district.js';
import { post, runningConsole, type RunningConsole } from './running-console.js';
import { standIn, type StandIn } from './stand-in.js';

const GRID = '522730001001001';
const OTHER = '522730001001002';
const WATER = '522730-water';
const ids = ['019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b'];

interface Refusal {
  code: string;
  errors: { field: string; code: string; message: string }[];
}

/** The demo district without a grid, its unit and its staff. */
function withoutGrid(): { profile: ProfileDocument; staff: StaffDocument } {
  const { profile, staff } = longli();
  profile.grids = profile.grids.filter(({ code }) => code !== GRID);
  profile.units = profile.units.filter(({ code }) => code !== GRID);
  for (const person of staff.staff) person.memberships = person.memberships.filter(({ unit }) => unit !== GRID);
  return { profile, staff: { staff: staff.staff.filter(({ memberships }) => memberships.length > 0) } };
}

describe('a profile that ends what is open', () => {
  let running: RunningConsole;
  let dispatch: StandIn;
  let escalation: StandIn;
  const asked: Repartition[] = [];

  /** What the owners say is open. */
  const open = (owner: StandIn, ...groups: OpenGroup[]): void => {
    owner.answers = (request: IncomingMessage, response: ServerResponse) => {
      void json(request).then((body) => {
        asked.push(body as Repartition);
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify({ open: groups }));
      });
    };
  };

  beforeAll(async () => {
    [dispatch, escalation] = (await Promise.all(['dispatch', 'escalation'].map(standIn))) as [StandIn, StandIn];
    const urls = { GW_URL_DISPATCH: dispatch.url, GW_URL_ESCALATION: escalation.url };
    running = await runningConsole({ urls });
  });
  beforeEach(() => {
    asked.length = 0;
    open(dispatch, { what: 'ticket-in-grid', code: GRID, count: 2, ids });
    open(escalation);
  });
  afterAll(async () => {
    await running?.stop();
    await Promise.all([dispatch?.stop(), escalation?.stop()]);
  });

  const tryIt = (body: unknown, as = 'operator'): Promise<Response> => {
    const headers = { 'content-type': 'application/json' };
    const path = '/api/v1/registry/profile/dry-run';
    return running.ask(path, { method: 'POST', as, headers, body: JSON.stringify(body) });
  };
  const rows = <Row>(sql: string): Promise<Row[]> => running.service.app.get(DataSource).query<Row[]>(sql);
  const versions = async () => (await rows<{ n: number }>('select count(*)::int as n from profile_version'))[0]?.n;

  it('the first profile ends nothing: nobody is asked', async () => {
    expect(await (await tryIt(longli())).json()).toEqual({ version: 0, changes: true, effects: [], problems: [] });
    expect((await post(running.ask, longli())).status).toBe(201);
    expect(await (await tryIt(longli())).json()).toEqual({ version: 1, changes: false, effects: [], problems: [] });
    expect(asked).toEqual([]);
  });

  it('is shown with what becomes of it, and nothing is written', async () => {
    const answer = await tryIt(withoutGrid());
    expect(answer.status).toBe(200);
    const stranded = { what: 'ticket-in-grid', code: GRID, count: 2, ids, then: 'stranded' };
    expect(await answer.json()).toMatchObject({ version: 1, changes: true, effects: [stranded] });
    expect(asked).toContainEqual(expect.objectContaining({ grids: [GRID], units: [GRID] }));
    expect(await versions()).toBe(1);
    const staff = await rows(`select from staff where id = 'grid-${GRID}'`);
    expect(staff).toHaveLength(1);
  });

  it('is shown also where only staff changes: by who leaves, to whom it passes, and no names [partition 4]', async () => {
    const { profile, staff } = longli();
    const [leaver] = staff.staff.filter(({ memberships }) => memberships.some(({ unit }) => unit === WATER));
    const posts = [{ unit: WATER, roles: ['head' as const] }];
    const people = staff.staff.map((each) => (each.id === leaver!.id ? { ...each, active: false } : each));
    const head = { ...leaver!, id: 'new-head', active: true, memberships: posts };
    const left = `${leaver!.id} ${WATER}`;
    open(dispatch, { what: 'receipt-of-person', code: left, count: 1, ids });
    const answer = await tryIt({ profile, staff: { staff: [head, ...people] } });
    expect(await answer.json()).toMatchObject({
      changes: false,
      effects: [{ what: 'receipt-of-person', code: left, count: 1, ids, then: 'passes', to: 'new-head' }],
      problems: [],
    });
    expect(asked[0]?.posts).toContain(left);
    expect(JSON.stringify(asked)).not.toContain(leaver!.name);
  });

  it('is shown with what would be due at another moment by other office hours or holidays [partition 5]', async () => {
    const { profile, staff } = longli();
    const officeHours = [{ from: '15:00', to: '17:00' }];
    open(dispatch, { what: 'clock-moved', code: 'order', count: 1, ids });
    const answer = await tryIt({ profile: { ...profile, calendar: { ...profile.calendar, officeHours } }, staff });
    const moved = { what: 'clock-moved', code: 'order', count: 1, ids, then: 'new-due' };
    expect(await answer.json()).toMatchObject({ effects: [moved], problems: [] });
    expect(asked[0]?.calendars).toMatchObject([{ officeHours }]);
    const off = { name: '元旦', from: '2027-01-01', to: '2027-01-03', makeUpDays: [] };
    await tryIt({
      profile: { ...profile, holidayNotices: [{ year: 2027, published: '2026-11-04', breaks: [off] }] },
      staff,
    });
    expect(asked.at(-1)?.calendars).toMatchObject([{ holidays: expect.arrayContaining(['2027-01-02']) as string[] }]);
  });

  it('is validated whole first', async () => {
    const { profile, staff } = withoutGrid();
    const answer = await tryIt({ profile: { ...profile, ratingWindow: 'soon', returnWindow: '4 moons' }, staff });
    expect(answer.status).toBe(422);
    const { errors } = (await answer.json()) as Refusal;
    expect(errors.map(({ field }) => field).sort()).toEqual(['ratingWindow', 'returnWindow']);
  });

  it('is shown to nobody but an operator', async () => {
    expect((await tryIt(withoutGrid(), 'principal-522730001')).status).toBe(403);
  });

  it('is refused with every problem named, and nothing is changed [partition 3]', async () => {
    open(escalation, { what: 'whistle-asked', code: GRID, count: 1, ids });
    const answer = await post(running.ask, withoutGrid());
    expect(answer.status).toBe(409);
    const { code, errors } = (await answer.json()) as Refusal;
    expect(code).toBe('profile.strands');
    expect(errors).toEqual([
      {
        field: 'successors',
        code: 'grid.stranded',
        message: `grid ${GRID} is gone without a successor, and 2 open ticket(s) lie in it`,
      },
      {
        field: 'successors',
        code: 'whistle.stranded',
        message: `unit ${GRID} is gone, and 1 whistle(s) that it asked for are open`,
      },
    ]);
    expect(await versions()).toBe(1);
    expect(await rows(`select from staff where id = 'grid-${GRID}'`)).toHaveLength(1);
  });

  it('is not applied while an owner cannot say what is open', async () => {
    dispatch.answers = (_request, response) => void response.writeHead(500).end('{}');
    expect((await post(running.ask, withoutGrid())).status).toBe(503);
    expect(await versions()).toBe(1);
  });

  it('is applied without asking anybody where it ends nothing', async () => {
    dispatch.answers = (_request, response) => void response.writeHead(500).end('{}');
    const { profile, staff } = longli();
    const answer = await post(running.ask, { profile: { ...profile, ratingWindow: '9 natural-day' }, staff });
    expect(await answer.json()).toMatchObject({ version: 2, applied: true });
  });

  it('is applied with a successor', async () => {
    const { profile, staff } = withoutGrid();
    const merged = { ...profile, successors: [{ grid: GRID, to: OTHER }] };
    const { effects } = (await (await tryIt({ profile: merged, staff })).json()) as { effects: object[] };
    expect(effects).toEqual([{ what: 'ticket-in-grid', code: GRID, count: 2, ids, then: 'passes', to: OTHER }]);
    const answer = await post(running.ask, { profile: merged, staff });
    expect(await answer.json()).toMatchObject({ version: 3, applied: true });
  });
});

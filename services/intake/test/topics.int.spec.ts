import { make, TicketClosed, type TopicTicketView, type TopicView } from '@gridwhistle/contracts';
import type { Membership } from '@gridwhistle/platform';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { INTAKE_SETTINGS } from '../src/config.js';
import { CENTRE, HERE, LAMPS, LEAKS, ROOM, WATER } from './district.js';
import { Stage } from './stage.js';

const INTERNAL_KEY = INTAKE_SETTINGS.GW_INTERNAL_KEY.example;
const VILLAGE = '522730001001';
/** A place in the other township. */
const [EAST, NORTH] = HERE;
const THERE = [EAST, NORTH + 1];
const centre: Membership = { unit: CENTRE, kind: 'centre', area: '522730', tier: 'district', roles: ['member'] };
const room: Membership = { unit: ROOM, kind: 'office', area: '522730001', tier: 'township', roles: ['member'] };
const water: Membership = { unit: WATER, kind: 'department', area: '522730', tier: 'district', roles: ['member'] };

describe('matters that come again and again', () => {
  let stage: Stage;
  let month = '';
  const ids: Record<'lamps' | 'leaks' | 'there', string[]> = { lamps: [], leaks: [], there: [] };

  beforeAll(async () => {
    stage = await Stage.open();
    const [row] = await stage.rows<{ month: string }>(`select to_char(gw_now() at time zone '+8', 'YYYY-MM') as month`);
    month = row?.month ?? '';
    ids.lamps = await reported(LAMPS, HERE, [
      '村口老槐树旁的路灯不亮',
      '老槐树路灯又坏了',
      '路灯不亮，就是老槐树那盏',
      '老槐树那里路灯没修',
    ]);
    ids.leaks = await reported(LEAKS, HERE, ['粮站门口水管漏水', '粮站水管漏水没人修', '水管漏水，在粮站对面']);
    ids.there = await reported(LAMPS, THERE, ['小学后门路灯坏了', '小学后门的路灯不亮', '后门路灯不亮，小学那边']);
    await reported(LAMPS, HERE, ['广场灯光太刺眼', '隧道照明不足']);
  });
  afterAll(() => stage.close());

  async function reported(category: string, at: number[], texts: string[]): Promise<string[]> {
    const place = { type: 'Point', coordinates: at };
    const found: string[] = [];
    for (const text of texts) {
      const { body } = await stage.sure('POST', '/api/v1/tickets', { key: v7(), body: { text, category, place } });
      found.push(String(body['id']));
    }
    return found.sort();
  }
  const ask = <T>(path: string, token: string | undefined) =>
    stage.send<{ items: T[]; next?: string }>('GET', `/api/v1/topics/${path}`, { token });
  const topics = async (query = '', who: Membership = centre): Promise<TopicView[]> =>
    (await ask<TopicView>(`${month}${query}`, await stage.token(who))).body.items;
  const find = async (): Promise<void> => {
    const path = `/internal/topics/${month}`;
    expect((await stage.send('POST', path, { token: INTERNAL_KEY })).status).toBe(202);
    await until(async () => (await stage.send('GET', path, { token: INTERNAL_KEY })).body['state'] === 'ready');
  };

  it('are nothing before the month was looked through', async () => {
    const answer = await ask(month, await stage.token(centre));
    expect(answer).toMatchObject({ status: 404, body: { code: 'topic.month-not-looked-through' } });
  });

  it('are topics of one place and category, the largest first, with the tickets behind them', async () => {
    await find();
    const found = await topics();
    expect(found.map(({ id, area, category, tickets }) => ({ id, area, category, tickets }))).toEqual([
      { id: ids.lamps[0], area: VILLAGE, category: LAMPS, tickets: 4 },
      { id: ids.there[0], area: '522730002001', category: LAMPS, tickets: 3 },
      { id: ids.leaks[0], area: VILLAGE, category: LEAKS, tickets: 3 },
    ]);
    const behind = await ask<TopicTicketView>(`${month}/${ids.lamps[0] ?? ''}/tickets`, await stage.token(centre));
    expect(behind.body.items.map(({ ticketId }) => ticketId)).toEqual(ids.lamps);
    expect(found[0]?.firstAt).toBe(behind.body.items[0]?.receivedAt);
    expect(JSON.stringify(await stage.rows('select t::text, b::text from topic t, topic_ticket b'))).not.toMatch(
      /路灯/,
    );
  });

  it('are the same when the month is looked through again', async () => {
    const before = await topics();
    await find();
    expect(await topics()).toEqual(before);
  });

  it('come page by page, in an area and what lies below it', async () => {
    const token = await stage.token(centre);
    const first = await ask<TopicView>(`${month}?limit=2`, token);
    expect(first.headers.get('link')).toContain('rel="next"');
    const second = await ask<TopicView>(`${month}?limit=2&cursor=${first.body.next ?? ''}`, token);
    expect([...first.body.items, ...second.body.items]).toEqual(await topics());
    expect(second.body.next).toBeUndefined();
    expect((await topics('?area=522730001')).map(({ category }) => category)).toEqual([LAMPS, LEAKS]);
    const path = `${month}/${ids.lamps[0] ?? ''}/tickets`;
    const page = await ask<TopicTicketView>(`${path}?limit=3`, token);
    const rest = await ask<TopicTicketView>(`${path}?limit=3&cursor=${page.body.next ?? ''}`, token);
    expect([...page.body.items, ...rest.body.items].map(({ ticketId }) => ticketId)).toEqual(ids.lamps);
  });

  it('are shown to whoever sees the area', async () => {
    expect(await topics('?area=522730001', room)).toHaveLength(2);
    const [township, department] = [await stage.token(room), await stage.token(water)];
    expect((await ask(`${month}?area=522730002`, township)).status).toBe(403);
    expect((await ask(month, township)).status).toBe(403);
    expect((await ask(`${month}/${ids.there[0] ?? ''}/tickets`, township)).status).toBe(403);
    expect((await ask(`${month}?area=522730001`, department)).status).toBe(403);
    expect((await ask(month, undefined)).status).toBe(401);
  });

  it('leave out what was no matter at all', async () => {
    const [id = ''] = ids.leaks;
    await stage.tell(make(TicketClosed, { ticketId: id, round: 1, outcome: 'invalid', by: 'dispatcher' }), {
      id,
      ticketId: id,
    });
    await until(async () => (await stage.rows(`select from ticket_standing where outcome = 'invalid'`)).length === 1);
    await find();
    expect((await topics('?area=522730001')).map(({ category }) => category)).toEqual([LAMPS]);
  });

  it.each([
    ['2026-13', 400, 'input.invalid'],
    ['2199-01', 400, 'input.invalid'],
    ['2099-01', 409, 'topic.month-to-come'],
  ])('are not looked for in %s', async (code, status, problem) => {
    const answer = await stage.send('POST', `/internal/topics/${code}`, { token: INTERNAL_KEY });
    expect(answer).toMatchObject({ status, body: { code: problem } });
  });

  it('are unknown where there is no such area or topic', async () => {
    const token = await stage.token(centre);
    expect(await ask(`${month}?area=999999`, token)).toMatchObject({ status: 422, body: { code: 'area.unknown' } });
    expect(await ask(`${month}/${v7()}/tickets`, token)).toMatchObject({
      status: 404,
      body: { code: 'topic.unknown' },
    });
  });

  it('of a month that is over are looked for by themselves', async () => {
    const old = v7({ msecs: Date.parse(`${month}-01T00:00:00+08:00`) - 86_400_000 });
    await stage.rows(
      `insert into report select (jsonb_populate_record(r, jsonb_build_object('id', $2::uuid))).* from report r where id = $1`,
      [ids.lamps[0], old],
    );
    await find();
    await until(
      async () => (await stage.rows(`select from topic_month where state = 'ready' and reports = 1`)).length === 1,
    );
  });
});

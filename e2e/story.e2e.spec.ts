import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHotlineSimulator, type HotlineSimulator } from '../tools/hotline-simulator/index.js';
import { eventually, type Answer, type Problem } from './support/api.js';
import { Department, type Credentials } from './support/department.js';
import {
  acted,
  ASSIST,
  LEAD,
  orderOf,
  PEOPLE,
  PHOTO,
  placeIn,
  proof,
  raiseToTownship,
  reportLeak,
  settle,
  ticketOf,
  TOWNSHIP,
  type Order,
  type Reported,
  type Ticket,
} from './support/matter.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { freePorts, run, System } from './support/system.js';

/** One ticket, all the way through, seen from outside: HTTP, NATS, a simulated 12345 and an OTLP receiver. */
const SECRET = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const NAME = '欧阳测试';
const PHONE = '13900001234';
const GRID = `${TOWNSHIP}001001`;

interface Whistle {
  id: string;
  state: string;
  attendance: { unit: string; onTime?: boolean; missed: boolean; orderId?: string }[];
}
interface DryRun {
  judged: number;
  shifts: { from: object; to: object; tickets: string[] }[];
}
interface Step {
  event: string;
  unit?: string;
  detail: Record<string, unknown>;
}

let system: System;
let spans: OtlpReceiver;
let hotline: HotlineSimulator;
let water: Department;
let roads: Department;

beforeAll(async () => {
  spans = await OtlpReceiver.start();
  const port = await freePorts();
  hotline = await startHotlineSimulator({ secret: SECRET, platformUrl: `http://127.0.0.1:${port}` });
  const settings = { GW_OTLP_URL: spans.url, GW_HOTLINE_URL: hotline.url, GW_HOTLINE_SECRET: SECRET };
  system = await System.start(port, settings);
  water = await Department.connect(await credentials(LEAD));
  roads = await Department.connect(await credentials(ASSIST));
}, 240_000);

afterAll(async () => {
  await Promise.all([water?.stop(), roads?.stop()]);
  await system?.stop();
  await Promise.all([hotline?.stop(), spans?.stop()]);
}, 60_000);

const credentials = async (unit: string) =>
  JSON.parse(await system.gw('unit', 'credentials', unit, '--json')) as Credentials;

const timeline = async (ticketId: string): Promise<Step[]> => {
  const centre = await system.as(PEOPLE.centre);
  return (await centre.get<{ items: Step[] }>(`/tickets/${ticketId}/timeline`)).body.items ?? [];
};
const times = (steps: Step[], event: string, unit?: string): number =>
  steps.filter((step) => step.event.startsWith(event) && (!unit || step.unit === unit || step.detail['unit'] === unit))
    .length;

describe('a leaking water main', () => {
  let reported: Reported;
  let township: Order;
  let whistle: Whistle;

  it('1. is reported by a resident without an account; twice the same report is one ticket in the right grid', async () => {
    const key = randomUUID();
    const words = { reporter: { name: NAME, phone: PHONE } };
    reported = await reportLeak(system, words, key);
    expect((await reportLeak(system, words, key)).id).toBe(reported.id);
    expect(reported.grid).toBe(`${TOWNSHIP}001001`);
    const reporter = await system.anyone.get(`/tickets/${reported.id}`, { 'gw-reporter-code': reported.code });
    expect(reporter).toMatchObject({ status: 200, body: { id: reported.id } });
  });

  it('2. climbs grid, village, township; nothing leaves the township until its principal approves', async () => {
    township = await raiseToTownship(system, reported);
    const room = await system.as(PEOPLE.dispatcher);
    const asked = { ticketId: reported.id, orderId: township.id, kind: 'difficult-problem', reason: '需要水务局' };
    const answer = await room.create<Whistle>('/whistles', { ...asked, lead: LEAD, assists: [ASSIST] });
    expect(answer).toMatchObject({ status: 201, body: { state: 'requested' } });
    expect((await room.act<Problem>(`/whistles/${answer.body.id}`, 'approve')).body).toMatchObject({
      code: 'auth.forbidden',
    });
    await eventually(
      () => timeline(reported.id),
      (steps) => times(steps, 'whistle.requested') === 1,
    );
    expect([...water.of(reported.id), ...roads.of(reported.id)]).toEqual([]);
    whistle = await acted(await system.as(PEOPLE.principal), `/whistles/${answer.body.id}`, 'approve');
    expect(whistle.state).toBe('approved');
  }, 60_000);

  it('3. summons two departments, each by its own stream; who does not report in is reminded, then supervised, once', async () => {
    await eventually(
      async () => [water, roads].map((d) => d.of(reported.id, 'order.issued').length),
      (n) => `${n}` === '1,1',
    );
    expect(water.of(reported.id).every((event) => event.unit === LEAD)).toBe(true);
    expect(roads.of(reported.id).every((event) => event.unit === ASSIST)).toBe(true);
    await eventually(
      () => timeline(reported.id),
      (steps) => times(steps, 'whistle.summoned') >= 1,
    );
    const centre = await system.as(PEOPLE.centre);
    const present = await water.act('whistle', 'report-in', whistle.id);
    expect(present).toMatchObject({
      attendance: [
        { unit: LEAD, onTime: true },
        { unit: ASSIST, missed: false },
      ],
    });
    await system.advance('4h30m');
    expect(times(await timeline(reported.id), 'whistle.report-in-amber', ASSIST)).toBe(1);
    expect(times(await timeline(reported.id), 'whistle.report-in-due')).toBe(0);
    await system.advance('1d');
    await system.advance('1d');
    const steps = await timeline(reported.id);
    for (const rung of ['whistle.report-in-amber', 'whistle.report-in-due']) {
      expect([rung, times(steps, rung, ASSIST), times(steps, rung, LEAD)]).toEqual([rung, 1, 0]);
    }
    const caused = roads.of(reported.id).filter((e) => String(e.data['cause']).startsWith('whistle.'));
    expect(caused.map((e) => e.type)).toEqual(['reminder.sent.v1', 'supervision.opened.v1']);
    const { body } = await centre.get<Whistle>(`/whistles/${whistle.id}`);
    expect(body).toMatchObject({
      state: 'assembled',
      attendance: [
        { unit: LEAD, missed: false },
        { unit: ASSIST, missed: true },
      ],
    });
  }, 120_000);

  it('4. is resolved by both with proof, the lead only after its assist; the township confirms', async () => {
    const [lead, assist] = [await system.as(PEOPLE.lead), await system.as(PEOPLE.assist)];
    const leads = await orderOf(lead, reported.id, LEAD);
    const assists = await orderOf(assist, reported.id, ASSIST);
    await acted(lead, `/orders/${leads.id}`, 'accept');
    await acted(assist, `/orders/${assists.id}`, 'accept');
    const early = await lead.act<Problem>(`/orders/${leads.id}`, 'resolve', proof);
    expect(early).toMatchObject({ status: 409, body: { code: 'order.assists-open' } });
    expect((await lead.act<Problem>(`/orders/${assists.id}`, 'accept')).status).toBe(403);
    const bare = await assist.act<Problem>(`/orders/${assists.id}`, 'resolve', { result: '没有照片' });
    expect(bare.body.code).toBe('order.proof-missing');
    await settle(system, reported.id, township, whistle.id);
    const ticket = await eventually(
      async () => ticketOf(await system.as(PEOPLE.centre), reported.id),
      (t) => t.state === 'resolved',
    );
    expect(ticket).toMatchObject({ outcome: 'solved', round: 1 });
  }, 60_000);

  it('5. is rated through the link; satisfied closes it', async () => {
    const rating = { code: reported.code, satisfaction: 'satisfied', solved: true };
    await eventually(
      () => system.anyone.send('POST', `/tickets/${reported.id}/rating`, rating),
      ({ status }) => status === 201,
    );
    await eventually(
      async () => ticketOf(await system.as(PEOPLE.centre), reported.id),
      (t) => t.state === 'closed',
    );
    const again = await system.anyone.send<Problem>('POST', `/tickets/${reported.id}/rating`, rating);
    expect(again).toMatchObject({ status: 409 });
  });

  it('has its departments rated by the township, each once and not by themselves', async () => {
    const [room, lead] = [await system.as(PEOPLE.dispatcher), await system.as(PEOPLE.lead)];
    const about = `/whistles/${whistle.id}`;
    expect((await lead.act<Problem>(about, 'rate', { unit: LEAD, score: 5 })).status).toBe(403);
    const rated = await acted<Whistle>(room, about, 'rate', { unit: LEAD, score: 4, comment: '来得及时' });
    expect(rated.attendance).toMatchObject([{ unit: LEAD, score: 4 }, { unit: ASSIST }]);
    const again = await room.act<Problem>(about, 'rate', { unit: LEAD, score: 1 });
    expect(again).toMatchObject({ status: 409, body: { code: 'whistle.already-rated' } });
    const unknown = await room.act<Problem>(about, 'rate', { unit: 'nobody', score: 9 });
    expect(unknown).toMatchObject({ status: 400 });
    await eventually(
      () => timeline(reported.id),
      (steps) => times(steps, 'whistle.rated') === 1,
    );
  });

  it('5. in a second run is "not solved": whoever did the work does it again', async () => {
    const second = await reportLeak(system, { text: '又漏水了' });
    const order = await raiseToTownship(system, second);
    const room = await system.as(PEOPLE.dispatcher);
    const asked = { ticketId: second.id, orderId: order.id, kind: 'difficult-problem', reason: '需要水务局' };
    const { body } = await room.create<Whistle>('/whistles', { ...asked, lead: LEAD, assists: [ASSIST] });
    await acted(await system.as(PEOPLE.principal), `/whistles/${body.id}`, 'approve');
    for (const [person, unit] of [
      [PEOPLE.lead, LEAD],
      [PEOPLE.assist, ASSIST],
    ] as const) {
      const caller = await system.as(person);
      const { id } = await orderOf(caller, second.id, unit);
      await acted(caller, `/whistles/${body.id}`, 'report-in');
      await acted(caller, `/orders/${id}`, 'accept');
    }
    await eventually(
      () => room.get<Whistle>(`/whistles/${body.id}`),
      (w) => w.body.state === 'assembled',
    );
    await settle(system, second.id, order, body.id);
    const rating = { code: second.code, satisfaction: 'dissatisfied', solved: false };
    await eventually(
      () => system.anyone.send('POST', `/tickets/${second.id}/rating`, rating),
      ({ status }) => status === 201,
    );
    const lead = await system.as(PEOPLE.lead);
    const redo = await orderOf(lead, second.id, LEAD);
    expect(redo).toMatchObject({ origin: 'redo', round: 2 });
    await acted(lead, `/orders/${redo.id}`, 'accept');
    await acted(lead, `/orders/${redo.id}`, 'resolve', proof);
    await acted(room, `/orders/${redo.id}`, 'confirm');
    await eventually(
      () =>
        system.anyone.send('POST', `/tickets/${second.id}/rating`, {
          ...rating,
          satisfaction: 'satisfied',
          solved: true,
        }),
      ({ status }) => status === 201,
    );
    const closed = await eventually(
      async () => ticketOf(await system.as(PEOPLE.centre), second.id),
      (t) => t.state === 'closed',
    );
    expect(closed.round).toBe(2);
  }, 120_000);
});

describe('a matter that a grid worker settles on the spot', () => {
  it('is report, result and proof in one act; whoever may see the ticket reads them', async () => {
    const worker = await system.as(PEOPLE.grid(GRID));
    const place = await placeIn(system, GRID);
    const settled = { result: '碎玻璃已清扫' };
    const matter = { text: '路面有碎玻璃', category: '0102', place, photos: [PHOTO], settled };
    const { status, body } = await worker.create<Reported>('/tickets', matter);
    expect(status).toBe(201);
    const branch = await system.as(PEOPLE.branch(GRID.slice(0, 12)));
    const ticket = await eventually(
      () => ticketOf(branch, body.id),
      (t) => t.sequence > 0,
    );
    expect(ticket.orders).toMatchObject([{ unit: GRID, role: 'lead' }]);
    expect(['resolved', 'confirmed']).toContain(ticket.orders[0]?.state);
    const words = await branch.get<{ text: string; result: string }>(`/tickets/${body.id}/report`);
    expect(words.body).toMatchObject({ text: '路面有碎玻璃', result: '碎玻璃已清扫' });
    const bare = await worker.create<Problem>('/tickets', { text: '路面有碎玻璃', category: '0102', place, settled });
    expect(bare).toMatchObject({ status: 422, body: { code: 'report.not-settled' } });
  });
});

describe('the same matter from 12345', () => {
  const number = 'HL20260302000017';
  let ticket: Ticket;

  it('6. comes in, is worked, and every message goes out once although 12345 is down for a minute', async () => {
    const order = {
      number,
      title: '供水管道漏水',
      content: '路口漏水多日',
      category: '0102',
      longitude: 107,
      latitude: 26.45,
    };
    const caller = { name: NAME, phone: PHONE };
    const answer = await hotline.sendOrder({ ...order, caller });
    expect(answer).toMatchObject({ status: 201, body: { number } });
    expect(await hotline.sendOrder({ ...order, caller })).toMatchObject({ status: 200 });
    const { ticketId } = answer.body as { ticketId: string };
    const centre = await system.as(PEOPLE.centre);
    await eventually(
      () => ticketOf(centre, ticketId),
      (t) => t.state === 'reported' && t.sequence > 0,
    );
    hotline.off();
    const down = Date.now();
    await acted(centre, `/tickets/${ticketId}`, 'assign', { unit: LEAD });
    const lead = await system.as(PEOPLE.lead);
    const { id } = await orderOf(lead, ticketId, LEAD);
    await acted(lead, `/orders/${id}`, 'accept');
    await acted(lead, `/orders/${id}`, 'resolve', proof);
    await acted(centre, `/orders/${id}`, 'confirm');
    ticket = await eventually(
      () => ticketOf(centre, ticketId),
      (t) => t.state === 'resolved',
    );
    await new Promise((wake) => setTimeout(wake, Math.max(0, 60_000 - (Date.now() - down))));
    expect(hotline.inbox(number)).toEqual([]);
    hotline.on();
    const kinds = () => hotline.inbox(number).map(({ message }) => message);
    await eventually(
      async () => kinds(),
      (k) => k.includes('result'),
      40,
    );
    expect(kinds()).toEqual(['accepted', 'progress', 'result']);
    expect(hotline.inbox(number).at(-1)).toMatchObject({ result: proof.result, ticketId });
    expect(
      await hotline.sendCallBack({ number, reached: true, solved: true, satisfaction: 'satisfied' }),
    ).toMatchObject({ status: 201 });
    await eventually(
      () => ticketOf(centre, ticketId),
      (t) => t.state === 'closed',
    );
    await eventually(
      async () => kinds(),
      (k) => k.includes('closed'),
    );
    expect(kinds().filter((kind) => kind === 'result')).toHaveLength(1);
  }, 150_000);

  it('8. is one trace with spans of all six services under a real root', async () => {
    const traceId = ticket.id.replaceAll('-', '');
    const services = () => [...new Set(spans.of(traceId).map((span) => span.service))].sort();
    await eventually(
      async () => services(),
      (found) => found.length === 6,
      30,
    );
    const root = spans.of(traceId).filter((span) => span.parentSpanId === '');
    expect(root.map((span) => [span.service, span.spanId])).toEqual([['hotline-bridge', traceId.slice(16)]]);
    // Services tell their spans in batches: a child may be there before its parent.
    const known = () => new Set(spans.of(traceId).map((span) => span.spanId));
    await eventually(
      async () => spans.of(traceId).filter((s) => s.parentSpanId && !known().has(s.parentSpanId)),
      (orphans) => orphans.length === 0,
      30,
    );
  }, 60_000);

  it('9. can be followed in a terminal', async () => {
    const env = { ...process.env, GW_TEST_DATA: system.folder };
    const printed = await run('npx', ['gw', 'ticket', ticket.id], env);
    const way = [
      'ticket.opened',
      'ticket.assigned',
      'order.issued',
      'order.accepted',
      'order.resolved',
      'order.confirmed',
      'ticket.closed',
    ];
    for (const step of way) expect(printed).toContain(step);
    expect(printed).toContain(LEAD);
  }, 30_000);
});

describe('the month', () => {
  interface Figure {
    code: string;
    numerator: number;
    denominator: number;
    rate: number | null;
    list: string;
  }
  interface Scores {
    state?: string;
    units: { unit: string; total: number; indicators: Figure[] }[];
  }
  const path = '/assessments/departments-monthly/2026-03';

  it('7. shows both departments, the late one lower, each figure with the list behind it; publishing freezes it', async () => {
    const analyst = await system.as(PEOPLE.analyst);
    const publish = { plan: 'departments-monthly', period: '2026-03' };
    expect((await analyst.get<Scores>(path)).body.state).toBe('open');
    expect((await analyst.create<Problem>('/publications', publish)).body.code).toBe('assessment.period-open');
    await system.advance('31d');
    const { status, body } = await analyst.get<Scores>(path);
    expect([status, body.units?.length]).toEqual([200, 18]);
    const score = (unit: string) => body.units.find((each) => each.unit === unit)!;
    expect(score(LEAD).total).toBeGreaterThan(score(ASSIST).total);
    const attendance = score(ASSIST).indicators.find(({ code }) => code === 'whistle-attendance')!;
    expect(attendance).toMatchObject({ numerator: 1, denominator: 2 });
    for (const figure of [...score(LEAD).indicators, ...score(ASSIST).indicators]) await recount(figure);
    expect((await analyst.create(`${path}/freeze`, {})).status).toBe(201);
    const published = await analyst.create<{ id: string }>('/publications', publish);
    expect(published.status).toBe(201);
    expect((await analyst.create<Problem>('/publications', publish)).body.code).toBe('assessment.already-published');
    const before = await analyst.get(`/publications/${published.body.id}`);
    await reportLeak(system, { text: '四月的事' });
    await system.advance('1h');
    expect((await analyst.get(`/publications/${published.body.id}`)).body).toEqual(before.body);
    expect(await system.gw('assessment', 'recompute', '2026-03')).toContain('is what the events say');
  }, 240_000);

  /** Adds up the rows behind a figure, page by page. */
  async function recount({ code, list, numerator, denominator }: Figure): Promise<void> {
    const analyst = await system.as(PEOPLE.analyst);
    const sum = { numerator: 0, denominator: 0 };
    for (let next: string | undefined = list; next;) {
      const { body, headers }: Answer<{ items: (typeof sum)[] }> = await analyst.get(next);
      for (const row of body.items) {
        sum.numerator += row.numerator;
        sum.denominator += row.denominator;
      }
      next = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1];
    }
    expect([code, sum.numerator.toFixed(4), sum.denominator]).toEqual([code, numerator.toFixed(4), denominator]);
  }
});

describe('words of danger', () => {
  const routes = [{ id: 'all-to-grid', why: { zh: '试', en: 'Try' }, when: {}, grade: 'grid' }];
  const dryRun = async (file: string): Promise<DryRun> =>
    JSON.parse(await system.gw('routes', 'dry-run', file, '--json')) as DryRun;

  it('send a matter to the township at once, and the operator sees what other routes would have done', async () => {
    const danger = await reportLeak(system, { text: '河里有人溺水' });
    const centre = await system.as(PEOPLE.centre);
    await orderOf(centre, danger.id, `${TOWNSHIP}-room`);
    const { body } = await centre.get<{ routing: object }>(`/tickets/${danger.id}`);
    expect(body.routing).toMatchObject({ rule: 'danger-to-township', wordLists: ['danger-to-life'] });
    const same = await dryRun('profiles/longli');
    expect(same).toMatchObject({ shifts: [], elsewhere: 0, complete: true });
    expect(same.judged).toBeGreaterThan(1);
    const file = join(system.folder, 'routes.json');
    writeFileSync(file, JSON.stringify({ routes }));
    const { shifts } = await dryRun(file);
    expect(shifts.find(({ tickets }) => tickets.includes(danger.id))).toMatchObject({
      from: { rule: 'danger-to-township', unit: `${TOWNSHIP}-room` },
      to: { rule: 'all-to-grid', unit: danger.grid },
    });
  }, 60_000);
});

describe("people's data", () => {
  it('is in no event, no trace and no log', async () => {
    const logs = join(system.folder, 'longli-simulated', 'logs');
    const logged = readdirSync(logs).map((file) => readFileSync(join(logs, file), 'utf8'));
    const told = [...(await everyEvent()), JSON.stringify(spans.spans), ...logged].join('\n');
    expect(told).toContain(LEAD);
    for (const secret of [NAME, PHONE, '漏水', '漏点', '开挖', '玻璃', '溺水']) expect(told).not.toContain(secret);
  });

  /** The whole stream of the district, as anybody with the bus's credentials could read it. */
  async function everyEvent(): Promise<string[]> {
    const { url, user, password, stream } = await credentials(LEAD);
    const connection = await connect({ servers: url, user, pass: password });
    const consumer = await jetstream(connection).consumers.get(stream, {});
    const { num_pending: count } = await consumer.info();
    const texts: string[] = [];
    for await (const message of await consumer.fetch({ max_messages: count, expires: 5000 }))
      texts.push(message.string());
    await connection.close();
    expect(texts.length).toBe(count);
    return texts;
  }
});

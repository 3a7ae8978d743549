import { make, OrderIssued, ReportReceived, TicketOpened } from '@gridwhistle/contracts';
import { Recording } from '@gridwhistle/testing/redelivery';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { newId } from './history.js';
import { runningConsole, until, type RunningConsole } from './running-console.js';

const CENTRE = 'dispatcher-522730';
const WATER = 'head-water';
const COUNTY = '522730-centre';

interface Heard {
  id: number;
  event: string;
  data: { ticketId: string; event: string };
}

/** Reads the live feed until it has heard so many events. */
async function hear(url: string, headers: Record<string, string>, many: number): Promise<Heard[]> {
  const leaving = new AbortController();
  const answer = await fetch(url, { headers, signal: leaving.signal });
  const heard: Heard[] = [];
  let text = '';
  for await (const chunk of answer.body ?? []) {
    text += Buffer.from(chunk).toString('utf8');
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    heard.push(...frames.flatMap(parsed));
    if (heard.length >= many) break;
  }
  leaving.abort();
  return heard;
}

function parsed(frame: string): Heard[] {
  const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
  const data = field('data');
  return data === undefined
    ? []
    : [{ id: Number(field('id')), event: field('event') ?? '', data: JSON.parse(data) as Heard['data'] }];
}

describe('the live feed', () => {
  let running: RunningConsole;
  let nats: NatsConnection;
  let feed: string;

  beforeAll(async () => {
    running = await runningConsole();
    await running.applyLongli();
    feed = `${running.url}/api/v1/events`;
    nats = await connect({ servers: running.bus.url, user: running.bus.user, pass: running.bus.password });
    await until(async () => (await jetstreamManager(nats)).streams.info('GW_522730'));
    await until(async () => (await running.json<{ count: number }>('/api/v1/tickets', CENTRE)).count === 0);
    // The profile and the staff list are told of in the feed as well: first what happened before the tests.
    await hear(feed, { ...(await bearer(CENTRE)), 'last-event-id': '0' }, 2);
  });
  afterAll(async () => {
    await nats.close();
    await running.stop();
  });

  /** A report at the centre, and one that the water bureau gets an order for: five events. */
  const happen = async (): Promise<{ centre: string; water: string }> => {
    const [centre, water, orderId] = [newId(), newId(), newId()];
    const report = {
      channel: 'resident' as const,
      severity: 'normal' as const,
      photos: 0,
      anonymous: true,
      confidential: false,
    };
    const recording = new Recording('522730');
    for (const ticketId of [centre, water]) {
      const opened = { ticketId, severity: 'normal' as const, channel: 'resident', dispatcher: COUNTY, waitingFor: [] };
      recording.say(
        { id: ticketId, ticketId, unit: null },
        make(ReportReceived, { ticketId, ...report }),
        make(TicketOpened, opened),
      );
    }
    const order = { orderId, ticketId: water, unit: '522730-water', role: 'lead' as const, tier: 'district' as const };
    const rest = {
      origin: 'route' as const,
      verifier: COUNTY,
      category: '0102',
      severity: 'normal' as const,
      round: 1,
    };
    const due = { acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '2026-03-04T09:00:00Z', provisional: false };
    const place = { area: '522730001001', grid: '522730001001001' };
    recording.say(
      { id: orderId, ticketId: water, unit: order.unit },
      make(OrderIssued, { ...order, ...rest, ...due, ...place }),
    );
    for (const { subject, envelope } of recording.events) {
      await jetstream(nats).publish(subject, JSON.stringify(envelope), { msgID: envelope.id });
    }
    return { centre, water };
  };
  const bearer = async (user: string): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await running.token(user)}`,
  });

  it('tells the centre everything, in order, and goes on after Last-Event-ID', async () => {
    const headers = await bearer(CENTRE);
    const hearing = hear(feed, headers, 5);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { water } = await happen();
    const heard = await hearing;
    expect(heard.map(({ event }) => event).sort()).toEqual(
      ['order.issued', 'report.received', 'report.received', 'ticket.opened', 'ticket.opened'].sort(),
    );
    expect(heard.map(({ id }) => id)).toEqual([...heard.map(({ id }) => id)].sort((a, b) => a - b));
    expect(heard.filter(({ data }) => data.ticketId === water)).toHaveLength(3);
    const again = await hear(feed, { ...headers, 'last-event-id': String(heard[1]?.id) }, 3);
    expect(again).toEqual(heard.slice(2));
  });

  it('tells a department only of what it holds', async () => {
    const hearing = hear(feed, await bearer(WATER), 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { centre } = await happen();
    const heard = await hearing;
    expect(heard.map(({ data }) => data.ticketId)).not.toContain(centre);
  });

  it('takes the token in the address, for browsers', async () => {
    const token = await running.token(CENTRE);
    const answer = await fetch(`${feed}?access_token=${token}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    await answer.body?.cancel();
    expect((await fetch(feed)).status).toBe(401);
    expect((await fetch(`${feed}?access_token=x`)).status).toBe(401);
    expect((await fetch(`${running.url}/api/v1/tickets?access_token=${token}`)).status).toBe(401);
  });

  it('refuses a Last-Event-ID that is none', async () => {
    expect((await fetch(feed, { headers: { ...(await bearer(CENTRE)), 'last-event-id': 'x' } })).status).toBe(400);
  });

  it('serves pages that load nothing from elsewhere', async () => {
    for (const path of [
      '/',
      '/r/019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
      '/page/tickets.js',
      '/page/assign.js',
      '/page/words.js',
      '/page/style.css',
    ]) {
      const answer = await running.ask(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-security-policy')).toContain(`default-src 'none'`);
      expect(await answer.text()).not.toMatch(/https?:\/\//);
    }
    expect((await running.ask('/page/..%2fpackage.json')).status).toBe(404);
  });
});

import {
  make,
  OrderAccepted,
  OrderCancelled,
  OrderIssued,
  OrderResumed,
  OrderWaiting,
  ReportReceived,
  TicketAssigned,
  TicketOpened,
  TicketResolved,
} from '@gridwhistle/contracts';
import { Recording } from '@gridwhistle/testing/redelivery';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { LedgerCaseView, LedgerOrderView, TicketPage, TimelineEntry } from '../src/ledger/ledger.views.js';
import { newId } from './history.js';
import { runningConsole, until, type RunningConsole } from './running-console.js';

const CENTRE = 'dispatcher-522730';
const GRID = 'grid-522730001001001';
const OTHER_TOWNSHIP = 'dispatcher-522730102';
const WATER = 'head-water';
const URBAN = 'head-urban-mgmt';

/** Ticket ids from the oldest: in the first grid; in the first grid, held by the water bureau; elsewhere; nowhere. */
const tickets = [newId(), newId(), newId(), newId()].sort() as [string, string, string, string];
const orders = [newId(), newId()].sort() as [string, string];

function history() {
  const recording = new Recording('522730');
  const report = {
    channel: 'resident' as const,
    severity: 'normal' as const,
    photos: 0,
    anonymous: false,
    confidential: false,
  };
  const opened = { severity: 'normal' as const, channel: 'resident', dispatcher: '522730001-room', waitingFor: [] };
  const [first, watery, elsewhere, nowhere] = tickets;
  for (const ticketId of tickets)
    recording.say({ id: ticketId, ticketId, unit: null }, make(ReportReceived, { ticketId, ...report }));
  for (const ticketId of [first, watery]) {
    recording.say(
      { id: ticketId, ticketId, unit: '522730001001001' },
      make(TicketOpened, { ticketId, ...opened }),
      assigned(ticketId, '522730001001001'),
    );
  }
  recording.say(
    { id: elsewhere, ticketId: elsewhere, unit: null },
    make(TicketOpened, { ticketId: elsewhere, ...opened, dispatcher: '522730102-room' }),
    assigned(elsewhere, '522730102001001'),
  );
  recording.say(
    { id: nowhere, ticketId: nowhere, unit: null },
    make(TicketOpened, { ticketId: nowhere, ...opened, dispatcher: '522730-centre', waitingFor: ['grid'] }),
  );
  recording.say(
    { id: orders[0], ticketId: first, unit: '522730001001001' },
    issued(orders[0], first, '522730001001001', 'grid'),
  );
  recording.say(
    { id: orders[1], ticketId: watery, unit: '522730-water' },
    issued(orders[1], watery, '522730-water', 'district'),
    make(OrderAccepted, { orderId: orders[1], ticketId: watery, unit: '522730-water', onTime: true }),
  );
  recording.say(
    { id: watery, ticketId: watery, unit: '522730-water' },
    make(TicketResolved, {
      ticketId: watery,
      round: 1,
      outcome: 'solved',
      orderId: orders[1],
      unit: '522730-water',
      onTime: true,
      ratingUntil: '2026-03-11T09:00:00Z',
    }),
  );
  return recording.events;
}

const assigned = (ticketId: string, grid: string): object =>
  make(TicketAssigned, {
    ticketId,
    round: 1,
    category: '0102',
    severity: 'normal',
    grid,
    area: grid.slice(0, 12),
    unit: grid,
    rule: 'default-grid',
    dueAt: '2026-03-01T09:00:00Z',
    provisional: false,
  });

const issued = (orderId: string, ticketId: string, unit: string, tier: 'grid' | 'district'): object =>
  make(OrderIssued, {
    orderId,
    ticketId,
    unit,
    role: 'lead',
    tier,
    origin: 'route',
    verifier: '522730001-room',
    category: '0102',
    severity: 'normal',
    area: '522730001001',
    grid: '522730001001001',
    round: 1,
    acceptDueAt: '2026-03-02T03:00:00Z',
    dueAt: '2026-03-01T09:00:00Z',
    provisional: false,
  });

describe('the ledger', () => {
  let running: RunningConsole;
  let nats: NatsConnection;
  const events = history();

  beforeAll(async () => {
    running = await runningConsole();
    await running.applyLongli();
    nats = await connect({ servers: running.bus.url, user: running.bus.user, pass: running.bus.password });
    await until(async () => (await (await jetstreamManager(nats)).streams.info('GW_522730')).state.messages >= 1);
    await arrive(events);
    await until(async () => (await timeline(tickets[1])).length === 6);
  });
  afterAll(async () => {
    await nats.close();
    await running.stop();
  });

  const arrive = async (some: Recording['events']): Promise<void> => {
    for (const { subject, envelope } of some) {
      await jetstream(nats).publish(subject, JSON.stringify(envelope), { msgID: envelope.id });
    }
  };
  const timeline = async (id: string): Promise<TimelineEntry[]> =>
    (await running.json<{ items?: TimelineEntry[] }>(`/api/v1/tickets/${id}/timeline`, CENTRE)).items ?? [];
  const page = (query: string, as = CENTRE): Promise<TicketPage> => running.json(`/api/v1/tickets${query}`, as);
  const found = async (query: string, as = CENTRE): Promise<string[]> =>
    (await page(query, as)).items.map(({ id }) => id);
  const [first, watery, elsewhere, nowhere] = tickets;

  it('lists tickets, newest first, and tells how fresh it is', async () => {
    const answer = await running.ask('/api/v1/tickets', { as: CENTRE });
    const { items, count, countIsExact } = (await answer.json()) as TicketPage;
    expect(items.map(({ id }) => id)).toEqual([nowhere, elsewhere, watery, first]);
    expect({ count, countIsExact }).toEqual({ count: 4, countIsExact: true });
    expect(answer.headers.get('gw-as-of')).toBe(events.at(-1)?.envelope.time);
  });

  it.each([
    ['?state=reported', [nowhere]],
    ['?state=resolved', [watery]],
    ['?category=0102', [elsewhere, watery, first]],
    ['?area=522730001', [watery, first]],
    ['?area=522730102001001', [elsewhere]],
    ['?unit=522730-water', [watery]],
    ['?unit=522730-water&area=522730102', []],
    ['?outcome=solved', [watery]],
    ['?channel=resident&severity=normal&state=assigned', [elsewhere, first]],
    ['?overdue=true', [elsewhere, first]],
    ['?dueBefore=2026-03-01T08:00:00Z', []],
  ])('finds by %s', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  it('pages by a cursor in Link', async () => {
    const answer = await running.ask('/api/v1/tickets?limit=3', { as: CENTRE });
    const next = /<(.+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1] ?? '';
    expect(await found(next.replace('/api/v1/tickets', ''))).toEqual([first]);
  });

  it('shows everybody only what lies in their area or is held by their unit', async () => {
    expect(await found('', GRID)).toEqual([watery, first]);
    expect(await found('', WATER)).toEqual([watery]);
    expect(await found('', URBAN)).toEqual([]);
    expect(await found('', OTHER_TOWNSHIP)).toEqual([elsewhere]);
    expect(await found('?area=522730001', OTHER_TOWNSHIP)).toEqual([]);
    expect(await found('?state=assigned', OTHER_TOWNSHIP)).toEqual([elsewhere]);
    expect(await found('?unit=522730-water', OTHER_TOWNSHIP)).toEqual([]);
    expect((await running.ask(`/api/v1/tickets/${first}/timeline`, { as: WATER })).status).toBe(403);
    expect((await running.ask(`/api/v1/tickets/${newId()}/timeline`, { as: CENTRE })).status).toBe(404);
  });

  it('tells who has the matter in hand', async () => {
    const { items } = await page('?unit=522730-water');
    expect(items[0]?.holder).toEqual({ orderId: orders[1], unit: '522730-water', tier: 'district', state: 'accepted' });
  });

  it('lists orders by unit and state', async () => {
    const of = async (query: string, as: string): Promise<string[]> =>
      (await running.json<{ items: LedgerOrderView[] }>(`/api/v1/orders${query}`, as)).items.map(({ id }) => id);
    expect(await of('', CENTRE)).toEqual([orders[1], orders[0]]);
    expect(await of('', WATER)).toEqual([orders[1]]);
    expect(await of('?unit=522730-water&state=accepted', CENTRE)).toEqual([orders[1]]);
    expect(await of('?unit=522730-water&state=issued', CENTRE)).toEqual([]);
    expect(await of('?unit=522730-water', URBAN)).toEqual([]);
    expect(await of('', 'dispatcher-522730001')).toEqual([orders[1], orders[0]]);
  });

  it('keeps the way through the tiers, oldest first', async () => {
    expect((await timeline(watery)).map(({ event }) => event)).toEqual([
      'report.received',
      'ticket.opened',
      'ticket.assigned',
      'order.issued',
      'order.accepted',
      'ticket.resolved',
    ]);
  });

  it('stands in for dispatch while it is away', async () => {
    const answer = await running.ask(`/api/v1/tickets/${watery}`, { as: CENTRE });
    expect(answer.headers.get('etag')).toBe('"3"');
    const view = (await answer.json()) as LedgerCaseView;
    expect(view).toMatchObject({ id: watery, state: 'resolved', outcome: 'solved', round: 1, acts: [] });
    expect(view.orders).toMatchObject([{ id: orders[1], state: 'accepted', sequence: 2 }]);
    const order = await running.json<LedgerOrderView>(`/api/v1/orders/${orders[1]}`, WATER);
    expect(order).toMatchObject({ unit: '522730-water', acceptedOnTime: true });
    expect((await running.ask(`/api/v1/tickets/${watery}`, { as: URBAN })).status).toBe(403);
    expect((await running.ask(`/api/v1/tickets/${newId()}`, { as: CENTRE })).status).toBe(503);
  });

  it('lists a raised matter to the department that may claim it, as long as it may [up 3]', async () => {
    const [ticketId, orderId] = [newId(), newId()];
    const of = { orderId, ticketId, unit: '522730001-room' };
    const raised = { tier: 'township', origin: 'raise', unit: of.unit, claimant: '522730-water' } as const;
    const recording = new Recording('522730');
    const then = async (event: object): Promise<void> => {
      recording.say({ id: orderId, ticketId, unit: of.unit }, event);
      const told = recording.events.slice(-1);
      await arrive(told);
      await until(async () => (await timeline(ticketId)).length === recording.events.length);
    };
    const isSeen = async (): Promise<boolean[]> => {
      const { status } = await running.ask(`/api/v1/tickets/${ticketId}/timeline`, { as: WATER });
      return [(await found('', WATER)).includes(ticketId), status === 200];
    };
    await then(Object.assign(issued(orderId, ticketId, of.unit, 'grid'), raised));
    expect(await isSeen()).toEqual([true, true]);
    expect(await found('', URBAN)).toEqual([]);
    expect(await found('?unit=522730-water')).not.toContain(ticketId);
    await then(make(OrderWaiting, { ...of, whistleId: newId() }));
    expect(await isSeen()).toEqual([false, false]);
    await then(make(OrderResumed, { ...of, dueAt: '2026-03-02T03:00:00Z' }));
    expect(await isSeen()).toEqual([true, true]);
    await then(make(OrderCancelled, { ...of, reason: 'reassigned' }));
    expect(await isSeen()).toEqual([false, false]);
  });

  it('refuses filters that it does not know', async () => {
    const answer = await running.ask('/api/v1/tickets?state=lost&area=52.*&colour=red', { as: CENTRE });
    expect(answer.status).toBe(400);
    const { errors } = (await answer.json()) as { errors: { field: string }[] };
    expect(errors.map(({ field }) => field).sort()).toEqual(['area', 'colour', 'state']);
  });
});

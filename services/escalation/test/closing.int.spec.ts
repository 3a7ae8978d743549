import { make, OrderCancelled, OrderRaised, OrderResolved, OrderSentBack, TicketClosed } from '@gridwhistle/contracts';
import { ROOM, WATER } from '@gridwhistle/testing/small-district';
import { until, type Answer } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Client } from 'pg';
import { Stage, type Held } from './stage.js';

describe('a whistle that is asked for while its ticket ends', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterAll(() => stage?.close());

  /** The township holds an order, as escalation knows. */
  async function held(): Promise<Held> {
    const ids = { ticketId: v7(), orderId: v7() };
    await stage.issued(ids, ROOM);
    return ids;
  }

  async function ask(ids: Held): Promise<Answer> {
    const body = { ...ids, kind: 'difficult-problem', lead: WATER, assists: [], reason: 'The main is the county’s' };
    const token = await stage.token(ROOM);
    return stage.sure('POST', '/api/v1/whistles', { token, key: v7(), body });
  }

  async function close({ ticketId }: { ticketId: string }): Promise<void> {
    const event = make(TicketClosed, { ticketId, round: 1, outcome: 'withdrawn', by: 'withdrawal' });
    await stage.tell(event, { id: ticketId, ticketId });
  }

  const heardOf = (ticketId: string): Promise<boolean> =>
    stage
      .rows(`select from consumer_gate where aggregate_id = $1 and consumer = 'escalation-tickets'`, [ticketId])
      .then(({ length }) => length > 0);

  const openOf = (ticketId: string): Promise<object[]> =>
    stage.rows(`select state from whistle where ticket_id = $1 and state <> 'cancelled'`, [ticketId]);

  it('is refused after the end, also while the end of its order is still on its way', async () => {
    const ids = await held();
    await close(ids);
    await until(() => heardOf(ids.ticketId));
    expect(await ask(ids)).toMatchObject({ status: 409, body: { code: 'whistle.not-allowed' } });
  });

  it('is cancelled where the end is heard of before the wish is recorded', async () => {
    const ids = await held();
    const other = new Client({ connectionString: stage.database.url('escalation') });
    await other.connect();
    // Another wish for the same order, not yet recorded: the first one waits for what becomes of it.
    await other.query('begin');
    await other.query(
      `insert into whistle values ($1, $2, $3, $4, 'difficult-problem', 'requested', $5, '[]', 'p', 'r', '[]', false,
        '2026-03-02T05:00:00Z', null, '2026-03-02T01:00:00Z', 0, null)`,
      [v7(), ids.ticketId, ids.orderId, ROOM, WATER],
    );
    const answer = ask(ids);
    const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await until(async () => (await other.query(waiting)).rowCount !== 0);
    await close(ids);
    // Either it has been heard of, or whoever hears of it waits for the wish.
    await until(async () => (await heardOf(ids.ticketId)) || ((await other.query(waiting)).rowCount ?? 0) > 1);
    await other.query('rollback');
    await other.end();
    expect([201, 409]).toContain((await answer).status);
    await until(() => heardOf(ids.ticketId));
    expect(await openOf(ids.ticketId)).toEqual([]);
  });
});

describe('a whistle that nobody has ruled on when its order ends', () => {
  let stage: Stage;
  const atDispatch = new Map<string, object>();
  beforeAll(async () => void (stage = await Stage.open(undefined, (path) => atDispatch.get(path))));
  afterAll(() => stage?.close());

  const ENDS: Readonly<Record<string, (about: Held & { unit: string }) => object>> = {
    claimed: (about) => make(OrderCancelled, { ...about, reason: 'claimed', nextUnit: WATER }),
    raised: (about) => make(OrderRaised, { ...about, toUnit: WATER, onTime: true }),
    resolved: (about) => make(OrderResolved, { ...about, onTime: true, proofs: 1 }),
  };

  async function ask(ids: Held): Promise<Answer> {
    const body = { ...ids, kind: 'difficult-problem', lead: WATER, assists: [], reason: 'The main is the county’s' };
    const token = await stage.token(ROOM, 'principal');
    return stage.sure('POST', '/api/v1/whistles', { token, key: v7(), body });
  }

  const told = (ids: Held, event: object) => stage.tell(event, { ...ids, id: ids.orderId, unit: ROOM });
  const cancelled = async ({ ticketId }: Held) =>
    (await stage.events(ticketId)).filter(({ type }) => type === 'whistle.cancelled.v1').map(({ data }) => data);

  it.each(Object.entries(ENDS))('is cancelled, and not asked for again: %s', async (_, end) => {
    const ids = { ticketId: v7(), orderId: v7() };
    await stage.issued(ids, ROOM);
    const whistle = (await ask(ids)).body;
    await told(ids, end({ ...ids, unit: ROOM }));
    await until(async () => (await cancelled(ids)).length > 0);
    expect(await cancelled(ids)).toMatchObject([{ orderId: ids.orderId, township: ROOM, reason: 'order-ended' }]);
    const clocks = await stage.rows('select state from clock where aggregate_id = $1', [whistle['id']]);
    expect(clocks).toEqual([{ state: 'ended' }]);
    const token = await stage.token(ROOM, 'principal');
    const late = await stage.sure('POST', `/api/v1/whistles/${String(whistle['id'])}/approve`, { token, ifMatch: 1 });
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition.stale' } });
    expect(await ask(ids)).toMatchObject({ status: 409, body: { code: 'whistle.not-allowed' } });
  });

  it.each([
    ['accepted', 201],
    ['resolved', 409],
    ['cancelled', 409],
  ])(
    'is not asked for, though none of its events has come yet, where dispatch says that it is %s',
    async (state, status) => {
      const ids = { ticketId: v7(), orderId: v7() };
      atDispatch.set(`/internal/orders/${ids.orderId}/result`, { ...ids, unit: ROOM, state });
      expect((await ask(ids)).status).toBe(status);
    },
  );

  it('may be asked for again when the result is sent back', async () => {
    const ids = { ticketId: v7(), orderId: v7() };
    const about = { ...ids, unit: ROOM };
    await stage.issued(ids, ROOM);
    await told(ids, make(OrderResolved, { ...about, onTime: true, proofs: 1 }));
    await told(ids, make(OrderSentBack, { ...about, dueAt: '2026-03-04T09:00:00Z' }));
    await until(async () => (await ask(ids)).status === 201);
  });
});

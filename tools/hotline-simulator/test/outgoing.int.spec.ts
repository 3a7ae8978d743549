import {
  ExtensionRequested,
  make,
  OrderAccepted,
  OrderIssued,
  OrderRaised,
  OrderReturned,
  OrderWaiting,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketExtended,
  TicketReopened,
  TicketResolved,
  TicketSuspended,
} from '@gridwhistle/contracts';
import { CENTRE } from '@gridwhistle/testing/small-district';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { Stage } from './stage.js';

const GRID = '522730001001001';
const ROOM = '522730001-room';
const due = '2026-03-04T09:00:00Z';
const what = { category: '0102', severity: 'normal' as const, grid: GRID, area: '522730001001' };
const [later, review, latest] = ['2026-03-06T09:00:00Z', '2026-09-01T01:00:00Z', '2026-09-04T09:00:00Z'];
const start = Date.parse('2026-03-02T02:00:00Z');

interface Parked {
  id: string;
  ticketId: string;
  message: string;
}

describe('what is owed to the hotline', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open()));
  afterEach(() => stage.hotline.on());
  afterAll(() => stage.close());

  /** Dispatch's story of one ticket: minute by minute. */
  class Story {
    private minute = 0;
    readonly orderId = v7();
    constructor(
      readonly number: string,
      readonly ticketId: string,
    ) {}

    static async begin(number: string): Promise<Story> {
      const { body } = await stage.hotline.sendOrder({ number, title: 'Leak', content: 'Water runs' });
      return new Story(number, (body as { ticketId: string }).ticketId);
    }

    private at = () => new Date(start + 60_000 * (this.minute += 1));
    private tell = (event: object) => stage.tell(event, { id: this.ticketId, ticketId: this.ticketId, at: this.at() });
    private order = (event: object, unit: string) =>
      stage.tell(event, { id: this.orderId, ticketId: this.ticketId, unit, at: this.at() });

    assigned(round = 1): Promise<void> {
      const where = { ...what, unit: GRID, rule: 'default-grid', dueAt: due, provisional: false };
      return this.tell(make(TicketAssigned, { ticketId: this.ticketId, round, ...where }));
    }

    async steps(): Promise<void> {
      const ids = { orderId: this.orderId, ticketId: this.ticketId, unit: GRID };
      const kind = { role: 'lead' as const, tier: 'grid' as const, origin: 'route' as const, round: 1, verifier: ROOM };
      await this.order(
        make(OrderIssued, { ...ids, ...kind, ...what, acceptDueAt: due, dueAt: due, provisional: false }),
        GRID,
      );
      await this.order(make(OrderAccepted, { ...ids, onTime: true }), GRID);
      await this.order(make(OrderWaiting, { ...ids, whistleId: v7() }), GRID);
      await this.order(make(OrderRaised, { ...ids, toUnit: ROOM, onTime: true }), GRID);
    }

    resolved(round = 1): Promise<void> {
      const result = { outcome: 'solved' as const, orderId: this.orderId, unit: ROOM, onTime: true, ratingUntil: due };
      return this.tell(make(TicketResolved, { ticketId: this.ticketId, round, ...result }));
    }

    /** The holder refuses, another asks for more time and gets it, then the matter is put off and goes on. */
    async delays(): Promise<void> {
      const { ticketId, orderId } = this;
      await this.order(make(OrderReturned, { orderId, ticketId, unit: GRID }), GRID);
      await this.asks(v7());
      await this.tell(make(TicketExtended, { ticketId, dueAt: later, provisional: false }));
      await this.tell(make(TicketSuspended, { ticketId, until: review }));
      await this.tell(make(TicketContinued, { ticketId, dueAt: latest, provisional: false }));
    }

    private asks(extensionId: string): Promise<void> {
      const { ticketId, orderId } = this;
      const asked = make(ExtensionRequested, {
        extensionId,
        orderId,
        ticketId,
        unit: GRID,
        amount: 2,
        measure: 'work-day',
      });
      return stage.tell(asked, { id: extensionId, ticketId, unit: GRID, at: this.at() });
    }

    reopened = () => this.tell(make(TicketReopened, { ticketId: this.ticketId, round: 2, reason: 'not-solved' }));
    closed = (round = 1) =>
      this.tell(make(TicketClosed, { ticketId: this.ticketId, round, outcome: 'solved', by: 'call-back' }));

    inbox = () => stage.hotline.inbox(this.number);
    kinds = () =>
      this.inbox().map(({ message, round, act }) => [message, round, ...(act === undefined ? [] : [act])].join(' '));
    arrived = (count: number) => until(() => this.inbox().length >= count);
  }

  it('goes out in order, with the words of the result', async () => {
    const story = await Story.begin('HL1');
    stage.results.set(story.orderId, 'The pipe is repaired');
    // Steps may be told of before the acceptance, which comes by another durable.
    await story.steps();
    await story.assigned();
    await story.resolved();
    await story.reopened();
    await story.assigned(2);
    await story.resolved(2);
    await story.closed(2);
    await story.arrived(9);
    expect(story.kinds().filter((kind) => !kind.startsWith('progress'))).toEqual([
      'accepted 1',
      'result 1',
      'reopened 2',
      'accepted 2',
      'result 2',
      'closed 2',
    ]);
    expect(story.kinds().filter((kind) => kind.startsWith('progress'))).toEqual([
      'progress 1 accepted',
      'progress 1 whistled',
      'progress 1 raised',
    ]);
    const { number, ticketId } = story;
    expect(story.inbox().find(({ message }) => message === 'accepted')).toMatchObject({
      number,
      ticketId,
      unit: GRID,
      dueAt: due,
    });
    const result = story.inbox().find(({ message }) => message === 'result');
    expect(result).toMatchObject({
      result: 'The pipe is repaired',
      outcome: 'solved',
      onTime: true,
      proofs: 1,
      unit: ROOM,
    });
    expect(result).not.toHaveProperty('orderId');
    await until(async () => (await stage.events(ticketId)).length === 10);
    const told = (await stage.events(ticketId)).filter(({ type }) => type === 'hotline-order.message-delivered.v1');
    expect(told.map(({ data }) => (data as { message: string }).message)).toEqual(
      story.inbox().map(({ message }) => message),
    );
    expect(JSON.stringify(told)).not.toContain('repaired');
    expect((await stage.hotline.askState(number)).body).toMatchObject({
      state: 'closed',
      round: 2,
      dueAt: '2026-03-04T09:00:00.000Z',
    });
  });

  it('tells of a refusal, of more time asked for, and of every move of the limit', async () => {
    const story = await Story.begin('HL-limits');
    stage.results.set(story.orderId, 'Not yet');
    await story.assigned();
    await story.steps();
    await story.delays();
    await story.arrived(9);
    const told = (kind: string) => story.inbox().filter(({ message }) => message === kind);
    expect(told('returned')).toMatchObject([{ unit: GRID, round: 1, reason: 'the words for return' }]);
    const reason = 'the words for extension-request';
    expect(told('extension-asked')).toMatchObject([{ unit: GRID, amount: 2, measure: 'work-day', round: 1, reason }]);
    expect(told('extended')).toMatchObject([{ dueAt: later, provisional: false, round: 1 }]);
    expect(told('suspended')).toMatchObject([{ until: review }]);
    expect(told('continued')).toMatchObject([{ dueAt: latest }]);
    const limits = story.inbox().filter(({ message }) => ['extended', 'suspended', 'continued'].includes(message));
    expect(limits.map(({ message }) => message)).toEqual(['extended', 'suspended', 'continued']);
    const { body } = await stage.hotline.askState(story.number);
    expect(body).toMatchObject({ state: 'assigned', dueAt: '2026-09-04T09:00:00.000Z' });
  });

  it('waits while the hotline is away, and arrives once when it is back', async () => {
    const story = await Story.begin('HL2');
    stage.results.set(story.orderId, 'Repaired');
    stage.hotline.off();
    await story.assigned();
    await story.steps();
    await story.resolved();
    await until(
      async () =>
        (await stage.rows('select from outgoing where ticket_id = $1 and attempts > 1', [story.ticketId])).length > 0,
    );
    const ready = (await (await fetch(`${stage.service.url}/readyz`)).json()) as { ok: boolean; checks: object };
    expect(ready).toMatchObject({ ok: true, checks: { hotline: { ok: true, detail: '5 owed, 0 parked' } } });
    stage.hotline.answerWith(503);
    await until(
      async () =>
        (await stage.rows('select from outgoing where ticket_id = $1 and attempts > 2', [story.ticketId])).length > 0,
    );
    expect(story.inbox()).toEqual([]);
    stage.hotline.on();
    await story.arrived(5);
    expect(story.kinds()).toHaveLength(5);
    expect(story.kinds()[0]).toBe('accepted 1');
    expect(story.kinds()[4]).toBe('result 1');
    expect(stage.hotline.counts()).toEqual({ repeats: 0, refused: 0 });
  });

  it('waits for the words of a result', async () => {
    const story = await Story.begin('HL3');
    await story.assigned();
    await story.resolved();
    await story.closed();
    await story.arrived(1);
    await until(
      async () =>
        (await stage.rows(`select from outgoing where ticket_id = $1 and reason is not null`, [story.ticketId]))
          .length > 0,
    );
    expect(story.kinds()).toEqual(['accepted 1']);
    stage.results.set(story.orderId, 'Repaired');
    await story.arrived(3);
    expect(story.kinds()).toEqual(['accepted 1', 'result 1', 'closed 1']);
  });

  it('is parked when the hotline will not have it, and holds up nothing', async () => {
    const story = await Story.begin('HL4');
    stage.results.set(story.orderId, 'Repaired');
    stage.hotline.answerWith(422);
    await story.assigned();
    const parked = 'select reason from outgoing where ticket_id = $1 and state = $2';
    await until(async () => (await stage.rows(parked, [story.ticketId, 'parked'])).length === 1);
    stage.hotline.on();
    await story.resolved();
    await story.arrived(1);
    expect(story.kinds()).toEqual(['result 1']);
    expect(await stage.rows(parked, [story.ticketId, 'parked'])).toEqual([
      { reason: 'answered 422: {"error":"as it was told"}' },
    ]);
  });

  it('is sent again or given up by the centre, and by nobody else', async () => {
    const story = await Story.begin('HL-parked');
    stage.hotline.answerWith(422);
    await story.assigned();
    await story.closed();
    const token = await stage.token(CENTRE);
    const parked = async () => {
      const { body } = await stage.send<{ items: Parked[] }>('GET', '/api/v1/hotline/messages/parked', { token });
      return body.items.filter(({ ticketId }) => ticketId === story.ticketId);
    };
    await until(async () => (await parked()).length === 2);
    stage.hotline.on();
    const [first, second] = (await parked()) as [Parked, Parked];
    expect([first.message, second.message].sort()).toEqual(['accepted', 'closed']);
    expect(first).toMatchObject({ state: 'parked', reason: 'answered 422: {"error":"as it was told"}', attempts: 1 });
    const act = (id: string, verb: string, as = token) =>
      stage.send('POST', `/api/v1/hotline/messages/${id}/${verb}`, { token: as });
    expect((await act(first.id, 'retry', await stage.token(GRID))).status).toBe(403);
    expect(await act(first.id, 'retry')).toMatchObject({ status: 200, body: { state: 'owed' } });
    expect(await act(second.id, 'drop')).toMatchObject({ status: 200, body: { state: 'dropped' } });
    await story.arrived(1);
    await until(async () => (await parked()).length === 0);
    expect(story.inbox().map(({ id }) => id)).toEqual([first.id]);
    expect(await act(first.id, 'drop')).toMatchObject({ status: 409, body: { code: 'hotline-message.not-parked' } });
    expect(await act(v7(), 'drop')).toMatchObject({ status: 404, body: { code: 'hotline-message.unknown' } });
    const by = 'select distinct settled_by from outgoing where ticket_id = $1';
    expect(await stage.rows(by, [story.ticketId])).toEqual([{ settled_by: `staff-of-${CENTRE}` }]);
  });

  it('leaves tickets of other channels alone', async () => {
    const before = await stage.count('outgoing');
    const story = new Story('none', v7());
    await story.steps();
    await story.assigned();
    await until(
      async () => (await stage.rows('select from consumer_gate where aggregate_id = $1', [story.ticketId])).length > 0,
    );
    await until(
      async () =>
        (await stage.rows('select from consumer_gate where aggregate_id = $1 and last_sequence = 4', [story.orderId]))
          .length > 0,
    );
    expect(await stage.count('outgoing')).toBe(before);
  });
});

describe('a bridge without a partner', () => {
  let stage: Stage;
  beforeAll(async () => void (stage = await Stage.open({ partner: false })));
  afterAll(() => stage.close());

  it('takes orders, keeps what it owes, and says so', async () => {
    const { body } = await stage.hotline.sendOrder({ number: 'HL1', title: 'Leak', content: 'Water runs' });
    const { ticketId } = body as { ticketId: string };
    const where = { ...what, unit: GRID, rule: 'default-grid', dueAt: due, provisional: false };
    await stage.tell(make(TicketAssigned, { ticketId, round: 1, ...where }), { id: ticketId, ticketId });
    await until(async () => (await stage.count('outgoing')) === 1);
    const ready = (await (await fetch(`${stage.service.url}/readyz`)).json()) as object;
    expect(ready).toMatchObject({
      ok: true,
      checks: { hotline: { ok: true, detail: 'no GW_HOTLINE_URL, nothing is sent; 1 owed, 0 parked' } },
    });
    expect(await stage.rows('select state, attempts from outgoing')).toEqual([{ state: 'owed', attempts: 0 }]);
  });
});

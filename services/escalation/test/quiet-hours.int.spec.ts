import {
  HotlineOrderUrged,
  make,
  OrderAmber,
  OrderConfirmed,
  OrderIssued,
  OrderRungVoided,
  OrderSentBack,
  ReceiptAmber,
  ReceiptReported,
  TicketInformed,
  TicketCallBackDue,
  TicketClosed,
} from '@gridwhistle/contracts';
import type { Severity } from '@gridwhistle/kernel';
import { BRANCH, CATEGORY, GRID, ROOM, smallDistrict } from '@gridwhistle/testing/small-district';
import { groundFor, ServiceStage, standInConsole, until, type StandInConsole } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { definition } from '../src/index.js';

/** Eleven in the evening of the day on which the test's clock stands, and the end of the quiet hours. */
const at = new Date('2026-03-02T23:00+08:00');
const morning = new Date('2026-03-03T07:00+08:00');
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const later = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);

const profile = {
  ...smallDistrict(),
  escalations: [
    { on: 'order.amber', act: 'remind' as const },
    { on: 'ticket.call-back-due', act: 'remind' as const },
    { on: 'receipt.amber', act: 'remind' as const },
  ],
};
const due = { acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '2026-03-04T09:00:00Z', provisional: false };
const what = { category: CATEGORY, area: GRID.slice(0, 12), grid: GRID, round: 1, ...due } as const;
const lead = { role: 'lead', tier: 'village', origin: 'route', verifier: ROOM, unit: BRANCH } as const;
const rung = { clock: 'handling', dueAt: due.dueAt, unit: BRANCH } as const;

interface Waiting {
  id: string;
  waits_until: Date | null;
  voided_at: Date | null;
}

describe('reminders at night', () => {
  let console: StandInConsole;
  let stage: ServiceStage;
  beforeAll(async () => {
    console = await standInConsole(profile);
    stage = new ServiceStage(await groundFor(definition, console.environment));
  });
  afterAll(async () => {
    await stage?.close();
    console?.close();
  });

  /** An order that comes near its limit at night. */
  async function amber(severity: Severity, night = at) {
    const [orderId, ticketId] = [v7(), v7()];
    const told = (event: object) => stage.tell(event, { id: orderId, ticketId, unit: BRANCH, at: night });
    await told(make(OrderIssued, { orderId, ticketId, ...lead, ...what, severity }));
    await told(make(OrderAmber, { orderId, ticketId, ...rung, severity }));
    await until(async () => (await followUps(orderId)).length === 1);
    const events = async () => (await stage.events(ticketId)).map(({ type }) => type);
    return { orderId, ticketId, told, events };
  }

  const followUps = (about: string) =>
    stage.rows<Waiting>('select * from follow_up where order_id = $1 or receipt_id = $1', [about]);

  it('wait for the morning, go out once if there is still something owed, and an emergency does not wait', async () => {
    const emergency = await amber('emergency');
    const [kept, done, stood] = [await amber('normal'), await amber('normal'), await amber('normal')];
    expect(await emergency.events()).toEqual(['reminder.sent.v1']);
    for (const { orderId, events } of [kept, done, stood]) {
      expect(await followUps(orderId)).toMatchObject([{ waits_until: morning, voided_at: null }]);
      expect(await events()).toEqual([]);
    }
    const { orderId, ticketId } = done;
    await done.told(make(OrderConfirmed, { orderId, ticketId, unit: BRANCH, onTime: true }));
    const since = later(at, -1).toISOString();
    const { orderId: stoodId, ticketId: stoodOf } = stood;
    const voided = { orderId: stoodId, ticketId: stoodOf, unit: BRANCH, rung: 'amber', since } as const;
    await stood.told(make(OrderRungVoided, voided));
    const urged = { id: kept.ticketId, ticketId: kept.ticketId, at };
    await stage.tell(make(HotlineOrderUrged, { ticketId: kept.ticketId, round: 1 }), urged);
    await until(async () => (await followUps(kept.orderId)).length === 2);
    const receipt = { receiptId: v7(), directiveId: v7(), unit: GRID };
    const toReceipt = { id: receipt.receiptId, unit: GRID, at };
    await stage.tell(make(ReceiptAmber, { ...receipt, clock: 'report', dueAt: due.dueAt }), toReceipt);
    await until(async () => (await followUps(receipt.receiptId)).length === 1);
    await stage.tell(make(ReceiptReported, { ...receipt, onTime: true }), toReceipt);
    await until(async () => (await followUps(receipt.receiptId))[0]?.voided_at instanceof Date);
    await until(async () => (await stage.count('follow_up where voided_at is not null')) === 2);
    await stage.database.advance(DAY_MS);
    await until(async () => (await kept.events()).length === 2);
    await until(async () => (await stage.count("clock where entity = 'reminder' and state <> 'ended'")) === 0);
    const causes = (await stage.events(kept.ticketId)).map(({ type, data, time }) => [
      type,
      (data as { cause: string }).cause,
      time >= morning.toISOString(),
    ]);
    expect(causes.sort()).toEqual([
      ['reminder.sent.v1', 'hotline-order.urged', true],
      ['reminder.sent.v1', 'order.amber', true],
    ]);
    expect([await done.events(), await stood.events(), await emergency.events()]).toEqual([
      [],
      [],
      ['reminder.sent.v1'],
    ]);
    expect(await stage.rows('select from event_log where envelope like $1', [`%${receipt.receiptId}%`])).toEqual([]);
    expect((await followUps(done.orderId))[0]?.voided_at).not.toBeNull();
  });

  it('of what a route has told wait too, and those of an emergency do not [up 4]', async () => {
    const informed = async (severity: Severity) => {
      const [orderId, ticketId] = [v7(), v7()];
      const event = make(TicketInformed, { ticketId, orderId, units: [BRANCH, GRID], severity });
      await stage.tell(event, { id: ticketId, ticketId, at });
      await until(async () => (await followUps(orderId)).length === 2);
      return { ticketId, rows: await followUps(orderId) };
    };
    const [urgent, other] = [await informed('emergency'), await informed('normal')];
    const told = (await stage.events(urgent.ticketId)).map(({ type, data }) => [type, data]);
    expect(told).toMatchObject(
      [BRANCH, GRID].map((unit) => ['reminder.sent.v1', { ticketId: urgent.ticketId, unit, cause: 'ticket.informed' }]),
    );
    expect(other.rows.map(({ waits_until }) => waits_until)).toEqual([morning, morning]);
    expect(await stage.events(other.ticketId)).toEqual([]);
  });

  it('wait for another morning when the first one passed while nothing ran', async () => {
    const { orderId, events } = await amber('normal', later(at, DAY_MS));
    expect(await followUps(orderId)).toMatchObject([{ waits_until: later(morning, DAY_MS) }]);
    await stage.database.advance(DAY_MS + 14 * HOUR_MS);
    await until(
      async () => (await followUps(orderId))[0]?.waits_until?.getTime() === later(morning, 2 * DAY_MS).getTime(),
    );
    expect(await events()).toEqual([]);
    await stage.database.advance(DAY_MS / 2);
    await until(async () => (await events()).length === 1);
    expect(await stage.count("clock where entity = 'reminder' and state <> 'ended'")).toBe(0);
  });

  it('wait for the morning, too, when what they remind of came by day and is heard of at night [clock 8]', async () => {
    const heardAt = later(at, 5 * DAY_MS);
    await stage.database.setTime(heardAt);
    const day = later(heardAt, -70 * 60_000);
    const [normal, emergency] = [await amber('normal', day), await amber('emergency', day)];
    expect(await emergency.events()).toEqual(['reminder.sent.v1']);
    expect(await followUps(normal.orderId)).toMatchObject([{ waits_until: later(morning, 5 * DAY_MS) }]);
    expect(await normal.events()).toEqual([]);
    await stage.database.advance(8 * HOUR_MS);
    await until(async () => (await normal.events()).length === 1);
    const [sent] = await stage.events(normal.ticketId);
    expect(sent?.time && Date.parse(sent.time)).toBeGreaterThanOrEqual(later(morning, 5 * DAY_MS).getTime());
  });

  it('about a result wait for its verifier, and are not sent where it was sent back at night', async () => {
    const night = later(at, 7 * DAY_MS);
    await stage.database.setTime(night);
    const result = async () => {
      const order = await amber('normal', night);
      const { orderId, ticketId } = order;
      await order.told(
        make(OrderAmber, { ...rung, orderId, ticketId, clock: 'verification', verifier: ROOM, severity: 'normal' }),
      );
      await until(async () => (await followUps(orderId)).length === 2);
      return order;
    };
    const [kept, answered] = [await result(), await result()];
    const { orderId, ticketId } = answered;
    await answered.told(make(OrderSentBack, { orderId, ticketId, unit: BRANCH, dueAt: due.dueAt }));
    await until(async () => (await followUps(orderId)).some(({ voided_at }) => voided_at !== null));
    await stage.database.advance(10 * HOUR_MS);
    await until(async () => (await kept.events()).length === 2 && (await answered.events()).length === 1);
    const reminded = async (of: string) => (await stage.events(of)).map(({ data }) => (data as { unit: string }).unit);
    expect((await reminded(kept.ticketId)).sort()).toEqual([BRANCH, ROOM].sort());
    expect(await reminded(ticketId)).toEqual([BRANCH]);
  });

  it('about a call-back wait for whoever calls, although the order has ended, and end with the ticket', async () => {
    const night = later(at, 9 * DAY_MS);
    await stage.database.setTime(night);
    const uncalled = async () => {
      const [orderId, ticketId] = [v7(), v7()];
      const ofOrder = { id: orderId, ticketId, unit: BRANCH, at: night };
      await stage.tell(make(OrderIssued, { orderId, ticketId, ...lead, ...what, severity: 'normal' }), ofOrder);
      await stage.tell(make(OrderConfirmed, { orderId, ticketId, unit: BRANCH, onTime: true }), ofOrder);
      await until(async () => (await stage.count(`known_order where order_id = '${orderId}' and ended`)) === 1);
      const ofTicket = { id: ticketId, ticketId, at: night };
      const fellDue = { orderId, ticketId, round: 1, caller: ROOM, dueAt: due.dueAt };
      await stage.tell(make(TicketCallBackDue, fellDue), ofTicket);
      await until(async () => (await followUps(orderId)).length === 1);
      return { orderId, ticketId, ofTicket };
    };
    const [kept, closed] = [await uncalled(), await uncalled()];
    const { ticketId } = closed;
    const rated = make(TicketClosed, { ticketId, round: 1, outcome: 'solved', by: 'rating' });
    await stage.tell(rated, closed.ofTicket);
    await until(async () => (await followUps(closed.orderId))[0]?.voided_at instanceof Date);
    await stage.database.advance(10 * HOUR_MS);
    await until(async () => (await stage.events(kept.ticketId)).length === 1);
    expect((await stage.events(kept.ticketId))[0]?.data).toMatchObject({ unit: ROOM, cause: 'ticket.call-back-due' });
    expect(await stage.events(ticketId)).toEqual([]);
  });
});

import { HotlineOrderUrged, make, OrderCancelled, OrderIssued } from '@gridwhistle/contracts';
import { BRANCH, CATEGORY, GRID, ROOM, smallDistrict, WATER } from '@gridwhistle/testing/small-district';
import { groundFor, ServiceStage, standInConsole, until, type StandInConsole } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { definition } from '../src/index.js';

const due = { acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '2026-03-04T09:00:00Z', provisional: false };
const what = { category: CATEGORY, severity: 'normal', area: GRID.slice(0, 12), grid: GRID, round: 1 } as const;

describe('12345 presses for an order', () => {
  let console: StandInConsole;
  let stage: ServiceStage;
  beforeAll(async () => {
    console = await standInConsole(smallDistrict());
    stage = new ServiceStage(await groundFor(definition, console.environment));
  });
  afterAll(async () => {
    await stage.close();
    console.close();
  });

  it('and whoever holds a lead of it is reminded, nobody else', async () => {
    const ticketId = v7();
    const orders = { gone: v7(), held: v7(), helping: v7() };
    const told = (orderId: string, unit: string, event: object) => stage.tell(event, { id: orderId, ticketId, unit });
    const issued = (orderId: string, unit: string, role: 'lead' | 'assist') => {
      const kind = { role, tier: 'village', origin: 'route', verifier: ROOM } as const;
      return told(orderId, unit, make(OrderIssued, { orderId, ticketId, unit, ...kind, ...what, ...due }));
    };
    await issued(orders.gone, GRID, 'lead');
    await told(
      orders.gone,
      GRID,
      make(OrderCancelled, { orderId: orders.gone, ticketId, unit: GRID, reason: 'reassigned' }),
    );
    await issued(orders.held, BRANCH, 'lead');
    await issued(orders.helping, WATER, 'assist');
    const open = 'select from known_order where ticket_id = $1 and not ended';
    await until(async () => (await stage.rows(open, [ticketId])).length === 2);
    await stage.tell(make(HotlineOrderUrged, { ticketId, round: 1 }), { id: ticketId, ticketId });
    await until(async () => (await stage.events(ticketId)).length > 0);
    const about = { ticketId, orderId: orders.held, unit: BRANCH, cause: 'hotline-order.urged' };
    expect((await stage.events(ticketId)).map(({ type, data }) => [type, data])).toMatchObject([
      ['reminder.sent.v1', about],
    ]);
  });
});

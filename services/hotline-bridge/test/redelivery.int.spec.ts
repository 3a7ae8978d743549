import {
  make,
  OrderAccepted,
  OrderIssued,
  OrderRaised,
  OrderWaiting,
  TicketAssigned,
  TicketClosed,
  TicketReopened,
  TicketResolved,
} from '@gridwhistle/contracts';
import { Recording, redeliveryChecks, type Booted } from '@gridwhistle/testing/redelivery';
import { v7 } from 'uuid';
import { HotlineOrderCommands } from '../src/hotline-order.commands.js';
import { HotlineOrderEntity } from '../src/hotline-order.store.js';
import { definition } from '../src/index.js';

const GRID = '522730001001001';
const ROOM = '522730001-room';
const [ticketId, foreign, orderId, foreignOrder] = [v7(), v7(), v7(), v7()];
const due = '2026-03-04T09:00:00Z';
const what = { category: '0102', severity: 'normal' as const, grid: GRID, area: '522730001001' };
const recording = new Recording('522730');

const assigned = (ticket: string, round: number) =>
  make(TicketAssigned, { ticketId: ticket, round, ...what, unit: GRID, rule: 'r', dueAt: due, provisional: false });
const result = { outcome: 'solved' as const, orderId, unit: ROOM, onTime: true, ratingUntil: due };

/** The same steps on a hotline's ticket and on somebody else's. */
function steps(ticket: string, order: string): void {
  const ids = { orderId: order, ticketId: ticket, unit: GRID };
  const kind = { role: 'lead' as const, tier: 'grid' as const, origin: 'route' as const, round: 1, verifier: ROOM };
  recording.say(
    { id: order, ticketId: ticket, unit: GRID },
    make(OrderIssued, { ...ids, ...kind, ...what, acceptDueAt: due, dueAt: due, provisional: false }),
    make(OrderAccepted, { ...ids, onTime: true }),
    make(OrderWaiting, { ...ids, whistleId: v7() }),
    make(OrderRaised, { ...ids, toUnit: ROOM, onTime: true }),
  );
}

recording.say(
  { id: ticketId, ticketId, unit: null },
  assigned(ticketId, 1),
  make(TicketResolved, { ticketId, round: 1, ...result }),
  make(TicketReopened, { ticketId, round: 2, reason: 'not-solved' }),
  assigned(ticketId, 2),
  make(TicketResolved, { ticketId, round: 2, ...result }),
  make(TicketClosed, { ticketId, round: 2, outcome: 'solved', by: 'rating' }),
);
recording.say({ id: foreign, ticketId: foreign, unit: null }, assigned(foreign, 1));
steps(ticketId, orderId);
steps(foreign, foreignOrder);

/** The order that the ticket came from. */
async function prepare({ source }: Booted): Promise<void> {
  const codes = {
    number: 'HL1',
    digest: Buffer.alloc(32),
    words: 'sealed',
    severity: 'normal' as const,
    confidential: false,
  };
  const now = {
    state: 'reported' as const,
    round: 0,
    dueAt: null,
    receivedAt: new Date('2026-03-02T01:00:00Z'),
    sequence: 0,
  };
  await source.manager.insert(HotlineOrderEntity, { ticketId, ...codes, ...now });
}

function commands({ service }: Booted): Record<string, () => Promise<unknown>> {
  const orders = service.app.get(HotlineOrderCommands, { strict: false });
  const order = { number: 'HL2', title: 'Leak', content: 'Water runs' };
  return {
    receive: () => orders.receive(order, 'msg_1'),
    contradict: () => orders.receive({ ...order, number: 'HL1' }, 'msg_2'),
    callBack: () => orders.callBack('HL1', { number: 'HL1', reached: true, solved: true }, 'msg_3'),
  };
}

describe('what the bridge learns may come in any way', () => {
  // Notes carry the trace of whoever delivered the event.
  const volatile = ['outgoing.traceparent'];
  const checks = redeliveryChecks({ definition, events: recording.events, prepare, commands, volatile });
  test.each(checks)('$name', ({ run }) => run());
});

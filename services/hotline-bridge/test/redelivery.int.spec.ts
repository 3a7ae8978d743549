import {
  ExtensionRequested,
  make,
  OrderAccepted,
  OrderIssued,
  OrderRaised,
  OrderReturned,
  OrderWaiting,
  ProfileApplied,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketDueChanged,
  TicketExtended,
  TicketMerged,
  TicketReopened,
  TicketResolved,
  TicketSuspended,
  TicketWithdrawalRefused,
} from '@gridwhistle/contracts';
import type { Actor } from '@gridwhistle/platform';
import { giveProfile, Recording, redeliveryChecks, type Booted } from '@gridwhistle/testing/redelivery';
import { CENTRE, smallDistrict } from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';
import { HotlineOrderCommands } from '../src/hotline-order.commands.js';
import { HotlineOrderEntity } from '../src/hotline-order.store.js';
import { HotlineSaidCommands } from '../src/hotline-said.commands.js';
import { definition } from '../src/index.js';
import { OutgoingCommands } from '../src/outgoing.commands.js';
import { OutgoingEntity } from '../src/outgoing.store.js';

const GRID = '522730001001001';
const ROOM = '522730001-room';
const [ticketId, foreign, orderId, foreignOrder] = [v7(), v7(), v7(), v7()];
// Merged into a ticket that is nobody's of the hotline; and one that is merged now.
const [merged, other, merging] = [v7(), v7(), v7()];
const due = '2026-03-04T09:00:00Z';
const what = { category: '0102', severity: 'normal' as const, grid: GRID, area: '522730001001' };
const extensions = new Map([ticketId, foreign].map((ticket) => [ticket, v7()]));
const extensionOf = (ticket: string): string => extensions.get(ticket) ?? '';
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
    make(OrderReturned, ids),
    make(OrderRaised, { ...ids, toUnit: ROOM, onTime: true }),
  );
  recording.say(
    { id: extensionOf(ticket), ticketId: ticket, unit: GRID },
    make(ExtensionRequested, { extensionId: extensionOf(ticket), ...ids, amount: 2, measure: 'work-day' }),
  );
}

const profileId = v7();
recording.say(
  { id: profileId, ticketId: null, unit: null },
  make(ProfileApplied, { district: '522730', version: 1, digest: 'a'.repeat(64) }),
);
recording.say(
  { id: ticketId, ticketId, unit: null },
  assigned(ticketId, 1),
  make(TicketExtended, { ticketId, dueAt: due, provisional: false }),
  make(TicketDueChanged, { ticketId, dueAt: due, provisional: false }),
  make(TicketSuspended, { ticketId, until: due }),
  make(TicketContinued, { ticketId, dueAt: due, provisional: false }),
  make(TicketWithdrawalRefused, { ticketId, reporter: ticketId }),
  make(TicketResolved, { ticketId, round: 1, ...result }),
  make(TicketReopened, { ticketId, round: 2, reason: 'not-solved' }),
  assigned(ticketId, 2),
  make(TicketResolved, { ticketId, round: 2, ...result }),
  make(TicketClosed, { ticketId, round: 2, outcome: 'solved', by: 'rating' }),
);
recording.say(
  { id: other, ticketId: other, unit: null },
  assigned(other, 1),
  make(TicketResolved, { ticketId: other, round: 1, ...result }),
  make(TicketClosed, { ticketId: other, round: 1, outcome: 'solved', by: 'rating' }),
);
recording.say(
  { id: merging, ticketId: merging, unit: null },
  assigned(merging, 1),
  make(TicketMerged, { ticketId: merging, into: foreign }),
  make(TicketClosed, { ticketId: merging, round: 1, outcome: 'merged', by: 'merge' }),
);
recording.say({ id: foreign, ticketId: foreign, unit: null }, assigned(foreign, 1));
steps(ticketId, orderId);
steps(foreign, foreignOrder);

const open = v7();
const at = new Date('2026-03-02T01:00:00Z');
const parked = {
  id: v7(),
  message: 'closed' as const,
  round: 1,
  ref: '',
  facts: {},
  happenedAt: at,
  traceparent: null,
  state: 'parked' as const,
  attempts: 1,
  nextAttemptAt: at,
  reason: 'answered 422',
  deliveredAt: null,
  settledBy: null,
};
const centre: Actor = { kind: 'staff', id: 's', memberships: [{ unit: CENTRE, roles: ['member'] }] };

/** A profile, the order that the ticket came from, and another with a message that the hotline would not have. */
async function prepare(booted: Booted): Promise<void> {
  await giveProfile(booted, smallDistrict());
  const codes = {
    number: 'HL1',
    digest: Buffer.alloc(32),
    words: 'sealed',
    platform: null,
    severity: 'normal' as const,
    confidential: false,
  };
  const now = {
    state: 'reported' as const,
    round: 0,
    dueAt: null,
    receivedAt: new Date('2026-03-02T01:00:00Z'),
    withdrawalAskedAt: null,
    mergedInto: null,
    mergedAt: null,
    mergedWhole: null,
    mergedSequence: null,
    sequence: 0,
  };
  const { manager } = booted.source;
  await manager.insert(HotlineOrderEntity, { ticketId, ...codes, ...now });
  await manager.insert(HotlineOrderEntity, { ...codes, ...now, ticketId: open, number: 'HL3' });
  const into = { mergedInto: other, mergedAt: now.receivedAt, mergedSequence: 0 };
  await manager.insert(HotlineOrderEntity, { ...codes, ...now, ...into, ticketId: merged, number: 'HL4' });
  await manager.insert(HotlineOrderEntity, { ...codes, ...now, ticketId: merging, number: 'HL5' });
  await manager.insert(OutgoingEntity, { ...parked, ticketId: open });
}

function commands({ service }: Booted): Record<string, () => Promise<unknown>> {
  const orders = service.app.get(HotlineOrderCommands, { strict: false });
  const said = service.app.get(HotlineSaidCommands, { strict: false });
  const outgoing = service.app.get(OutgoingCommands, { strict: false });
  const order = { number: 'HL2', title: 'Leak', content: 'Water runs' };
  return {
    receive: () => orders.receive(order, { messageId: 'msg_1' }),
    contradict: () => orders.receive({ ...order, number: 'HL1' }, { messageId: 'msg_2' }),
    callBack: () => said.callBack('HL1', { number: 'HL1', reached: true, solved: true }, { messageId: 'msg_3' }),
    urge: () => said.urge('HL3', { number: 'HL3', reason: 'Again' }, { messageId: 'msg_4' }),
    withdraw: () => said.withdraw('HL3', { number: 'HL3' }, { messageId: 'msg_5' }),
    retry: () => outgoing.retry(parked.id, centre),
    drop: () => outgoing.drop(parked.id, centre),
  };
}

describe('what the bridge learns may come in any way', () => {
  // Notes carry the trace of whoever delivered the event.
  const volatile = ['outgoing.traceparent'];
  const checks = redeliveryChecks({ definition, events: recording.events, prepare, commands, volatile });
  test.each(checks)('$name', ({ run }) => run());
});

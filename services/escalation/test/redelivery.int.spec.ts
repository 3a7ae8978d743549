import {
  HotlineOrderUrged,
  make,
  OrderAmber,
  OrderCancelled,
  OrderConfirmed,
  OrderDue,
  OrderIssued,
  OrderObjected,
  OrderObjectionOverruled,
  OrderOverdue,
  OrderRaised,
  OrderResolved,
  OrderReturned,
  OrderRungVoided,
  OrderSentBack,
  OrderMoved,
  ProfileApplied,
  ReceiptAmber,
  ReceiptConfirmed,
  ReceiptDue,
  ReceiptReported,
  ReceiptRungVoided,
  ReceiptVoided,
  SuspensionApproved,
  SuspensionEnded,
  TicketCallBackDue,
  TicketClosed,
  TicketHardened,
  TicketInformed,
  TicketReopened,
  TicketWhistleRefused,
} from '@gridwhistle/contracts';
import { giveProfile, Recording, redeliveryChecks, type Booted } from '@gridwhistle/testing/redelivery';
import {
  BRANCH,
  CATEGORY,
  COUNTY,
  GRID,
  HOUSING,
  ROOM,
  smallDistrict,
  URBAN,
  WATER,
} from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';
import { definition } from '../src/index.js';

const whistleOf = () => ({ id: v7(), ticketId: v7(), orderId: v7() });
const [summoned, refused, over] = [whistleOf(), whistleOf(), whistleOf()];
const [overruled, replaced, headless, putOff] = [whistleOf(), whistleOf(), whistleOf(), whistleOf()];
/** Asked for, and not ruled on when its order ends. */
const [claimed, done] = [whistleOf(), whistleOf()];

const escalations = [
  { on: 'order.amber', act: 'remind' as const },
  { on: 'ticket.call-back-due', act: 'remind' as const },
  { on: 'order.overdue', act: 'supervise' as const },
  { on: 'order.overdue', act: 'raise' as const },
  { on: 'receipt.amber', act: 'remind' as const },
  { on: 'receipt.due', act: 'supervise' as const },
];

/** Whistles that were approved before the events arrive. */
async function prepare(booted: Booted): Promise<void> {
  await giveProfile(booted, { ...smallDistrict(), escalations });
  const attendance = [WATER, URBAN].map((unit) => ({
    unit,
    orderId: null,
    reportedInAt: unit === WATER ? '2026-03-02T01:30:00.000Z' : null,
    onTime: null,
    missed: false,
    confirmed: false,
  }));
  const alone = attendance.slice(0, 1);
  const text = (value: unknown): string => JSON.stringify(value);
  const all = [summoned, refused, over, overruled, replaced, headless, putOff, claimed, done];
  for (const { id, ticketId, orderId } of all) {
    await booted.source.query(
      `insert into whistle values ($1, $2, $3, $4, 'difficult-problem', $8, $5, $6, 'p', 'r', $7, false,
        '2026-03-02T05:00:00Z', null, '2026-03-02T01:00:00Z', 0, null)`,
      [
        id,
        ticketId,
        orderId,
        ROOM,
        WATER,
        ...(id === headless.id || id === replaced.id ? [[], alone] : [[URBAN], attendance]).map(text),
        id === claimed.id || id === done.id ? 'requested' : 'approved',
      ],
    );
  }
}

const recording = new Recording(COUNTY);
recording.say(
  { id: v7(), ticketId: null, unit: null },
  make(ProfileApplied, { district: COUNTY, version: 1, digest: 'e'.repeat(64) }),
);
const about = (ticketId: string, unit: string) => ({ orderId: v7(), ticketId, unit });
const issued = { role: 'lead', tier: 'district', verifier: ROOM, category: CATEGORY, severity: 'normal' } as const;
const place = { area: GRID.slice(0, 12), grid: GRID, round: 1, provisional: false };
const due = { acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '2026-03-04T09:00:00Z' };
for (const unit of [WATER, URBAN]) {
  const ids = about(summoned.ticketId, unit);
  recording.say(
    { id: ids.orderId, ticketId: ids.ticketId, unit },
    make(OrderIssued, { ...ids, ...issued, ...place, ...due, origin: 'whistle', whistleId: summoned.id }),
    make(OrderConfirmed, { ...ids, onTime: true }),
  );
}
/** A department objects to its order. What comes of the others is told in the order in which it is heard of: here they are none. */
function objection(
  whistle: typeof summoned,
  unit: string,
  ...ruling: ((ids: ReturnType<typeof about>) => object)[]
): void {
  const whistleId = whistle.id;
  for (const each of whistle !== overruled && whistle !== putOff ? [WATER] : [WATER, URBAN]) {
    const ids = about(whistle.ticketId, each);
    const order = make(OrderIssued, { ...ids, ...issued, ...place, ...due, origin: 'whistle', whistleId });
    const rest = each === unit ? [make(OrderObjected, { ...ids, whistleId }), ...ruling.map((rule) => rule(ids))] : [];
    recording.say({ id: ids.orderId, ticketId: ids.ticketId, unit: each }, order, ...rest);
  }
}
objection(overruled, URBAN, (ids) =>
  make(OrderObjectionOverruled, { ...ids, whistleId: overruled.id, dueAt: due.dueAt }),
);
objection(putOff, URBAN);
const suspended = { suspensionId: v7(), orderId: putOff.orderId, ticketId: putOff.ticketId, unit: ROOM };
recording.say(
  { id: suspended.suspensionId, ticketId: putOff.ticketId, unit: ROOM },
  make(SuspensionApproved, suspended),
  make(SuspensionEnded, suspended),
);
objection(replaced, WATER, (ids) => make(OrderCancelled, { ...ids, reason: 'objection-upheld', nextUnit: HOUSING }));
objection(headless, WATER, (ids) => make(OrderCancelled, { ...ids, reason: 'objection-upheld' }));
const claim = { orderId: claimed.orderId, ticketId: claimed.ticketId, unit: ROOM };
const work = { orderId: done.orderId, ticketId: done.ticketId, unit: ROOM };
recording.say(
  { id: claim.orderId, ticketId: claim.ticketId, unit: ROOM },
  make(OrderIssued, { ...claim, ...issued, ...place, ...due, tier: 'township', origin: 'raise' }),
  make(OrderCancelled, { ...claim, reason: 'claimed', nextUnit: WATER }),
);
recording.say(
  { id: work.orderId, ticketId: work.ticketId, unit: ROOM },
  make(OrderIssued, { ...work, ...issued, ...place, ...due, tier: 'township', origin: 'raise' }),
  make(OrderResolved, { ...work, onTime: true, proofs: 1 }),
  make(OrderSentBack, { ...work, dueAt: due.dueAt }),
);
const late = about(v7(), BRANCH);
const rung = { ...late, clock: 'handling', dueAt: due.dueAt, severity: 'normal' } as const;
recording.say(
  { id: late.orderId, ticketId: late.ticketId, unit: BRANCH },
  make(OrderIssued, { ...late, ...issued, ...place, ...due, tier: 'village', origin: 'raise' }),
  make(OrderAmber, rung),
  make(OrderDue, rung),
  make(OrderOverdue, rung),
  make(OrderAmber, { ...rung, clock: 'verification', verifier: ROOM }),
  make(OrderOverdue, { ...rung, clock: 'verification', verifier: ROOM }),
  make(OrderSentBack, { ...late, dueAt: due.dueAt }),
  make(OrderMoved, { ...late, verifier: URBAN, dispatcher: URBAN, area: place.area, grid: GRID }),
  make(OrderRungVoided, { ...late, rung: 'overdue', since: '2026-01-01T00:00:00Z' }),
  make(OrderRaised, { ...late, toUnit: ROOM, onTime: false }),
);
// Whom an urge reminds hangs on what is known by then: here of a ticket that nobody holds an order of.
const urged = v7();
recording.say({ id: urged, ticketId: urged, unit: null }, make(HotlineOrderUrged, { ticketId: urged, round: 1 }));
const gone = about(v7(), GRID);
recording.say(
  { id: gone.orderId, ticketId: gone.ticketId, unit: GRID },
  make(OrderIssued, { ...gone, ...issued, ...place, ...due, tier: 'grid', origin: 'route' }),
  make(OrderCancelled, { ...gone, reason: 'cancelled' }),
);
recording.say(
  { id: refused.ticketId, ticketId: refused.ticketId, unit: null },
  make(TicketWhistleRefused, { ticketId: refused.ticketId, whistleId: refused.id, reason: 'order-not-held' }),
);
recording.say(
  { id: over.ticketId, ticketId: over.ticketId, unit: null },
  make(TicketClosed, { ticketId: over.ticketId, round: 1, outcome: 'withdrawn', by: 'withdrawal' }),
);

const [redone, unwanted, atTheTop] = [v7(), v7(), v7()];
const uncalled = { ticketId: redone, orderId: v7(), round: 3, caller: URBAN, dueAt: due.dueAt };
recording.say(
  { id: redone, ticketId: redone, unit: null },
  make(TicketCallBackDue, uncalled),
  make(TicketReopened, { ticketId: redone, round: 4, reason: 'not-solved' }),
  make(TicketReopened, { ticketId: redone, round: 5, reason: 'not-solved' }),
);
const returned = { orderId: v7(), ticketId: unwanted, unit: GRID };
recording.say(
  { id: returned.orderId, ticketId: unwanted, unit: GRID },
  make(OrderReturned, { ...returned, inARow: 3 }),
);
const hard = { ticketId: atTheTop, reason: 'redos', orderId: v7(), unit: WATER } as const;
recording.say({ id: atTheTop, ticketId: atTheTop, unit: null }, make(TicketHardened, hard));
const told = v7();
recording.say(
  { id: told, ticketId: told, unit: null },
  make(TicketInformed, { ticketId: told, orderId: v7(), units: [BRANCH, GRID], severity: 'emergency' }),
);
const answered = { receiptId: v7(), directiveId: v7(), unit: WATER };
const receipt = { ...answered, clock: 'sign', dueAt: due.dueAt, issuer: ROOM } as const;
recording.say(
  { id: receipt.receiptId, ticketId: null, unit: WATER },
  make(ReceiptAmber, receipt),
  make(ReceiptDue, { ...receipt, issuer: undefined }),
  make(ReceiptRungVoided, { ...answered, clock: 'sign', rung: 'amber', since: receipt.dueAt }),
  make(ReceiptReported, { ...answered, onTime: false }),
  make(ReceiptConfirmed, { ...answered, onTime: false }),
  make(ReceiptVoided, answered),
);

describe('what escalation learns may come in any way', () => {
  const checks = redeliveryChecks({ definition, events: recording.events, prepare });
  test.each(checks)('$name', ({ run }) => run());
});

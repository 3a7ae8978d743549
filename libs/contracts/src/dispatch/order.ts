import {
  ORDER_ORIGINS,
  ORDER_ROLES,
  SEVERITIES,
  TIERS,
  type OrderOrigin,
  type OrderRole,
  type Severity,
  type Tier,
} from '@gridwhistle/kernel';
import { Event } from '../event.js';
import { AreaCode, Code, Flag, Id, Instant, OneOf, Optional, Whole } from '../fields.js';

const owner = 'dispatch' as const;
const ids = {
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
  ticketId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  unit: '522730-water',
};

/** What every order event names. */
export class OrderEvent {
  @Id() orderId!: string;
  @Id() ticketId!: string;
  /** The unit that holds the order; an order never changes its unit. */
  @Code() unit!: string;
}

@Event('order.issued', 1, {
  owner,
  summary: 'A unit got a job on a ticket',
  example: {
    ...ids,
    role: 'lead',
    tier: 'district',
    origin: 'whistle',
    parentId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2e',
    whistleId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d',
    verifier: '522730001-room',
    category: '0102',
    severity: 'normal',
    area: '522730001001',
    grid: '522730001001001',
    round: 1,
    acceptDueAt: '2026-03-02T03:00:00Z',
    dueAt: '2026-03-04T09:00:00Z',
    provisional: false,
  },
})
export class OrderIssued extends OrderEvent {
  /** Id of the member of staff whom its route means it for; anybody of the unit may act. */
  @Optional() @Code() assignee?: string;
  @OneOf(ORDER_ROLES) role!: OrderRole;
  @OneOf(TIERS) tier!: Tier;
  @OneOf(ORDER_ORIGINS) origin!: OrderOrigin;
  /** The order that waits for this one. */
  @Optional() @Id() parentId?: string;
  @Optional() @Id() whistleId?: string;
  /** The ticket that was split, where this one's is a part of it; the words are that one's. */
  @Optional() @Id() partOf?: string;
  /** The unit that confirms the result or sends it back; never the holder. */
  @Code() verifier!: string;
  /** The department that may claim it while the township works on it: raised to the township, on that one's duty list. */
  @Optional() @Code() claimant?: string;
  @Code() category!: string;
  @OneOf(SEVERITIES) severity!: Severity;
  @AreaCode() area!: string;
  @AreaCode() grid!: string;
  @Whole(1, 99) round!: number;
  @Instant() acceptDueAt!: string;
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
}

/** What an order event names that somebody of the holder brought about. */
export class OrderAct extends OrderEvent {
  /** Id of the member of staff who did it; absent when a rule, a timer or the unit's own system did. */
  @Optional() @Code() by?: string;
}

const by = 'grid-522730001001001';

@Event('order.accepted', 1, { owner, summary: 'The unit took the order', example: { ...ids, by, onTime: true } })
export class OrderAccepted extends OrderAct {
  /** Within the accept limit. */
  @Flag() onTime!: boolean;
}

@Event('order.progressed', 1, {
  owner,
  summary: 'The unit wrote what it is doing; the words stay in dispatch',
  example: ids,
})
export class OrderProgressed extends OrderEvent {}

@Event('order.delegated', 1, {
  owner,
  summary: 'A unit below does the job; the order waits for it, answerable, its clock running',
  example: { ...ids, childId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2f', toUnit: '522730-water-east' },
})
export class OrderDelegated extends OrderEvent {
  /** The order of the unit below. */
  @Id() childId!: string;
  @Code() toUnit!: string;
}

@Event('order.assist-requested', 1, {
  owner,
  summary: 'The holder of the lead asked another unit to help',
  example: { ...ids, assistId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2f', toUnit: '522730-water-east' },
})
export class OrderAssistRequested extends OrderEvent {
  /** The order of the unit that helps. */
  @Id() assistId!: string;
  @Code() toUnit!: string;
}

@Event('order.extended', 1, {
  owner,
  summary: 'The order has more time',
  example: { ...ids, dueAt: '2026-03-06T09:00:00Z', provisional: false },
})
export class OrderExtended extends OrderEvent {
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
}

@Event('order.due-changed', 1, {
  owner,
  summary: 'Working time is another, by office hours or holidays: the limits were counted anew',
  example: { ...ids, acceptDueAt: '2027-01-04T03:00:00Z', dueAt: '2027-01-08T09:00:00Z', provisional: false },
})
export class OrderDueChanged extends OrderEvent {
  @Instant() acceptDueAt!: string;
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
}

@Event('order.moved', 1, {
  owner,
  summary: 'A re-partition ended the grid it lies in, or the unit that verifies or dispatches it: another took over',
  example: {
    ...ids,
    verifier: '522730001-room',
    dispatcher: '522730001-room',
    grid: '522730001001002',
    area: '522730001001',
  },
})
export class OrderMoved extends OrderEvent {
  /** The unit that confirms the result or sends it back; never the holder. */
  @Code() verifier!: string;
  /** The unit that rules returns and reassigns. */
  @Code() dispatcher!: string;
  @AreaCode() grid!: string;
  @AreaCode() area!: string;
}

@Event('order.suspended', 1, {
  owner,
  summary: 'The ticket is suspended: nobody handles it, and no clock runs',
  example: ids,
})
export class OrderSuspended extends OrderEvent {}

@Event('order.continued', 1, {
  owner,
  summary: 'The suspension is over: the order goes on with the time it had left',
  example: { ...ids, dueAt: '2026-09-04T09:00:00Z', provisional: false },
})
export class OrderContinued extends OrderEvent {
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
}

@Event('order.waiting', 1, {
  owner,
  summary: 'The order waits, its clock stopped, until its whistle is completed or cancelled',
  example: { ...ids, whistleId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d' },
})
export class OrderWaiting extends OrderEvent {
  @Id() whistleId!: string;
}

@Event('order.resumed', 1, {
  owner,
  summary: 'The order goes on: its whistle is over, or the order that it delegated',
  example: { ...ids, dueAt: '2026-03-04T09:00:00Z' },
})
export class OrderResumed extends OrderEvent {
  @Instant() dueAt!: string;
}

@Event('order.returned', 1, {
  owner,
  summary: 'The unit refused the order, with a reason',
  example: { ...ids, inARow: 1 },
})
export class OrderReturned extends OrderEvent {
  /** How often the matter came back since a lead took it, this one included. */
  @Optional() @Whole(1, 999) inARow?: number;
}

@Event('order.return-overruled', 1, {
  owner,
  summary: 'The dispatching unit did not agree: the same unit has it again, with the time it had left',
  example: { ...ids, dueAt: '2026-03-04T09:00:00Z' },
})
export class OrderReturnOverruled extends OrderEvent {
  @Instant() dueAt!: string;
}

/** The holder's, and the verifier's: that of a result which nobody has confirmed or sent back. */
export const ORDER_CLOCKS = ['accept', 'handling', 'verification'] as const;
export const ORDER_RUNGS = ['amber', 'due', 'overdue'] as const;

@Event('order.rung-voided', 1, {
  owner,
  summary:
    'The clock had been stopped, more time asked for, or its days turned out to be holidays, before its rung fired: it does not count, nor what it led to since',
  example: { ...ids, rung: 'due', clock: 'handling', since: '2026-03-04T09:00:00Z' },
})
export class OrderRungVoided extends OrderEvent {
  @OneOf(ORDER_RUNGS) rung!: (typeof ORDER_RUNGS)[number];
  /** Of which clock; the handling clock where it is not said. */
  @Optional() @OneOf(ORDER_CLOCKS) clock?: (typeof ORDER_CLOCKS)[number];
  /** The moment from which the clock stood, or was longer. */
  @Instant() since!: string;
}

@Event('order.objected', 1, {
  owner,
  summary: 'A summoned department objects to its order: its clocks stand until the centre rules',
  example: { ...ids, whistleId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d' },
})
export class OrderObjected extends OrderEvent {
  @Id() whistleId!: string;
}

@Event('order.objection-overruled', 1, {
  owner,
  summary: 'The centre did not agree with the objection: the department goes on, with the time it had left',
  example: { ...ids, whistleId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2d', dueAt: '2026-03-04T09:00:00Z' },
})
export class OrderObjectionOverruled extends OrderEvent {
  @Id() whistleId!: string;
  @Instant() dueAt!: string;
}

export const CANCEL_REASONS = [
  'return-upheld',
  'objection-upheld',
  'reassigned',
  'cancelled',
  'whistle-cancelled',
  'parent-ended',
  'claimed',
  'merged',
  'split',
  'withdrawn',
  'unit-gone',
] as const;

@Event('order.cancelled', 1, {
  owner,
  summary: 'The order ended without a result',
  example: { ...ids, reason: 'return-upheld', nextUnit: '522730-housing' },
})
export class OrderCancelled extends OrderEvent {
  @OneOf(CANCEL_REASONS) reason!: (typeof CANCEL_REASONS)[number];
  /** Who got the matter instead, if anybody. */
  @Optional() @Code() nextUnit?: string;
}

@Event('order.raised', 1, {
  owner,
  summary: 'The unit handed the ticket one tier up; its own clock ends here and is judged',
  example: { ...ids, by, toUnit: '522730001-room', onTime: true },
})
export class OrderRaised extends OrderAct {
  @Code() toUnit!: string;
  @Flag() onTime!: boolean;
}

@Event('order.resolved', 1, {
  owner,
  summary: 'The unit reported its result, with proof; overdue is judged at this moment',
  example: { ...ids, by, onTime: true, proofs: 1 },
})
export class OrderResolved extends OrderAct {
  @Flag() onTime!: boolean;
  @Whole(0, 20) proofs!: number;
}

@Event('order.sent-back', 1, {
  owner,
  summary: 'The verifier did not accept the result; the clock goes on',
  example: { ...ids, dueAt: '2026-03-04T09:00:00Z' },
})
export class OrderSentBack extends OrderEvent {
  @Instant() dueAt!: string;
}

@Event('order.confirmed', 1, { owner, summary: 'The verifier accepted the result', example: { ...ids, onTime: true } })
export class OrderConfirmed extends OrderEvent {
  @Flag() onTime!: boolean;
  /** Settled on the spot and not drawn for a check: nobody looked at the result. */
  @Optional() @Flag() unchecked?: boolean;
}

/** What every rung of an order's clock names. */
export class OrderRung extends OrderEvent {
  @OneOf(ORDER_CLOCKS) clock!: (typeof ORDER_CLOCKS)[number];
  @Instant() dueAt!: string;
  @OneOf(SEVERITIES) severity!: Severity;
  /** Who is late, where the clock is the verification clock; of the others it is the holder. */
  @Optional() @Code() verifier?: string;
}

const rung = { ...ids, clock: 'handling' as const, dueAt: '2026-03-04T09:00:00Z', severity: 'normal' as const };

@Event('order.amber', 1, { owner, summary: 'A share of the limit is used up', example: rung })
export class OrderAmber extends OrderRung {}

@Event('order.due', 1, { owner, summary: 'The limit is used up', example: rung })
export class OrderDue extends OrderRung {}

@Event('order.overdue', 1, { owner, summary: 'The order is still open some time after its limit', example: rung })
export class OrderOverdue extends OrderRung {}

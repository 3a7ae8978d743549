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
import { Command } from '../command.js';
import { Event } from '../event.js';
import { AreaCode, Code, Flag, Id, Instant, List, OneOf, Optional, Text, Whole } from '../fields.js';
import { Photo } from '../intake/report.js';

const owner = 'dispatch' as const;
const ids = {
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
  ticketId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  unit: '522730-water',
};
const tiny = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

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
  @OneOf(ORDER_ROLES) role!: OrderRole;
  @OneOf(TIERS) tier!: Tier;
  @OneOf(ORDER_ORIGINS) origin!: OrderOrigin;
  /** The order that waits for this one. */
  @Optional() @Id() parentId?: string;
  @Optional() @Id() whistleId?: string;
  /** The unit that confirms the result or sends it back; never the holder. */
  @Code() verifier!: string;
  @Code() category!: string;
  @OneOf(SEVERITIES) severity!: Severity;
  @AreaCode() area!: string;
  @AreaCode() grid!: string;
  @Whole(1, 99) round!: number;
  @Instant() acceptDueAt!: string;
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
}

@Event('order.accepted', 1, { owner, summary: 'The unit took the order', example: { ...ids, onTime: true } })
export class OrderAccepted extends OrderEvent {
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
  summary: "A year's holidays are announced: what was counted by weekdays alone is counted anew",
  example: { ...ids, acceptDueAt: '2027-01-04T03:00:00Z', dueAt: '2027-01-08T09:00:00Z', provisional: false },
})
export class OrderDueChanged extends OrderEvent {
  @Instant() acceptDueAt!: string;
  @Instant() dueAt!: string;
  @Flag() provisional!: boolean;
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

export const CANCEL_REASONS = [
  'return-upheld',
  'reassigned',
  'cancelled',
  'whistle-cancelled',
  'parent-ended',
  'claimed',
  'merged',
  'withdrawn',
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
  example: { ...ids, toUnit: '522730001-room', onTime: true },
})
export class OrderRaised extends OrderEvent {
  @Code() toUnit!: string;
  @Flag() onTime!: boolean;
}

@Event('order.resolved', 1, {
  owner,
  summary: 'The unit reported its result, with proof; overdue is judged at this moment',
  example: { ...ids, onTime: true, proofs: 1 },
})
export class OrderResolved extends OrderEvent {
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
}

export const ORDER_CLOCKS = ['accept', 'handling'] as const;

/** What every rung of an order's clock names. */
export class OrderRung extends OrderEvent {
  @OneOf(ORDER_CLOCKS) clock!: (typeof ORDER_CLOCKS)[number];
  @Instant() dueAt!: string;
  @OneOf(SEVERITIES) severity!: Severity;
}

const rung = { ...ids, clock: 'handling' as const, dueAt: '2026-03-04T09:00:00Z', severity: 'normal' as const };

@Event('order.amber', 1, { owner, summary: 'A share of the limit is used up', example: rung })
export class OrderAmber extends OrderRung {}

@Event('order.due', 1, { owner, summary: 'The limit is used up', example: rung })
export class OrderDue extends OrderRung {}

@Event('order.overdue', 1, { owner, summary: 'The order is still open some time after its limit', example: rung })
export class OrderOverdue extends OrderRung {}

const proof = [{ mediaType: 'image/png', data: tiny }];

@Command('order.accept', { summary: 'Take the order', bus: true, example: {} })
export class AcceptOrder {}

@Command('order.progress', {
  summary: 'Say what is being done',
  bus: true,
  example: { text: 'The crew is on its way' },
})
export class ProgressOrder {
  @Text(2000) text!: string;
}

@Command('order.resolve', {
  summary: 'Report the result, with proof',
  bus: true,
  example: { result: 'The pipe is repaired', proof },
})
export class ResolveOrder {
  @Text(5000) result!: string;
  @Optional() @OneOf(['solved', 'explained', 'self-help']) outcome?: 'solved' | 'explained' | 'self-help';
  @Optional() @List(() => Photo, 9) proof?: Photo[];
}

@Command('order.return', {
  summary: 'Refuse the order inside its return window',
  bus: true,
  example: { reason: 'This pipe belongs to the housing department' },
})
export class ReturnOrder {
  @Text(2000, 2) reason!: string;
  @Optional() @List(() => Photo, 9) proof?: Photo[];
}

@Command('order.delegate', {
  summary: 'Let a unit below do the job; the holder stays answerable',
  bus: true,
  example: { unit: '522730001001-branch', reason: 'The village has the key' },
})
export class DelegateOrder {
  /** Stands below the holder. */
  @Code() unit!: string;
  @Text(2000, 2) reason!: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

@Command('order.assist', {
  summary: 'Ask a unit under the same dispatching unit to help',
  bus: true,
  example: { unit: '522730001-desk-order', reason: 'The road must be closed meanwhile' },
})
export class RequestAssist {
  @Code() unit!: string;
  @Text(2000, 2) reason!: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

@Command('order.raise', { summary: 'Hand the ticket one tier up', bus: true, example: { reason: 'Needs a digger' } })
export class RaiseOrder {
  @Text(2000, 2) reason!: string;
}

@Command('order.confirm', { summary: 'Accept the result', bus: true, example: {} })
export class ConfirmOrder {}

@Command('order.send-back', {
  summary: 'Do not accept the result',
  bus: true,
  example: { reason: 'The photo shows another street' },
})
export class SendBackOrder {
  @Text(2000, 2) reason!: string;
}

@Command('order.reassign', {
  summary: 'Give the job to another unit',
  bus: true,
  example: { unit: '522730-housing', reason: 'Their pipe' },
})
export class ReassignOrder {
  @Code() unit!: string;
  @Text(2000, 2) reason!: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

@Command('order.cancel', { summary: 'End the order without a result', bus: true, example: { reason: 'Issued twice' } })
export class CancelOrder {
  @Text(2000, 2) reason!: string;
}

@Command('order.uphold-return', {
  summary: 'Agree with a return and send the matter elsewhere',
  bus: true,
  example: { unit: '522730-housing' },
})
export class UpholdReturn {
  @Code() unit!: string;
  @Optional() @Text(2000, 2) reason?: string;
  /** The admitted duty, where the unit is a grid. */
  @Optional() @Code() duty?: string;
}

@Command('order.overrule-return', {
  summary: 'Disagree with a return: the same unit has it again',
  bus: true,
  example: { reason: 'The duty list names this department' },
})
export class OverruleReturn {
  @Text(2000, 2) reason!: string;
}

@Command('order.read', { summary: 'Read an order your unit holds or verifies', bus: true, example: {} })
export class ReadOrder {}

import { EXTENSION_STATES, LIMIT_UNITS, type ExtensionState, type LimitUnit } from '@gridwhistle/kernel';
import { Command, Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Id, Instant, OneOf, Optional, Real, Text, Whole } from '../fields.js';

const owner = 'dispatch' as const;
const ids = {
  extensionId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a41',
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
  ticketId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  unit: '522730-water',
};
const extra = { amount: 2, measure: 'work-day' } as const;

/** What every event of an extension names; its reason stays in dispatch. */
export class ExtensionEvent {
  @Id() extensionId!: string;
  @Id() orderId!: string;
  @Id() ticketId!: string;
  /** The holder, who asked. */
  @Code() unit!: string;
}

@Event('extension.requested', 1, {
  owner,
  summary: 'The holder asks for more time, before the limit has passed',
  example: { ...ids, ...extra },
})
export class ExtensionRequested extends ExtensionEvent {
  @Real(0.01, 10_000) amount!: number;
  @OneOf(LIMIT_UNITS) measure!: LimitUnit;
}

@Event('extension.endorsed', 1, {
  owner,
  summary: 'The verifier agrees; where the profile asks for two approvals the centre rules next',
  example: ids,
})
export class ExtensionEndorsed extends ExtensionEvent {}

@Event('extension.approved', 1, { owner, summary: 'The order has more time', example: ids })
export class ExtensionApproved extends ExtensionEvent {}

@Event('extension.refused', 1, {
  owner,
  summary: 'The order keeps its limit; none of its extensions is used up',
  example: ids,
})
export class ExtensionRefused extends ExtensionEvent {}

@Event('extension.voided', 1, { owner, summary: 'The order ended before the extension was ruled', example: ids })
export class ExtensionVoided extends ExtensionEvent {}

@Command('order.extend', {
  summary: 'Ask for more time, before the limit has passed',
  bus: true,
  example: { ...extra, reason: 'The pipe must be ordered' },
})
export class RequestExtension {
  /** At most the original limit. */
  @Real(0.01, 10_000) amount!: number;
  @OneOf(LIMIT_UNITS) measure!: LimitUnit;
  @Text(2000, 2) reason!: string;
}

@Command('extension.approve', { summary: 'Give the order more time', bus: true, example: {} })
export class ApproveExtension {}

@Command('extension.refuse', {
  summary: 'Give the order no more time',
  bus: true,
  example: { reason: 'The parts are in the depot' },
})
export class RefuseExtension {
  @Text(2000, 2) reason!: string;
}

/** An extension as its owner shows it; its ETag is `sequence`. */
@Shape()
export class ExtensionView {
  @Id() id!: string;
  @Id() orderId!: string;
  @Id() ticketId!: string;
  @Code() unit!: string;
  @OneOf(EXTENSION_STATES) state!: ExtensionState;
  @Real(0.01, 10_000) amount!: number;
  @OneOf(LIMIT_UNITS) measure!: LimitUnit;
  @Instant() askedAt!: string;
  /** When the order is due by its present limit; absent while its clock stands. */
  @Optional() @Instant() dueAt?: string;
  @Whole(1, 1000) sequence!: number;
}

import { Event } from '../event.js';
import { Code, Id, OneOf, Text } from '../fields.js';

const owner = 'escalation' as const;
const ticketId = '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b';

export const HARD_REASONS = ['redos', 'returns'] as const;
export type HardReason = (typeof HARD_REASONS)[number];

@Event('hard-case.declared', 1, {
  owner,
  summary: 'Redone three times, or returned three times without a lead found: the matter should go one tier up',
  example: { ticketId, reason: 'redos' },
})
export class HardCaseDeclared {
  @Id() ticketId!: string;
  @OneOf(HARD_REASONS) reason!: HardReason;
}

@Event('raise.demanded', 1, {
  owner,
  summary: 'The profile has a late order raised: its ticket should go one tier up',
  example: {
    ticketId,
    raiseId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a32',
    orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
    unit: '522730001001001',
    cause: 'order.overdue',
  },
})
export class RaiseDemanded {
  @Id() raiseId!: string;
  @Id() ticketId!: string;
  @Id() orderId!: string;
  /** Who is late. */
  @Code() unit!: string;
  /** The event that led to it. */
  @Text(64) cause!: string;
}

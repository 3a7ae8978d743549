import { SUSPENSION_STATES, type SuspensionState } from '@gridwhistle/kernel';
import { Command, Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Id, Instant, OneOf, Text, Whole } from '../fields.js';

const owner = 'dispatch' as const;
const ids = {
  suspensionId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a51',
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
  ticketId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  unit: '522730-water',
};

/** What every event of a suspension names; its reason stays in dispatch. */
export class SuspensionEvent {
  @Id() suspensionId!: string;
  /** The working lead order. */
  @Id() orderId!: string;
  @Id() ticketId!: string;
  /** Its holder, who asked. */
  @Code() unit!: string;
}

@Event('suspension.requested', 1, {
  owner,
  summary: 'The holder of the lead asks to put the matter off until a review date (挂账)',
  example: { ...ids, until: '2026-09-01T01:00:00Z' },
})
export class SuspensionRequested extends SuspensionEvent {
  @Instant() until!: string;
}

@Event('suspension.approved', 1, { owner, summary: 'The ticket is suspended', example: ids })
export class SuspensionApproved extends SuspensionEvent {}

@Event('suspension.refused', 1, { owner, summary: 'The matter goes on', example: ids })
export class SuspensionRefused extends SuspensionEvent {}

@Event('suspension.ended', 1, { owner, summary: 'Its review date has come, or its ticket ended', example: ids })
export class SuspensionEnded extends SuspensionEvent {}

@Event('suspension.voided', 1, { owner, summary: 'The order ended before the suspension was ruled', example: ids })
export class SuspensionVoided extends SuspensionEvent {}

@Command('ticket.suspend', {
  summary: 'Ask to put the matter off until a review date',
  example: { until: '2026-09-01T09:00:00+08:00', reason: 'The road is rebuilt in summer' },
})
export class RequestSuspension {
  /** The review date, a year away at most: the matter goes on by itself then. */
  @Instant() until!: string;
  @Text(2000, 2) reason!: string;
}

@Command('suspension.approve', { summary: 'Suspend the ticket', bus: true, example: {} })
export class ApproveSuspension {}

@Command('suspension.refuse', {
  summary: 'Let the matter go on',
  bus: true,
  example: { reason: 'A temporary pipe will do' },
})
export class RefuseSuspension {
  @Text(2000, 2) reason!: string;
}

/** A suspension as its owner shows it; its ETag is `sequence`. */
@Shape()
export class SuspensionView {
  @Id() id!: string;
  @Id() orderId!: string;
  @Id() ticketId!: string;
  @Code() unit!: string;
  @OneOf(SUSPENSION_STATES) state!: SuspensionState;
  @Instant() until!: string;
  @Instant() askedAt!: string;
  @Whole(1, 1000) sequence!: number;
}

import { Command, Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Id, Instant, OneOf, Optional, Text } from '../fields.js';

const owner = 'escalation' as const;
const ids = {
  ticketId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b',
  orderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2c',
  unit: '522730-urban-mgmt',
};

@Event('reminder.sent', 1, {
  owner,
  summary: 'A unit was reminded of what it still owes, or told of what its route wants it to know',
  example: { ...ids, reminderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a30', cause: 'whistle.report-in-amber' },
})
export class ReminderSent {
  @Id() reminderId!: string;
  @Id() ticketId!: string;
  @Id() orderId!: string;
  /** Who is reminded. */
  @Code() unit!: string;
  @Optional() @Id() whistleId?: string;
  /** The event that led to it, or `by-hand`. */
  @Text(64) cause!: string;
}

@Event('supervision.opened', 1, {
  owner,
  summary: 'A unit is supervised because it is late',
  example: {
    ...ids,
    supervisionId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a31',
    supervisor: '522730-centre',
    cause: 'whistle.report-in-due',
  },
})
export class SupervisionOpened {
  @Id() supervisionId!: string;
  @Id() ticketId!: string;
  @Id() orderId!: string;
  /** Who is supervised. */
  @Code() unit!: string;
  /** Who supervises. */
  @Code() supervisor!: string;
  @Optional() @Id() whistleId?: string;
  @Text(64) cause!: string;
}

@Event('reminder.voided', 1, {
  owner,
  summary: 'The clock that led to the reminder had been stopped before: it does not count',
  example: { ...ids, followUpId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a30' },
})
export class ReminderVoided {
  /** The reminder. */
  @Id() followUpId!: string;
  @Id() ticketId!: string;
  @Id() orderId!: string;
  @Code() unit!: string;
}

@Event('supervision.voided', 1, {
  owner,
  summary: 'The clock that led to the supervision had been stopped before: it does not count',
  example: { ...ids, followUpId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a31' },
})
export class SupervisionVoided {
  /** The supervision. */
  @Id() followUpId!: string;
  @Id() ticketId!: string;
  @Id() orderId!: string;
  @Code() unit!: string;
}

@Command('order.remind', { summary: 'Remind the holder', bus: true, example: { reason: 'The resident called again' } })
export class RemindOrder {
  @Text(1000, 2) reason!: string;
}

@Command('order.supervise', { summary: 'Supervise the holder', bus: true, example: { reason: 'Late for two days' } })
export class SuperviseOrder {
  @Text(1000, 2) reason!: string;
}

/** A reminder or supervision that was made by hand. */
@Shape()
export class FollowUpView {
  @Id() id!: string;
  @OneOf(['reminder', 'supervision']) kind!: 'reminder' | 'supervision';
  @Id() ticketId!: string;
  @Id() orderId!: string;
  @Code() unit!: string;
  @Instant() at!: string;
}

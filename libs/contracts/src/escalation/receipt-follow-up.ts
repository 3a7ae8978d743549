import { Event } from '../event.js';
import { Code, Id, Text } from '../fields.js';

const owner = 'escalation' as const;
const ids = {
  receiptId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a71',
  directiveId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a61',
  unit: '522730001001001',
};

@Event('receipt-reminder.sent', 1, {
  owner,
  summary: 'A unit, or a person of it, was reminded of a directive that it still owes an answer',
  example: { ...ids, reminderId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a72', cause: 'receipt.amber' },
})
export class ReceiptReminderSent {
  @Id() reminderId!: string;
  @Id() receiptId!: string;
  @Id() directiveId!: string;
  /** Who is reminded. */
  @Code() unit!: string;
  /** The event that led to it. */
  @Text(64) cause!: string;
}

@Event('receipt-supervision.opened', 1, {
  owner,
  summary: 'A unit is supervised because it is late with a directive',
  example: {
    ...ids,
    supervisionId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a73',
    supervisor: '522730-centre',
    cause: 'receipt.due',
  },
})
export class ReceiptSupervisionOpened {
  @Id() supervisionId!: string;
  @Id() receiptId!: string;
  @Id() directiveId!: string;
  /** Who is supervised. */
  @Code() unit!: string;
  /** Who supervises. */
  @Code() supervisor!: string;
  @Text(64) cause!: string;
}

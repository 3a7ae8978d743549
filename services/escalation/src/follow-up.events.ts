import {
  make,
  RaiseDemanded,
  ReceiptReminderSent,
  ReceiptSupervisionOpened,
  ReminderSent,
  ReminderVoided,
  SupervisionOpened,
  SupervisionVoided,
} from '@gridwhistle/contracts';
import type { Publication } from '@gridwhistle/messaging';
import type { FollowUpRow, VoidedFollowUp } from './follow-up.store.js';

/** What is told of a follow-up; of an order it is told with its ticket. */
export function telling(row: FollowUpRow, traceparent?: string): Publication {
  const { id, kind, unit, ticketId, receiptId } = row;
  const entity = receiptId === null ? kind : `receipt-${kind}`;
  const event = receiptId === null ? ofOrder(row) : ofReceipt(row);
  return { aggregate: { entity, id, sequence: 0, ticketId, unit }, events: [event], traceparent };
}

/** What is told when the clock that led to it turned out to have stood. */
export function voiding({ id, kind, ticketId, orderId, unit }: VoidedFollowUp): Publication {
  const voided = { followUpId: id, ticketId, orderId, unit };
  const event = make(kind === 'reminder' ? ReminderVoided : SupervisionVoided, voided);
  return { aggregate: { entity: kind, id, sequence: 1, ticketId, unit }, events: [event] };
}

function ofOrder(row: FollowUpRow): object {
  const { id, kind, unit, supervisor, cause } = row;
  const [ticketId, orderId] = [row.ticketId ?? '', row.orderId ?? ''];
  if (kind === 'raise') return make(RaiseDemanded, { ticketId, orderId, unit, cause, raiseId: id });
  const about = { ticketId, orderId, unit, cause, ...(row.whistleId === null ? {} : { whistleId: row.whistleId }) };
  return supervisor === null
    ? make(ReminderSent, { ...about, reminderId: id })
    : make(SupervisionOpened, { ...about, supervisionId: id, supervisor });
}

function ofReceipt(row: FollowUpRow): object {
  const { id, unit, supervisor, cause } = row;
  const about = { receiptId: row.receiptId ?? '', directiveId: row.directiveId ?? '', unit, cause };
  return supervisor === null
    ? make(ReceiptReminderSent, { ...about, reminderId: id })
    : make(ReceiptSupervisionOpened, { ...about, supervisionId: id, supervisor });
}

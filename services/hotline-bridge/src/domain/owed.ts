import type {
  ExtensionRequested,
  HotlineMessageKind,
  OrderAccepted,
  OrderRaised,
  OrderReturned,
  OrderWaiting,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketDueChanged,
  TicketExtended,
  TicketMerged,
  TicketReopened,
  TicketResolved,
  TicketSuspended,
} from '@gridwhistle/contracts';

/**
 * One message that is owed to the hotline: facts only. Words, of a result or a reason, are read from dispatch when it is
 * sent, by `orderId`.
 * At most one is owed for each (ticket, message, round, ref).
 */
export interface Owed {
  message: HotlineMessageKind;
  round: number;
  /** What tells two messages of one kind and round apart. */
  ref: string;
  facts: Record<string, string | number | boolean>;
}

/** The platform took the order: its ticket, first unit and the due moment that the caller is told. */
export const acceptedOf = ({ round, unit, dueAt, provisional }: TicketAssigned): Owed => ({
  message: 'accepted',
  round,
  ref: '',
  facts: { unit, dueAt, provisional },
});

/** What was done; `orderId` names the order whose words are the result. */
export const resultOf = ({ round, unit, outcome, onTime, orderId }: TicketResolved): Owed => ({
  message: 'result',
  round,
  ref: '',
  facts: { unit, outcome, onTime, orderId },
});

export const closedOf = ({ round, outcome, by }: TicketClosed): Owed => ({
  message: 'closed',
  round,
  ref: '',
  facts: { outcome, by },
});

export const reopenedOf = ({ round, reason }: TicketReopened): Owed => ({
  message: 'reopened',
  round,
  ref: '',
  facts: { reason },
});

/** The limit that the caller was told has moved, by an approval or a recount; `sequence` is the ticket's. */
export const extendedOf = (
  { dueAt, provisional }: TicketExtended | TicketDueChanged,
  round: number,
  sequence: number,
): Owed => ({
  message: 'extended',
  round,
  ref: String(sequence),
  facts: { dueAt, provisional },
});

/** The matter is put off: until `until` no limit runs. */
export const suspendedOf = ({ until }: TicketSuspended, round: number, sequence: number): Owed => ({
  message: 'suspended',
  round,
  ref: String(sequence),
  facts: { until },
});

/** The matter goes on, with the limit that it has now. */
export const continuedOf = ({ dueAt, provisional }: TicketContinued, round: number, sequence: number): Owed => ({
  message: 'continued',
  round,
  ref: String(sequence),
  facts: { dueAt, provisional },
});

/** The handling unit asks for more time; whether it gets it is told by `extended`. */
export const extensionAskedOf = (event: ExtensionRequested, round: number): Owed => ({
  message: 'extension-asked',
  round,
  ref: event.extensionId,
  facts: { unit: event.unit, amount: event.amount, measure: event.measure, orderId: event.orderId },
});

/** A unit refused the order; another is found for it. `sequence` is the order's. */
export const returnedOf = ({ orderId, unit }: OrderReturned, round: number, sequence: number): Owed => ({
  message: 'returned',
  round,
  ref: `${orderId}:${sequence}`,
  facts: { unit, orderId },
});

type Step = { act: 'accepted' | 'raised' | 'whistled'; event: OrderAccepted | OrderRaised | OrderWaiting };

/** A step on the way: a unit took the order, handed it up, or called others by whistle. `sequence` is the order's. */
export function progressOf({ act, event }: Step, round: number, sequence: number): Owed {
  const facts = { act, unit: event.unit };
  return {
    message: 'progress',
    round,
    ref: `${event.orderId}:${sequence}`,
    facts: 'toUnit' in event ? { ...facts, toUnit: event.toUnit } : facts,
  };
}

/** The matter is handled with another of the same; `sequence` is the ticket's. */
export const mergedOf = (_event: TicketMerged, round: number, sequence: number): Owed => ({
  message: 'progress',
  round,
  ref: `merged:${sequence}`,
  facts: { act: 'merged' },
});

/** The same of a ticket that an order was merged into: its rounds and sequences are not the order's own. */
export const ofOther = (owed: Owed, ticketId: string): Owed => ({ ...owed, ref: `${ticketId}:${owed.ref}` });

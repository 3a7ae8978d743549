import type {
  ExtensionApproved,
  ExtensionEndorsed,
  ExtensionRefused,
  ExtensionRequested,
  ExtensionVoided,
  OrderAccepted,
  OrderAmber,
  OrderAssistRequested,
  OrderCancelled,
  OrderConfirmed,
  OrderContinued,
  OrderDelegated,
  OrderDue,
  OrderDueChanged,
  OrderExtended,
  OrderIssued,
  OrderOverdue,
  OrderProgressed,
  OrderRaised,
  OrderResolved,
  OrderResumed,
  OrderReturned,
  OrderReturnOverruled,
  OrderSentBack,
  OrderSuspended,
  OrderWaiting,
  SuspensionApproved,
  SuspensionEnded,
  SuspensionRefused,
  SuspensionRequested,
  SuspensionVoided,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketDueChanged,
  TicketExtended,
  TicketOpened,
  TicketReopened,
  TicketResolved,
  TicketSuspended,
  TicketWhistleRefused,
} from '@gridwhistle/contracts';

interface Facts {
  'order.issued': OrderIssued;
  'order.accepted': OrderAccepted;
  'order.progressed': OrderProgressed;
  'order.delegated': OrderDelegated;
  'order.assist-requested': OrderAssistRequested;
  'order.extended': OrderExtended;
  'order.due-changed': OrderDueChanged;
  'order.suspended': OrderSuspended;
  'order.continued': OrderContinued;
  'order.waiting': OrderWaiting;
  'order.resumed': OrderResumed;
  'order.returned': OrderReturned;
  'order.return-overruled': OrderReturnOverruled;
  'order.cancelled': OrderCancelled;
  'order.raised': OrderRaised;
  'order.resolved': OrderResolved;
  'order.sent-back': OrderSentBack;
  'order.confirmed': OrderConfirmed;
  'order.amber': OrderAmber;
  'order.due': OrderDue;
  'order.overdue': OrderOverdue;
  'extension.requested': ExtensionRequested;
  'extension.endorsed': ExtensionEndorsed;
  'extension.approved': ExtensionApproved;
  'extension.refused': ExtensionRefused;
  'extension.voided': ExtensionVoided;
  'suspension.requested': SuspensionRequested;
  'suspension.approved': SuspensionApproved;
  'suspension.refused': SuspensionRefused;
  'suspension.ended': SuspensionEnded;
  'suspension.voided': SuspensionVoided;
  'ticket.opened': TicketOpened;
  'ticket.assigned': TicketAssigned;
  'ticket.extended': TicketExtended;
  'ticket.due-changed': TicketDueChanged;
  'ticket.suspended': TicketSuspended;
  'ticket.continued': TicketContinued;
  'ticket.resolved': TicketResolved;
  'ticket.closed': TicketClosed;
  'ticket.reopened': TicketReopened;
  'ticket.whistle-refused': TicketWhistleRefused;
}

export type FactName = keyof Facts;

/** What a decision says has happened; the store makes the contract's event of it and publishes it. */
export interface Fact<N extends FactName = FactName> {
  readonly name: N;
  readonly data: Facts[N];
}

export const fact = <N extends FactName>(name: N, data: Facts[N]): Fact<N> => ({ name, data });

/** One aggregate after a decision, with what happened to it, in order. */
export interface Decided<T> {
  readonly next: T;
  readonly events: readonly Fact[];
}

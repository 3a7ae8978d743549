import type {
  AdmissionApproved,
  AdmissionRefused,
  AdmissionRequested,
  DirectiveCompleted,
  DirectiveDrafted,
  DirectiveIssued,
  DirectiveReminded,
  DirectiveRevoked,
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
  OrderObjected,
  OrderObjectionOverruled,
  OrderRungVoided,
  OrderOverdue,
  OrderProgressed,
  OrderRaised,
  OrderResolved,
  OrderResumed,
  OrderReturned,
  OrderReturnOverruled,
  OrderSentBack,
  OrderSuspended,
  OrderMoved,
  OrderWaiting,
  PartClosed,
  ReceiptAmber,
  ReceiptConfirmed,
  ReceiptDue,
  ReceiptDueChanged,
  ReceiptIssued,
  ReceiptPassed,
  ReceiptReminded,
  ReceiptReported,
  ReceiptRungVoided,
  ReceiptSentBack,
  ReceiptSigned,
  ReceiptVoided,
  SplitEnded,
  SuspensionApproved,
  SuspensionEnded,
  SuspensionRefused,
  SuspensionRequested,
  SuspensionVoided,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketCallBackDue,
  TicketDispatchDue,
  TicketDueChanged,
  TicketExtended,
  TicketHardened,
  TicketInformed,
  TicketMarked,
  TicketMerged,
  TicketMoved,
  TicketObjected,
  TicketOpened,
  TicketReopened,
  TicketReporterLeft,
  TicketResolved,
  TicketSplit,
  TicketSuspended,
  TicketWhistleRefused,
  TicketWithdrawalRefused,
} from '@gridwhistle/contracts';

interface Facts {
  'order.issued': OrderIssued;
  'order.accepted': OrderAccepted;
  'order.progressed': OrderProgressed;
  'order.delegated': OrderDelegated;
  'order.assist-requested': OrderAssistRequested;
  'order.extended': OrderExtended;
  'order.due-changed': OrderDueChanged;
  'order.moved': OrderMoved;
  'order.suspended': OrderSuspended;
  'order.continued': OrderContinued;
  'order.waiting': OrderWaiting;
  'order.resumed': OrderResumed;
  'order.returned': OrderReturned;
  'order.return-overruled': OrderReturnOverruled;
  'order.rung-voided': OrderRungVoided;
  'order.objected': OrderObjected;
  'order.objection-overruled': OrderObjectionOverruled;
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
  'directive.drafted': DirectiveDrafted;
  'directive.issued': DirectiveIssued;
  'directive.reminded': DirectiveReminded;
  'directive.completed': DirectiveCompleted;
  'directive.revoked': DirectiveRevoked;
  'receipt.issued': ReceiptIssued;
  'receipt.signed': ReceiptSigned;
  'receipt.reported': ReceiptReported;
  'receipt.confirmed': ReceiptConfirmed;
  'receipt.sent-back': ReceiptSentBack;
  'receipt.voided': ReceiptVoided;
  'receipt.reminded': ReceiptReminded;
  'receipt.passed': ReceiptPassed;
  'receipt.amber': ReceiptAmber;
  'receipt.due': ReceiptDue;
  'receipt.due-changed': ReceiptDueChanged;
  'receipt.rung-voided': ReceiptRungVoided;
  'admission.requested': AdmissionRequested;
  'admission.approved': AdmissionApproved;
  'admission.refused': AdmissionRefused;
  'ticket.opened': TicketOpened;
  'ticket.assigned': TicketAssigned;
  'ticket.dispatch-due': TicketDispatchDue;
  'ticket.call-back-due': TicketCallBackDue;
  'ticket.marked': TicketMarked;
  'ticket.merged': TicketMerged;
  'ticket.split': TicketSplit;
  'part.closed': PartClosed;
  'split.ended': SplitEnded;
  'ticket.hardened': TicketHardened;
  'ticket.informed': TicketInformed;
  'ticket.objected': TicketObjected;
  'ticket.extended': TicketExtended;
  'ticket.due-changed': TicketDueChanged;
  'ticket.moved': TicketMoved;
  'ticket.suspended': TicketSuspended;
  'ticket.continued': TicketContinued;
  'ticket.resolved': TicketResolved;
  'ticket.closed': TicketClosed;
  'ticket.reopened': TicketReopened;
  'ticket.whistle-refused': TicketWhistleRefused;
  'ticket.reporter-left': TicketReporterLeft;
  'ticket.withdrawal-refused': TicketWithdrawalRefused;
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

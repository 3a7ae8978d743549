import type {
  OrderAccepted,
  OrderConfirmed,
  OrderContinued,
  OrderDueChanged,
  OrderExtended,
  OrderIssued,
  OrderRaised,
  OrderResolved,
  OrderResumed,
  OrderReturnOverruled,
  OrderSentBack,
  OrderMoved,
} from '@gridwhistle/contracts';
import type { OrderOrigin, OrderRole, OrderState, Severity, Tier } from '@gridwhistle/kernel';
import type { Fact } from './fact.js';

/** One order in the ledger, as its events tell it. */
export interface LedgerOrder {
  id: string;
  ticketId: string;
  unit: string;
  /** Id of the member of staff whom it is meant for. */
  assignee: string | null;
  role: OrderRole;
  tier: Tier;
  origin: OrderOrigin;
  state: OrderState;
  /** It waits for its whistle, its clock stopped, or for the order that it delegated, its clock running. */
  waiting: boolean;
  whistleId: string | null;
  parentId: string | null;
  verifier: string;
  category: string;
  severity: Severity;
  area: string;
  grid: string;
  round: number;
  acceptDueAt: Date;
  dueAt: Date;
  provisional: boolean;
  onTime: boolean | null;
  acceptedOnTime: boolean | null;
  returns: number;
  sequence: number;
  issuedAt: Date;
  updatedAt: Date;
}

/** The order that `order.issued` creates; the first event of every order. */
export function issuedOrder(event: OrderIssued, { sequence, at }: Fact): LedgerOrder {
  const { orderId: id, assignee, parentId, whistleId, acceptDueAt, dueAt, ...rest } = event;
  return {
    ...rest,
    id,
    assignee: assignee ?? null,
    state: 'issued',
    waiting: false,
    whistleId: whistleId ?? null,
    parentId: parentId ?? null,
    acceptDueAt: new Date(acceptDueAt),
    dueAt: new Date(dueAt),
    onTime: null,
    acceptedOnTime: null,
    returns: 0,
    sequence,
    issuedAt: at,
    updatedAt: at,
  };
}

/** The order after a later event of its own. */
export function orderAfter(order: LedgerOrder, { event, data, sequence, at }: Fact): LedgerOrder {
  return { ...order, ...CHANGES[event]?.(data as never, order), sequence, updatedAt: at };
}

type Change = (data: never, order: LedgerOrder) => Partial<LedgerOrder>;

/** What each event changes (domain §4, the order's table); rungs and progress only move sequence and time. */
const CHANGES: Readonly<Record<string, Change>> = {
  'order.accepted': ({ onTime }: OrderAccepted) => ({ state: 'accepted', acceptedOnTime: onTime }),
  'order.waiting': () => ({ waiting: true }),
  'order.delegated': () => ({ waiting: true }),
  'order.extended': ({ dueAt, provisional }: OrderExtended) => ({ dueAt: new Date(dueAt), provisional }),
  'order.due-changed': ({ dueAt, provisional }: OrderDueChanged) => ({ dueAt: new Date(dueAt), provisional }),
  'order.continued': ({ dueAt, provisional }: OrderContinued) => ({ dueAt: new Date(dueAt), provisional }),
  'order.resumed': ({ dueAt }: OrderResumed) => ({ waiting: false, dueAt: new Date(dueAt) }),
  'order.moved': ({ verifier, grid, area }: OrderMoved) => ({ verifier, grid, area }),
  'order.returned': (_event: never, { returns }) => ({ state: 'returned', returns: returns + 1 }),
  'order.return-overruled': ({ dueAt }: OrderReturnOverruled) => ({ state: 'issued', dueAt: new Date(dueAt) }),
  'order.cancelled': () => ({ state: 'cancelled', waiting: false }),
  'order.raised': ({ onTime }: OrderRaised) => ({ state: 'raised', onTime }),
  'order.resolved': ({ onTime }: OrderResolved) => ({ state: 'resolved', onTime }),
  'order.sent-back': ({ dueAt }: OrderSentBack) => ({ state: 'accepted', onTime: null, dueAt: new Date(dueAt) }),
  'order.confirmed': ({ onTime }: OrderConfirmed) => ({ state: 'confirmed', onTime }),
};

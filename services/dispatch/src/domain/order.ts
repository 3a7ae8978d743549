import type { Clock } from '@gridwhistle/clocks';
import type { OrderOrigin, OrderRole, OrderState, Outcome, Severity, Tier } from '@gridwhistle/kernel';

/** One unit's job on a ticket (派单). It never changes its unit: reassigning ends it and issues another. */
export interface Order {
  readonly id: string;
  readonly ticketId: string;
  /** The holder. */
  readonly unit: string;
  /** Id of the member of staff whom its route means it for; anybody of the unit may act. */
  readonly assignee: string | null;
  readonly tier: Tier;
  readonly role: OrderRole;
  readonly origin: OrderOrigin;
  readonly state: OrderState;
  /** Confirms the result or sends it back; never the holder. */
  readonly verifier: string;
  /** Rules returns, reassigns, cancels. */
  readonly dispatcher: string;
  readonly category: string;
  readonly severity: Severity;
  readonly area: string;
  readonly grid: string;
  readonly round: number;
  /** The order that waits for this one. */
  readonly parentId: string | null;
  readonly whistleId: string | null;
  /** The whistle, or the order it delegated, that this order waits for now. */
  readonly waitsFor: string | null;
  /** It waited once: others did the work. */
  readonly hasWaited: boolean;
  readonly returns: number;
  /** Who ruled its last return. */
  readonly returnRuledBy: string | null;
  /** Of a department that a whistle summoned: it objects, and the centre rules. */
  readonly objection: 'raised' | 'ruled' | null;
  readonly outcome: Outcome | null;
  readonly issuedAt: Date;
  /** When the holder forwarded its last result. */
  readonly resolvedAt: Date | null;
  readonly acceptClock: Clock;
  readonly handlingClock: Clock;
  /** The verifier's: of the last result; null before the first, and where the profile gives no time for it. */
  readonly verificationClock: Clock | null;
}

/** A lead that is issued or accepted and waits for nobody: a ticket has at most one. */
export const isWorkingLead = (order: Order): boolean =>
  order.role === 'lead' && (order.state === 'issued' || order.state === 'accepted') && order.waitsFor === null;

/** Every lead order of a round, ended ones too. */
export const leadsOf = (orders: readonly Order[], ofRound: number): Order[] =>
  orders.filter(({ role, round }) => role === 'lead' && round === ofRound);

/** Its clock stands until that is over; one that waits for what it delegated goes on counting. */
export const waitsForAWhistle = ({ waitsFor }: Order, others: readonly Order[]): boolean =>
  waitsFor !== null && !others.some(({ id }) => id === waitsFor);

/** Neither confirmed, raised nor cancelled. */
export const isOpen = (order: Order): boolean => !['confirmed', 'raised', 'cancelled'].includes(order.state);

/** The assists that a lead's holder asked for in its own name; a whistle's are its siblings. */
export const assistsOf = (lead: Order, orders: readonly Order[]): Order[] =>
  orders.filter(
    ({ role, parentId, whistleId }) =>
      role === 'assist' && lead.role === 'lead' && parentId === lead.id && whistleId === null,
  );

/** Whether the holder was in time: judged when it forwarded its result or raised (rule 6); undefined before. */
export function inTime(order: Order): boolean | undefined {
  if (order.state === 'cancelled') return undefined;
  const { met, fellDueAt } = order.handlingClock;
  return met ?? (order.state === 'resolved' ? fellDueAt === null : undefined);
}

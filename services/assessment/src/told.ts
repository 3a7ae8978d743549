import {
  OrderAccepted,
  OrderCancelled,
  OrderConfirmed,
  OrderDue,
  OrderExtended,
  OrderIssued,
  OrderMoved,
  OrderRaised,
  OrderResolved,
  OrderReturned,
  OrderReturnOverruled,
  OrderRungVoided,
  OrderSentBack,
  ReportReceived,
  TicketAssigned,
  TicketClosed,
  TicketContinued,
  TicketDueChanged,
  TicketExtended,
  TicketMerged,
  TicketMoved,
  TicketOpened,
  TicketReopened,
  TicketResolved,
  TicketSuspended,
  WhistleApproved,
  WhistleExcused,
  WhistleRated,
  WhistleReportedIn,
  WhistleReportInDue,
  WhistleRungVoided,
  WhistleSummoned,
} from '@gridwhistle/contracts';
import { keyOf, unknownFact, type Fact } from './domain/fact.js';
import * as order from './domain/order-fact.js';
import { unknownRound, type Round } from './domain/round.js';
import * as summons from './domain/summons-fact.js';
import * as ticket from './domain/ticket-fact.js';
import { unknownWay, type Way } from './domain/way.js';

/**
 * What an event says of a fact; `unknown` is the fact when the event is the first to speak of it. Several facts come of
 * one that ends and goes on as another.
 */
export interface Told {
  readonly unknown: Fact;
  readonly change: (fact: Fact) => Fact | readonly Fact[];
}

/** Applies what is told to the facts that are known, in its order. */
export function applyTold(known: Map<string, Fact>, told: readonly Told[]): void {
  for (const { unknown, change } of told) {
    for (const fact of [change(known.get(keyOf(unknown)) ?? unknown)].flat()) known.set(keyOf(fact), fact);
  }
}

export const OF_ORDERS = [
  OrderIssued,
  OrderAccepted,
  OrderReturned,
  OrderReturnOverruled,
  OrderCancelled,
  OrderRaised,
  OrderResolved,
  OrderSentBack,
  OrderConfirmed,
  OrderExtended,
  OrderMoved,
  OrderDue,
  OrderRungVoided,
];
export type OfOrders = InstanceType<(typeof OF_ORDERS)[number]>;

export function orderTold(event: OfOrders, at: Date): Told[] {
  const { orderId, ticketId } = event;
  return [{ unknown: unknownFact('order', orderId, ticketId), change: (fact) => orderAfter(fact, event, at) }];
}

function orderAfter(fact: Fact, event: OfOrders, at: Date): Fact {
  if (event instanceof OrderIssued) return order.orderIssued(fact, event);
  if (event instanceof OrderAccepted) return order.orderAccepted(fact, event);
  if (event instanceof OrderReturned) return order.orderReturned(fact);
  if (event instanceof OrderReturnOverruled) return order.orderReturnOverruled(fact);
  if (event instanceof OrderCancelled) return order.orderCancelled(fact);
  if (event instanceof OrderRaised) return order.orderForwarded(fact, event, 'raised', at);
  if (event instanceof OrderResolved) return order.orderForwarded(fact, event, 'resolved', at);
  if (event instanceof OrderSentBack) return order.orderSentBack(fact);
  if (event instanceof OrderConfirmed) return order.orderConfirmed(fact, event);
  if (event instanceof OrderExtended) return order.orderExtended(fact);
  if (event instanceof OrderMoved) return order.orderMoved(fact, event);
  if (event instanceof OrderDue) return order.orderFellDue(fact, event);
  if (event instanceof OrderRungVoided) return order.orderRungVoided(fact, event);
  throw unheard(event);
}

export const OF_WHISTLES = [
  WhistleApproved,
  WhistleSummoned,
  WhistleReportedIn,
  WhistleReportInDue,
  WhistleRungVoided,
  WhistleExcused,
  WhistleRated,
];
export type OfWhistles = InstanceType<(typeof OF_WHISTLES)[number]>;

export function summonsTold(event: OfWhistles, at: Date): Told[] {
  const { whistleId, ticketId } = event;
  const of = (unit: string, change: Told['change']): Told => {
    const id = summons.summonsId(whistleId, unit);
    return { unknown: { ...unknownFact('summons', id, ticketId), unit }, change };
  };
  if (event instanceof WhistleApproved)
    return summons.summonsNamed(event).map((fact) => ({ unknown: fact, change: () => fact }));
  if (event instanceof WhistleSummoned) {
    return event.units.map((unit) => of(unit, (fact) => summons.summoned(fact, event.dueAt)));
  }
  if (event instanceof WhistleReportedIn) return [of(event.unit, (fact) => summons.reportedIn(fact, event, at))];
  if (event instanceof WhistleReportInDue) return [of(event.unit, summons.reportInMissed)];
  if (event instanceof WhistleRated) return [of(event.unit, (fact) => summons.rated(fact, event))];
  if (event instanceof WhistleRungVoided) {
    return event.rung === 'report-in-due' ? [of(event.unit, summons.missVoided)] : [];
  }
  if (event instanceof WhistleExcused) {
    const next = event.instead === undefined ? [] : [of(event.instead, (fact) => summons.standsIn(fact, event))];
    return [of(event.unit, summons.excused), ...next];
  }
  throw unheard(event);
}

export const OF_TICKETS = [
  TicketOpened,
  TicketAssigned,
  TicketExtended,
  TicketDueChanged,
  TicketSuspended,
  TicketContinued,
  TicketMoved,
  TicketMerged,
  TicketResolved,
  TicketReopened,
  TicketClosed,
];
export type OfTickets = InstanceType<(typeof OF_TICKETS)[number]>;

/** The first assignment also files the report. */
export function ticketTold(event: OfTickets, at: Date): Told[] {
  const { ticketId } = event;
  const told = {
    unknown: unknownFact('ticket', ticketId, ticketId),
    change: (fact: Fact) => ticketAfter(fact, event, at),
  };
  if (!(event instanceof TicketAssigned) || event.round > 1) return [told];
  return [told, ofReport(ticketId, (fact) => ticket.reportFiled(fact, event))];
}

function ticketAfter(fact: Fact, event: OfTickets, at: Date): Fact | Fact[] {
  if (event instanceof TicketOpened) return ticket.ticketOpened(fact, event);
  if (event instanceof TicketAssigned) return ticket.ticketAssigned(fact, event);
  if (event instanceof TicketExtended) return ticket.ticketExtended(fact, event);
  if (event instanceof TicketDueChanged) return ticket.ticketDueChanged(fact, event);
  if (event instanceof TicketSuspended) return ticket.ticketSuspended(fact);
  if (event instanceof TicketContinued) return ticket.ticketContinued(fact, event);
  if (event instanceof TicketMoved) return ticket.ticketMoved(fact, event);
  // Its closing, which follows, says what the merge means for itself.
  if (event instanceof TicketMerged) return fact;
  if (event instanceof TicketResolved) return ticket.ticketResolved(fact, event);
  if (event instanceof TicketReopened) return ticket.ticketReopened(fact, event);
  if (event instanceof TicketClosed) return ticket.ticketClosed(fact, event, at);
  throw unheard(event);
}

/** Where a round is handled, and whose result it was. */
export function roundTold(event: object, at: Date): Round | undefined {
  if (event instanceof TicketAssigned) return { ...unknownRound(event), area: event.area };
  if (event instanceof TicketResolved) return { ...unknownRound(event), unit: event.unit, resolvedAt: at };
  return undefined;
}

/** Where the reporter of a ticket looks for its result. */
export function wayTold(event: object, at: Date): Way | undefined {
  if (event instanceof TicketOpened && event.partOf !== undefined) {
    return { ...unknownWay(event.ticketId), partOf: event.partOf };
  }
  if (event instanceof TicketMerged) return { ...unknownWay(event.ticketId), mergedInto: event.into, leftAt: at };
  if (event instanceof TicketClosed && event.outcome === 'withdrawn') {
    return { ...unknownWay(event.ticketId), leftAt: at };
  }
  return undefined;
}

export function reportTold(event: ReportReceived, at: Date): Told[] {
  return [ofReport(event.ticketId, (fact) => ticket.reportReceived(fact, event, at))];
}

const ofReport = (ticketId: string, change: Told['change']): Told => ({
  unknown: unknownFact('report', ticketId, ticketId),
  change,
});

const unheard = (event: object): Error => new Error(`${event.constructor.name} tells nothing of a fact`);

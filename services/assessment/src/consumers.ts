import {
  OrderAccepted,
  OrderCancelled,
  OrderConfirmed,
  OrderDue,
  OrderIssued,
  OrderRaised,
  OrderResolved,
  OrderReturned,
  OrderReturnOverruled,
  OrderRungVoided,
  OrderSentBack,
  ReportCalledBack,
  ReportRated,
  TicketResolved,
  WhistleApproved,
  WhistleExcused,
  WhistleRated,
  WhistleReportedIn,
  WhistleReportInDue,
  WhistleRungVoided,
  WhistleSummoned,
  type OrderEvent,
  type WhistleEvent,
} from '@gridwhistle/contracts';
import { OnMany, type Delivered } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { callBackFact, ratingFact } from './domain/call-back-fact.js';
import { unknownFact, type Fact } from './domain/fact.js';
import * as order from './domain/order-fact.js';
import * as summons from './domain/summons-fact.js';
import { FactStore, type Told } from './fact.store.js';

// One durable over all entities. Its name is for ever: another name builds the facts anew from the stream's beginning.

const OF_ORDERS = [
  OrderIssued,
  OrderAccepted,
  OrderReturned,
  OrderReturnOverruled,
  OrderCancelled,
  OrderRaised,
  OrderResolved,
  OrderSentBack,
  OrderConfirmed,
  OrderDue,
  OrderRungVoided,
];

/** Orders become facts of the unit that holds them. */
@Injectable()
export class OrderFacts {
  constructor(private readonly facts: FactStore) {}

  @OnMany(OF_ORDERS, 'assessment-facts')
  told(tx: EntityManager, deliveries: readonly Delivered<OrderEvent>[]): Promise<void> {
    const told = deliveries.map(({ event, at }) => ({
      unknown: unknownFact('order', event.orderId, event.ticketId),
      change: (fact: Fact) => orderAfter(fact, event, at),
    }));
    return this.facts.change(tx, told);
  }
}

function orderAfter(fact: Fact, event: OrderEvent, at: Date): Fact {
  if (event instanceof OrderIssued) return order.orderIssued(fact, event);
  if (event instanceof OrderAccepted) return order.orderAccepted(fact, event);
  if (event instanceof OrderReturned) return order.orderReturned(fact);
  if (event instanceof OrderReturnOverruled) return order.orderReturnOverruled(fact);
  if (event instanceof OrderCancelled) return order.orderCancelled(fact);
  if (event instanceof OrderRaised) return order.orderForwarded(fact, event, 'raised', at);
  if (event instanceof OrderResolved) return order.orderForwarded(fact, event, 'resolved', at);
  if (event instanceof OrderSentBack) return order.orderSentBack(fact);
  if (event instanceof OrderConfirmed) return order.orderConfirmed(fact, event);
  if (event instanceof OrderDue) return order.orderFellDue(fact, event);
  if (event instanceof OrderRungVoided) return order.orderRungVoided(fact, event);
  throw unheard(event);
}

const OF_WHISTLES = [
  WhistleApproved,
  WhistleSummoned,
  WhistleReportedIn,
  WhistleReportInDue,
  WhistleRungVoided,
  WhistleExcused,
  WhistleRated,
];

/** Whistles become facts of every department that they summon. */
@Injectable()
export class SummonsFacts {
  constructor(private readonly facts: FactStore) {}

  @OnMany(OF_WHISTLES, 'assessment-facts')
  told(tx: EntityManager, deliveries: readonly Delivered<WhistleEvent>[]): Promise<void> {
    return this.facts.change(
      tx,
      deliveries.flatMap(({ event, at }) => summonsTold(event, at)),
    );
  }
}

function summonsTold(event: WhistleEvent, at: Date): Told[] {
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

/** What citizens answer becomes a fact of the unit whose result it was. */
@Injectable()
export class AnswerFacts {
  constructor(private readonly facts: FactStore) {}

  @OnMany([TicketResolved], 'assessment-facts')
  resolved(tx: EntityManager, deliveries: readonly Delivered<TicketResolved>[]): Promise<void> {
    const results = deliveries.map(({ event: { ticketId, round, unit } }) => ({ ticketId, round, unit }));
    return this.facts.noteResults(tx, results);
  }

  @OnMany([ReportRated, ReportCalledBack], 'assessment-facts')
  async answered(tx: EntityManager, deliveries: readonly Delivered<ReportRated | ReportCalledBack>[]): Promise<void> {
    const unitOf = await this.facts.unitsOfResults(
      tx,
      deliveries.map(({ event }) => event),
    );
    const facts = deliveries.map(({ event, sequence, at }) => {
      const place = { sequence, unit: unitOf(event), at };
      return event instanceof ReportRated ? ratingFact(event, place) : callBackFact(event, place);
    });
    await this.facts.put(tx, facts);
  }
}

const unheard = (event: object): Error => new Error(`${event.constructor.name} tells nothing of a fact`);

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
  OrderSentBack,
  ReportCalledBack,
  ReportRated,
  TicketResolved,
  WhistleApproved,
  WhistleReportedIn,
  WhistleReportInDue,
  WhistleSummoned,
  type OrderEvent,
  type WhistleEvent,
} from '@gridwhistle/contracts';
import { On, type Delivery } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import { callBackFact, ratingFact } from './domain/call-back-fact.js';
import { unknownFact, type Fact } from './domain/fact.js';
import * as order from './domain/order-fact.js';
import * as summons from './domain/summons-fact.js';
import { FactStore } from './fact.store.js';

// One durable over all entities. Its name is for ever: another name builds the facts anew from the stream's beginning.

/** Orders become facts of the unit that holds them. */
@Injectable()
export class OrderFacts {
  constructor(private readonly facts: FactStore) {}

  @On(OrderIssued, 'assessment-facts')
  issued(event: OrderIssued, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, (fact) => order.orderIssued(fact, event));
  }

  @On(OrderAccepted, 'assessment-facts')
  accepted(event: OrderAccepted, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, (fact) => order.orderAccepted(fact, event));
  }

  @On(OrderReturned, 'assessment-facts')
  returned(event: OrderReturned, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, order.orderReturned);
  }

  @On(OrderReturnOverruled, 'assessment-facts')
  returnOverruled(event: OrderReturnOverruled, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, order.orderReturnOverruled);
  }

  @On(OrderCancelled, 'assessment-facts')
  cancelled(event: OrderCancelled, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, order.orderCancelled);
  }

  @On(OrderRaised, 'assessment-facts')
  raised(event: OrderRaised, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, (fact) => order.orderForwarded(fact, event, 'raised', delivery.at));
  }

  @On(OrderResolved, 'assessment-facts')
  resolved(event: OrderResolved, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, (fact) => order.orderForwarded(fact, event, 'resolved', delivery.at));
  }

  @On(OrderSentBack, 'assessment-facts')
  sentBack(event: OrderSentBack, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, order.orderSentBack);
  }

  @On(OrderConfirmed, 'assessment-facts')
  confirmed(event: OrderConfirmed, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, (fact) => order.orderConfirmed(fact, event));
  }

  @On(OrderDue, 'assessment-facts')
  due(event: OrderDue, delivery: Delivery): Promise<void> {
    return this.change(event, delivery, (fact) => order.orderFellDue(fact, event));
  }

  private change({ orderId, ticketId }: OrderEvent, { tx }: Delivery, told: (fact: Fact) => Fact): Promise<void> {
    return this.facts.change(tx, unknownFact('order', orderId, ticketId), told);
  }
}

/** Whistles become facts of every department that they summon. */
@Injectable()
export class SummonsFacts {
  constructor(private readonly facts: FactStore) {}

  @On(WhistleApproved, 'assessment-facts')
  async approved(event: WhistleApproved, { tx }: Delivery): Promise<void> {
    for (const fact of summons.summonsNamed(event)) await this.facts.put(tx, fact);
  }

  @On(WhistleSummoned, 'assessment-facts')
  async summoned(event: WhistleSummoned, delivery: Delivery): Promise<void> {
    for (const unit of event.units) {
      await this.change(event, unit, delivery, (fact) => summons.summoned(fact, event.dueAt));
    }
  }

  @On(WhistleReportedIn, 'assessment-facts')
  reportedIn(event: WhistleReportedIn, delivery: Delivery): Promise<void> {
    return this.change(event, event.unit, delivery, (fact) => summons.reportedIn(fact, event, delivery.at));
  }

  @On(WhistleReportInDue, 'assessment-facts')
  reportInDue(event: WhistleReportInDue, delivery: Delivery): Promise<void> {
    return this.change(event, event.unit, delivery, summons.reportInMissed);
  }

  private change(
    { whistleId, ticketId }: WhistleEvent,
    unit: string,
    { tx }: Delivery,
    told: (fact: Fact) => Fact,
  ): Promise<void> {
    const unknown = unknownFact('summons', summons.summonsId(whistleId, unit), ticketId);
    return this.facts.change(tx, { ...unknown, unit }, told);
  }
}

/** What citizens answer becomes a fact of the unit whose result it was. */
@Injectable()
export class AnswerFacts {
  constructor(private readonly facts: FactStore) {}

  @On(TicketResolved, 'assessment-facts')
  resolved({ ticketId, round, unit }: TicketResolved, { tx }: Delivery): Promise<void> {
    return this.facts.noteResult(tx, ticketId, round, unit);
  }

  @On(ReportRated, 'assessment-facts')
  async rated(event: ReportRated, { tx, sequence, at }: Delivery): Promise<void> {
    const unit = await this.facts.unitOfResult(tx, event.ticketId, event.round);
    await this.facts.put(tx, ratingFact(event, { sequence, unit, at }));
  }

  @On(ReportCalledBack, 'assessment-facts')
  async calledBack(event: ReportCalledBack, { tx, sequence, at }: Delivery): Promise<void> {
    const unit = await this.facts.unitOfResult(tx, event.ticketId, event.round);
    await this.facts.put(tx, callBackFact(event, { sequence, unit, at }));
  }
}

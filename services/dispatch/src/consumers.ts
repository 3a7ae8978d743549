import {
  ReportCalledBack,
  ReportObjected,
  ReportRated,
  ReportReceived,
  ReportWithdrawalAsked,
  WhistleApproved,
  WhistleCancelled,
  WhistleCompleted,
} from '@gridwhistle/contracts';
import { On, OnMany, type Delivered, type Delivery } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TicketEvents } from './ticket.events.js';

// Names of durables are for ever: another name reads the stream from its beginning.

/** What reporters said: the matter itself, and later their judgement of it. */
@Injectable()
export class ReportConsumer {
  constructor(private readonly tickets: TicketEvents) {}

  @OnMany([ReportReceived], 'dispatch-reports')
  received(tx: EntityManager, reports: readonly Delivered<ReportReceived>[]): Promise<void> {
    return this.tickets.open(tx, reports);
  }

  @On(ReportRated, 'dispatch-reports')
  rated(event: ReportRated, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }

  @On(ReportCalledBack, 'dispatch-reports')
  calledBack(event: ReportCalledBack, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }

  @On(ReportObjected, 'dispatch-reports')
  objected(event: ReportObjected, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }

  @On(ReportWithdrawalAsked, 'dispatch-reports')
  withdrawalAsked(event: ReportWithdrawalAsked, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }
}

/** What escalation decided about whistles: dispatch issues their orders or refuses. */
@Injectable()
export class WhistleConsumer {
  constructor(private readonly tickets: TicketEvents) {}

  @On(WhistleApproved, 'dispatch-whistles')
  approved(event: WhistleApproved, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }

  @On(WhistleCompleted, 'dispatch-whistles')
  completed(event: WhistleCompleted, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }

  @On(WhistleCancelled, 'dispatch-whistles')
  cancelled(event: WhistleCancelled, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }
}

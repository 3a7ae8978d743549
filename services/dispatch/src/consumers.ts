import {
  HardCaseDeclared,
  PartClosed,
  RaiseDemanded,
  ReportCalledBack,
  ReportObjected,
  ReportRated,
  ReportReceived,
  ReportReopeningAsked,
  ReportWithdrawalAsked,
  SplitEnded,
  StaffDeactivated,
  WhistleApproved,
  WhistleCancelled,
  WhistleCompleted,
} from '@gridwhistle/contracts';
import { On, OnMany, type Delivered, type Delivery } from '@gridwhistle/messaging';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { rememberDeparture } from './departure.store.js';
import { ReceiptPassing } from './receipt.passing.js';
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

  @On(ReportReopeningAsked, 'dispatch-reports')
  reopeningAsked(event: ReportReopeningAsked, { tx, at }: Delivery): Promise<void> {
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

/** What escalation wants to go one tier up: hard cases, and what is late where the profile says so. */
@Injectable()
export class HardCaseConsumer {
  constructor(private readonly tickets: TicketEvents) {}

  @On(HardCaseDeclared, 'dispatch-hard-cases')
  declared(event: HardCaseDeclared, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }
}

/** A part is over: its whole may be too. */
@Injectable()
export class PartConsumer {
  constructor(private readonly tickets: TicketEvents) {}

  @On(PartClosed, 'dispatch-parts')
  closed(event: PartClosed, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }
}

/** A whole ended before its parts: they end with it. */
@Injectable()
export class SplitConsumer {
  constructor(private readonly tickets: TicketEvents) {}

  @On(SplitEnded, 'dispatch-splits')
  ended(event: SplitEnded, { tx }: Delivery): Promise<void> {
    return this.tickets.endParts(tx, event);
  }
}

/** A durable follows one entity: demands have their own. */
@Injectable()
export class RaiseConsumer {
  constructor(private readonly tickets: TicketEvents) {}

  @On(RaiseDemanded, 'dispatch-raises')
  demanded(event: RaiseDemanded, { tx, at }: Delivery): Promise<void> {
    return this.tickets.apply(tx, event, at);
  }
}

/** Who left a unit: what was addressed to them in person passes on, and routes no longer mean them. */
@Injectable()
export class StaffConsumer {
  constructor(private readonly passing: ReceiptPassing) {}

  @On(StaffDeactivated, 'dispatch-staff')
  async deactivated(event: StaffDeactivated, { tx, at }: Delivery): Promise<void> {
    await rememberDeparture(tx, event);
    await this.passing.pass(tx, event, at);
  }
}

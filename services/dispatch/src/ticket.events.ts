import {
  ReportCalledBack,
  ReportObjected,
  ReportRated,
  ReportWithdrawalAsked,
  WhistleApproved,
  WhistleCancelled,
  WhistleCompleted,
  contractOf,
  type ReportReceived,
} from '@gridwhistle/contracts';
import type { Delivered } from '@gridwhistle/messaging';
import { databaseNow } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { callBack, rate, withdraw } from './domain/closing.js';
import type { Change, Matter } from './domain/matter.js';
import { object } from './domain/marking.js';
import { open } from './domain/opening.js';
import type { Context } from './domain/rules.js';
import { endWhistle, whistle } from './domain/whistling.js';
import { EarlyEventStore, type EarlyEvent } from './early-event.store.js';
import type { Stored } from './matter.changes.js';
import { MatterStore } from './matter.store.js';
import { contextOf } from './call.js';

/** What others decided about a ticket, applied to it; what comes before its report waits for it. */
@Injectable()
export class TicketEvents {
  constructor(
    private readonly registry: Registry,
    private readonly matters: MatterStore,
    private readonly early: EarlyEventStore,
  ) {}

  /** Opens the tickets of reports, those that are not open yet. */
  async open(tx: EntityManager, reports: readonly Delivered<ReportReceived>[]): Promise<void> {
    const rules = this.registry.current();
    const ids = reports.map(({ event }) => event.ticketId);
    const known = await this.matters.known(tx, ids);
    const now = await databaseNow(tx);
    const context = contextOf(rules, now, undefined);
    const decisions = reports.flatMap(({ event, step }) =>
      known.has(event.ticketId)
        ? []
        : [{ stored: undefined, change: open(event, context), traceparent: step.traceparent }],
    );
    const opened = await this.matters.saveMany(tx, decisions, { rules, now });
    const early = await this.early.take(tx, ids);
    for (const stored of opened) await this.catchUp(tx, stored, early.get(stored.matter.ticket.id) ?? []);
  }

  /** What came before the report, in the order in which it came. */
  private async catchUp(tx: EntityManager, opened: Stored, early: readonly EarlyEvent[]): Promise<void> {
    let stored = opened;
    for (const { event, at } of early) stored = await this.decide(tx, stored, event, at);
  }

  /** `at` is when it happened: clocks stop and go on from there. */
  async apply(tx: EntityManager, event: TicketEvent, at: Date): Promise<void> {
    const stored = await this.matters.lock(tx, event.ticketId);
    if (stored) await this.decide(tx, stored, event, at);
    else await this.early.remember(tx, event.ticketId, { type: typeOf(event), event, at });
  }

  private async decide(tx: EntityManager, stored: Stored, event: object, at: Date): Promise<Stored> {
    const rules = this.registry.current();
    const now = await databaseNow(tx);
    const change = decisionOn(stored.matter, event, at, contextOf(rules, now, undefined));
    return this.matters.save(tx, stored, change, { rules, now });
  }
}

export type TicketEvent =
  | ReportRated
  | ReportCalledBack
  | ReportObjected
  | ReportWithdrawalAsked
  | WhistleApproved
  | WhistleCompleted
  | WhistleCancelled;

function decisionOn(matter: Matter, event: object, at: Date, context: Context): Change {
  if (event instanceof ReportRated) return rate(matter, event, context);
  if (event instanceof ReportCalledBack) return event.effective ? callBack(matter, event, context) : { orders: [] };
  if (event instanceof ReportObjected) return object(matter, context);
  if (event instanceof ReportWithdrawalAsked) return withdraw(matter, context);
  if (event instanceof WhistleApproved) return whistle(matter, { ...event, at }, context);
  if (event instanceof WhistleCompleted || event instanceof WhistleCancelled) {
    return endWhistle(matter, event.whistleId, at, context);
  }
  throw new Error(`${event.constructor.name} decides nothing about a ticket`);
}

function typeOf(event: object): string {
  const { name, version } = contractOf(event);
  return `${name}.v${version}`;
}

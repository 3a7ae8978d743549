import {
  HardCaseDeclared,
  PartClosed,
  RaiseDemanded,
  ReportCalledBack,
  ReportObjected,
  ReportRated,
  ReportReopeningAsked,
  ReportWithdrawalAsked,
  WhistleApproved,
  WhistleCancelled,
  WhistleCompleted,
  contractOf,
  type ReportReceived,
  type SplitEnded,
} from '@gridwhistle/contracts';
import type { Delivered } from '@gridwhistle/messaging';
import { databaseNow } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { departuresSince } from './departure.store.js';
import { callBack, heedMerged, heedMergedCall, rate, ratedBy, reopenForReporter } from './domain/closing.js';
import { withdraw } from './domain/ending.js';
import { NOTHING, type Change, type Matter } from './domain/matter.js';
import { declareHard, raiseDemanded } from './domain/lifting.js';
import { object } from './domain/marking.js';
import { open } from './domain/opening.js';
import type { Context } from './domain/rules.js';
import type { Ticket } from './domain/ticket.js';
import { hasLeftParts, heedPart, leavePart, left } from './domain/splitting.js';
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
    const [rules, version] = [this.registry.current(), this.registry.version];
    const ids = reports.map(({ event }) => event.ticketId);
    const known = await this.matters.known(tx, ids);
    const now = await databaseNow(tx);
    const hasLeft = await departuresSince(tx, rules, version);
    const context = { ...contextOf(rules, now, undefined), hasLeft };
    const decisions = reports.flatMap(({ event, step, at }) =>
      known.has(event.ticketId)
        ? []
        : [{ stored: undefined, change: open({ ...event, reportedAt: at }, context), traceparent: step.traceparent }],
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
    if (!stored) return this.early.remember(tx, event.ticketId, { type: typeOf(event), event, at });
    const { mergedInto } = stored.matter.ticket;
    if (mergedInto !== null) return this.heed(tx, { own: stored, into: mergedInto }, event);
    if (isHeard(event, stored.matter)) await this.decide(tx, stored, event, at);
  }

  /** The parts of a ticket that ended before them: what was merged into one goes on. */
  async endParts(tx: EntityManager, { parts }: SplitEnded): Promise<void> {
    const rules = this.registry.current();
    const matters = await this.matters.lockMany(tx, parts);
    const now = await databaseNow(tx);
    const context = contextOf(rules, now, undefined);
    const decisions = [...matters.values()].map((stored) => ({ stored, change: leavePart(stored.matter, context) }));
    await this.matters.saveMany(tx, decisions, { rules, now });
  }

  /** The reporter of a merged ticket speaks of the one that was handled for both. */
  private async heed(tx: EntityManager, { own, into }: Merged, event: TicketEvent): Promise<void> {
    const stored = await this.matters.lock(tx, into);
    if (!stored) throw new Error(`ticket ${into} is not there`);
    const { mergedInto } = stored.matter.ticket;
    if (mergedInto !== null) return this.heed(tx, { own, into: mergedInto }, event);
    if (!isHeard(event, stored.matter)) return;
    const rules = this.registry.current();
    const now = await databaseNow(tx);
    const told = event instanceof ReportWithdrawalAsked ? stored : await this.rated(tx, stored);
    const change = decisionOnMerged(told.matter, own.matter.ticket, event, contextOf(rules, now, undefined));
    await this.matters.save(tx, told, change, { rules, now });
    if (event instanceof ReportRated) await this.matters.save(tx, own, ratedBy(own.matter, event), { rules, now });
  }

  /** Whose result is spoken of: of a part its whole's, its own where the whole ended before it. */
  private async rated(tx: EntityManager, stored: Stored): Promise<Stored> {
    const { partOf } = stored.matter.ticket;
    const whole = partOf === null ? undefined : await this.matters.lock(tx, partOf);
    if (whole === undefined) return stored;
    return hasLeftParts(whole.matter.ticket) ? { ...stored, matter: left(stored.matter) } : whole;
  }

  private async decide(tx: EntityManager, stored: Stored, event: object, at: Date): Promise<Stored> {
    const rules = this.registry.current();
    const now = await databaseNow(tx);
    const change = decisionOn(stored.matter, event, at, contextOf(rules, now, undefined));
    return this.matters.save(tx, stored, change, { rules, now });
  }
}

export type TicketEvent =
  | HardCaseDeclared
  | PartClosed
  | RaiseDemanded
  | ReportReopeningAsked
  | ReportRated
  | ReportCalledBack
  | ReportObjected
  | ReportWithdrawalAsked
  | WhistleApproved
  | WhistleCompleted
  | WhistleCancelled;

/** A ticket that was merged, and the one that is handled in its place. */
interface Merged {
  readonly own: Stored;
  readonly into: string;
}

const SAID = [ReportRated, ReportCalledBack, ReportReopeningAsked, ReportObjected];

/** Whoever left a matter has no word on it any more. */
const isHeard = (event: TicketEvent, { ticket }: Matter): boolean =>
  ticket.reporters.includes(event.ticketId) || !SAID.some((said) => event instanceof said);

function decisionOnMerged(matter: Matter, own: Ticket, event: TicketEvent, context: Context): Change {
  if (event instanceof ReportRated) return heedMerged(matter, event, context);
  if (event instanceof ReportCalledBack) return heedMergedCall(matter, own, event, context);
  if (event instanceof ReportReopeningAsked) return reopenForReporter(matter, event.round, context);
  if (event instanceof ReportObjected) return object(matter, context);
  if (event instanceof ReportWithdrawalAsked) return withdraw(matter, event.ticketId, context);
  return NOTHING;
}

function decisionOn(matter: Matter, event: object, at: Date, context: Context): Change {
  if (event instanceof ReportRated) return rate(matter, event, context);
  if (event instanceof ReportCalledBack) return callBack(matter, event, context);
  if (event instanceof ReportReopeningAsked) return reopenForReporter(matter, event.round, context);
  if (event instanceof HardCaseDeclared) return declareHard(matter, event.reason, context);
  if (event instanceof RaiseDemanded) return raiseDemanded(matter, event.orderId, context);
  if (event instanceof PartClosed) return heedPart(matter, event, context);
  if (event instanceof ReportObjected) return object(matter, context);
  if (event instanceof ReportWithdrawalAsked) return withdraw(matter, event.ticketId, context);
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

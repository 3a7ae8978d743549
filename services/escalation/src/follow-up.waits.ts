import { endClock, isQuiet, reminderTime, rungPolicy, startClock } from '@gridwhistle/clocks';
import {
  clockRow,
  ClockStore,
  publishAll,
  Rungs,
  type ClockPlace,
  type ClockRow,
  type FiredRungs,
} from '@gridwhistle/messaging';
import { databaseNow } from '@gridwhistle/platform';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { waitsUntil } from './domain/reminder.js';
import { telling } from './follow-up.events.js';
import { FollowUpStore, type FollowUpRow } from './follow-up.store.js';
import { KnownOrderStore } from './known-order.store.js';

const HOUR_MS = 3_600_000;
/** The one rung of the clock of a reminder that waits. */
const RUNGS = rungPolicy();

/** Holds back what nobody is to be told at night, with a clock for each, and tells it in the morning. */
@Injectable()
export class FollowUpWaits {
  constructor(
    private readonly registry: Registry,
    private readonly followUps: FollowUpStore,
    private readonly orders: KnownOrderStore,
    private readonly clocks: ClockStore,
  ) {}

  /** Until when they wait, by id; those that are told at once are not in it. */
  async untilOf(
    tx: EntityManager,
    rows: readonly FollowUpRow[],
    { quietHours }: Profile,
  ): Promise<ReadonlyMap<string, Date>> {
    if (rows.length === 0) return new Map();
    const now = await databaseNow(tx);
    const quiet = rows.filter(({ at }) => isQuiet(quietHours, at) || isQuiet(quietHours, now));
    if (quiet.length === 0) return new Map();
    const severities = await this.orders.severities(tx, orderIdsOf(quiet));
    const waiting = quiet.flatMap((row) => {
      // A directive is nobody's emergency.
      const severity = row.orderId === null ? 'normal' : (severities.get(row.orderId) ?? null);
      const until = waitsUntil({ ...row, now, severity }, quietHours);
      return until ? [[row.id, until] as const] : [];
    });
    return new Map(waiting);
  }

  /** Starts the clocks of those that wait. */
  async begin(tx: EntityManager, rows: readonly FollowUpRow[], { calendar }: Profile): Promise<void> {
    const clocks = rows.flatMap((row): ClockRow[] => {
      const { id: aggregateId, ticketId, unit, at, waitsUntil: until } = row;
      if (until === null) return [];
      const place = { id: v7({ msecs: at.getTime() }), entity: 'reminder', aggregateId, ticketId, unit };
      return [clockOf(place, { at, until }, calendar)];
    });
    await this.clocks.save(tx, clocks);
  }

  lock(tx: EntityManager, ids: readonly string[]): Promise<string[]> {
    return this.followUps.lockFree(tx, ids);
  }

  /** The quiet hours are over: whoever still owes what it is about is reminded. */
  @Rungs('reminder')
  async fire(tx: EntityManager, fired: readonly FiredRungs[], now: Date): Promise<void> {
    const steps = new Map(fired.map(({ aggregateId, step }) => [aggregateId, step]));
    const ids = [...steps.keys()];
    const { quietHours } = this.registry.current();
    if (isQuiet(quietHours, now))
      return this.waitOn(tx, ids, { at: now, until: reminderTime(quietHours, now, 'normal') });
    const sent = await this.followUps.send(tx, ids, now);
    await publishAll(
      tx,
      sent.map((row) => telling(row, steps.get(row.id)?.traceparent)),
      now,
    );
    await this.end(tx, ids, now);
  }

  /** The service was down from before the morning, and it is night again. */
  private async waitOn(tx: EntityManager, ids: readonly string[], span: Span): Promise<void> {
    const { calendar } = this.registry.current();
    await this.followUps.waitOn(tx, ids, span.until);
    const rows = await this.clocks.loadMany(tx, ids);
    await this.clocks.save(
      tx,
      rows.map((row) => clockOf(row, span, calendar)),
    );
  }

  private async end(tx: EntityManager, ids: readonly string[], now: Date): Promise<void> {
    const { calendar } = this.registry.current();
    const rows = await this.clocks.loadMany(tx, ids);
    await this.clocks.save(
      tx,
      rows.map((row) => clockRow(row, endClock(row.clock, now, calendar), RUNGS, calendar)),
    );
  }
}

interface Span {
  readonly at: Date;
  readonly until: Date;
}

function clockOf(place: ClockPlace, { at, until }: Span, calendar: Profile['calendar']): ClockRow {
  const limit = { amount: (until.getTime() - at.getTime()) / HOUR_MS, unit: 'emergency-hour' } as const;
  return clockRow(place, startClock({ kind: 'quiet-hours', limit, at }, calendar), RUNGS, calendar);
}

const orderIdsOf = (rows: readonly FollowUpRow[]): string[] => rows.flatMap(({ orderId }) => orderId ?? []);

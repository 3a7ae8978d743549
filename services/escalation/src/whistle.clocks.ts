import {
  endClock,
  resumeClock,
  startClock,
  stopClock,
  voidRungs,
  type Clock,
  type Limit,
  type RungPolicy,
} from '@gridwhistle/clocks';
import { clockRow, ClockStore, type ClockRow } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Whistle } from './domain/whistle.js';

export type WhistleClock = 'approval' | 'report-in';

/** The clocks beside a whistle: one for the approval, one for each department that must report in. */
@Injectable()
export class WhistleClocks {
  constructor(private readonly store: ClockStore) {}

  async start(
    tx: EntityManager,
    whistle: Whistle,
    clock: { kind: WhistleClock; unit: string; at: Date },
    profile: Profile,
  ): Promise<ClockRow> {
    const { limit, rungs } = rulesOf(whistle, clock.kind, profile);
    const started = startClock({ kind: clock.kind, limit, at: clock.at }, profile.calendar);
    const { id: aggregateId, ticketId } = whistle;
    const id = v7({ msecs: clock.at.getTime() });
    const place = { id, entity: 'whistle', aggregateId, ticketId, unit: clock.unit };
    const row = clockRow(place, started, rungs, profile.calendar);
    await this.store.save(tx, [row]);
    return row;
  }

  async load(tx: EntityManager, whistle: Whistle, kind: WhistleClock): Promise<ClockRow[]> {
    return (await this.store.load(tx, whistle.id)).filter((row) => row.clock.kind === kind);
  }

  /** Ends a clock and says whether it was met. */
  async end(tx: EntityManager, whistle: Whistle, row: ClockRow, at: Date, profile: Profile): Promise<boolean> {
    const ended = endClock(row.clock, at, profile.calendar);
    const { rungs } = rulesOf(whistle, row.clock.kind as WhistleClock, profile);
    await this.store.save(tx, [clockRow(row, ended, rungs, profile.calendar)]);
    return ended.met;
  }

  /** Stops a department's time to report in, at a moment that lies back; gives the rungs that fired since and are void. */
  async stopReportIn(tx: EntityManager, whistle: Whistle, unit: string, at: Date, profile: Profile): Promise<string[]> {
    const row = await this.reportInOf(tx, whistle, unit);
    if (!row) return [];
    const { rungs } = rulesOf(whistle, 'report-in', profile);
    const stopped = stopClock(row.clock, at, profile.calendar);
    const { clock, voided } = voidRungs(rungs, stopped, at, profile.calendar);
    await this.change(tx, whistle, row, clock, profile);
    return voided;
  }

  /** Lets it go on with what was left. */
  async resumeReportIn(tx: EntityManager, whistle: Whistle, unit: string, at: Date, profile: Profile): Promise<void> {
    const row = await this.reportInOf(tx, whistle, unit);
    if (row) await this.change(tx, whistle, row, resumeClock(row.clock, at), profile);
  }

  async endReportIn(tx: EntityManager, whistle: Whistle, unit: string, at: Date, profile: Profile): Promise<void> {
    const row = await this.reportInOf(tx, whistle, unit);
    if (row) await this.end(tx, whistle, row, at, profile);
  }

  private async reportInOf(tx: EntityManager, whistle: Whistle, unit: string): Promise<ClockRow | undefined> {
    return (await this.load(tx, whistle, 'report-in')).find((row) => row.unit === unit);
  }

  private async change(tx: EntityManager, whistle: Whistle, row: ClockRow, clock: Clock, profile: Profile) {
    const { rungs } = rulesOf(whistle, 'report-in', profile);
    await this.store.save(tx, [clockRow(row, clock, rungs, profile.calendar)]);
  }

  /** Ends whatever still runs: the whistle is over. */
  async endAll(tx: EntityManager, whistle: Whistle, at: Date, profile: Profile): Promise<void> {
    const running = (await this.store.load(tx, whistle.id)).filter((row) => row.clock.state !== 'ended');
    for (const row of running) await this.end(tx, whistle, row, at, profile);
  }

  async save(tx: EntityManager, rows: readonly ClockRow[]): Promise<void> {
    await this.store.save(tx, rows);
  }
}

function rulesOf(whistle: Whistle, kind: WhistleClock, profile: Profile): { limit: Limit; rungs: RungPolicy } {
  const rules = profile.whistleKind(whistle.kind);
  if (rules) return kind === 'approval' ? rules.approval : rules.reportIn;
  // The kind was taken out of the profile while the whistle is open: it keeps its limits, nothing new is due.
  return { limit: { amount: 1, unit: 'natural-day' }, rungs: [] };
}

import { endClock, startClock, voidRungs, type Limit, type RungPolicy } from '@gridwhistle/clocks';
import type { WhistleRungVoided } from '@gridwhistle/contracts';
import { clockRow, ClockStore, type ClockRow } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { isOpen, standing } from './domain/standing.js';
import { orderOf, type Whistle } from './domain/whistle.js';
import { StandstillStore, type Standstill } from './standstill.store.js';
import type { WhistleRow } from './whistle.store.js';

export type WhistleClock = 'approval' | 'report-in';

/** A rung that fired although its clock stood from a moment on, or had not come to it. */
export interface VoidedRung {
  unit: string;
  rung: WhistleRungVoided['rung'];
  since: Date;
}

/** When its clocks fall due. */
export type WhistleDue = Pick<WhistleRow, 'approvalDueAt' | 'reportInDueAt'>;

/** What comes of a whistle's clocks being counted anew. */
interface Stood extends WhistleDue {
  voided: VoidedRung[];
}

/** The clocks beside a whistle: one for the approval, one for each department that must report in. */
@Injectable()
export class WhistleClocks {
  constructor(
    private readonly store: ClockStore,
    private readonly standstills: StandstillStore,
  ) {}

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

  /**
   * The clocks that are open with the times in which they stood, as far as those are known now. With `asOf`, what fired
   * before its moment is void as well: only who asks with the present time knows that.
   */
  async stand(tx: EntityManager, whistle: WhistleRow, profile: Profile, asOf?: Date): Promise<Stood> {
    const open = (await this.store.load(tx, whistle.id)).filter(({ clock }) => clock.state !== 'ended');
    const times = await this.standstills.of(tx, [
      whistle.ticketId,
      ...whistle.attendance.flatMap(({ orderId }) => orderId ?? []),
    ]);
    const stood = open.map((row) => stoodOf(whistle, row, times, { profile, asOf }));
    const rows = stood.map(({ row }) => row);
    await this.store.save(tx, rows);
    return {
      voided: stood.flatMap(({ voided }) => voided),
      ...dueOf(whistle, rows, asOf === undefined ? latest : newest),
    };
  }

  async endReportIn(tx: EntityManager, whistle: Whistle, unit: string, at: Date, profile: Profile): Promise<void> {
    const row = await this.reportInOf(tx, whistle, unit);
    if (row) await this.end(tx, whistle, row, at, profile);
  }

  private async reportInOf(tx: EntityManager, whistle: Whistle, unit: string): Promise<ClockRow | undefined> {
    return (await this.load(tx, whistle, 'report-in')).find((row) => row.unit === unit);
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

/** Its ticket was suspended, or the objection of the department that it waits for was not ruled. */
function stoodOf(
  whistle: WhistleRow,
  row: ClockRow,
  known: readonly Standstill[],
  { profile, asOf }: { profile: Profile; asOf: Date | undefined },
) {
  const { rungs } = rulesOf(whistle, row.clock.kind as WhistleClock, profile);
  const { calendar } = profile;
  const unit = row.unit ?? whistle.township;
  const subjects = [whistle.ticketId, orderOf(whistle, unit)];
  const times = known.filter(({ subjectId }) => subjects.includes(subjectId));
  const counted = standing(row.clock, times, calendar);
  const stands = counted.suspensions.find(isOpen)?.from;
  const until = stands ?? asOf;
  if (!until) return { row: clockRow(row, counted, rungs, calendar), voided: [] };
  const { clock, voided } = voidRungs(rungs, counted, until, calendar);
  const since = stands ?? clock.startedAt;
  const told = voided.map((rung) => ({ unit, rung: `${clock.kind}-${rung}` as VoidedRung['rung'], since }));
  return { row: clockRow(row, clock, rungs, calendar), voided: told };
}

/** When its clocks fall due; of one that stands when it would have. */
function dueOf(whistle: WhistleRow, rows: readonly ClockRow[], kept: typeof latest): WhistleDue {
  const of = (kind: WhistleClock) => rows.filter(({ clock }) => clock.kind === kind).map(({ dueAt }) => dueAt);
  return {
    approvalDueAt: kept(whistle.approvalDueAt, of('approval').reduce(latest, null)) ?? whistle.approvalDueAt,
    reportInDueAt: kept(whistle.reportInDueAt, of('report-in').reduce(latest, null)),
  };
}

export const latest = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one > other ? one : other) : (one ?? other);

/** Counted by other working time it may also come sooner. */
const newest: typeof latest = (told, counted) => counted ?? told;

function rulesOf(whistle: Whistle, kind: WhistleClock, profile: Profile): { limit: Limit; rungs: RungPolicy } {
  const rules = profile.whistleKind(whistle.kind);
  if (rules) return kind === 'approval' ? rules.approval : rules.reportIn;
  // The kind was taken out of the profile while the whistle is open: it keeps its limits, nothing new is due.
  return { limit: { amount: 1, unit: 'natural-day' }, rungs: [] };
}

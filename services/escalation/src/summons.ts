import { make, WhistleReportedIn, WhistleSummoned } from '@gridwhistle/contracts';
import type { Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { assembleIfAllAccounted, isOpen, noteOrder, type Attendance } from './domain/whistle.js';
import { latest, WhistleClocks } from './whistle.clocks.js';
import { WhistleStore, type WhistleRow } from './whistle.store.js';
import { idsOf, WhistleWriter } from './whistle.writer.js';

/** Dispatch issued an order of a whistle: to whom, and when. */
export interface IssuedOrder {
  unit: string;
  orderId: string;
  at: Date;
}

/** Starts a department's time to report in with the moment at which its order was issued. */
@Injectable()
export class Summons {
  constructor(
    private readonly registry: Registry,
    private readonly whistles: WhistleStore,
    private readonly clocks: WhistleClocks,
    private readonly writer: WhistleWriter,
  ) {}

  async summon(tx: EntityManager, whistleId: string, order: IssuedOrder): Promise<void> {
    const row = await this.whistles.lock(tx, whistleId);
    if (!isOpen(row)) return;
    const profile = this.registry.current();
    const noted = noteOrder(row, order.unit, order.orderId);
    const judged = await this.judge(tx, { ...row, ...noted }, order, profile);
    const events = [...standIn(judged, order.unit), ...turnedUpEarly(judged, order.unit)];
    await this.writer.write(tx, row, { ...judged, ...assembleIfAllAccounted(judged) }, events, order.at);
  }

  /** The clock of a department that came before its order was known here is judged by when it came. */
  private async judge(tx: EntityManager, row: WhistleRow, order: IssuedOrder, profile: Profile): Promise<WhistleRow> {
    const clock = await this.clocks.start(tx, row, { kind: 'report-in', unit: order.unit, at: order.at }, profile);
    const reportInDueAt = latest(row.reportInDueAt, clock.dueAt);
    const came = row.attendance.find((a) => a.unit === order.unit)?.reportedInAt;
    if (!came) {
      await this.clocks.stand(tx, row, profile);
      return { ...row, reportInDueAt };
    }
    const onTime = await this.clocks.end(tx, row, clock, new Date(came), profile);
    const mark = (a: Attendance) => (a.unit === order.unit ? { ...a, onTime } : a);
    return { ...row, reportInDueAt, attendance: row.attendance.map(mark) };
  }
}

/** Whoever takes the place of a department whose objection was upheld is summoned by itself. */
function standIn(row: WhistleRow, unit: string): object[] {
  const dueAt = (row.reportInDueAt ?? row.requestedAt).toISOString();
  const isOne = row.attendance.some((a) => a.unit === unit && a.standsIn);
  return isOne ? [make(WhistleSummoned, { ...idsOf(row), units: [unit], dueAt })] : [];
}

/** The event of a department that came before its order was known: only now it is judged. */
function turnedUpEarly(row: WhistleRow, unit: string): object[] {
  const onTime = row.attendance.find((a) => a.unit === unit)?.onTime ?? null;
  return onTime === null ? [] : [make(WhistleReportedIn, { ...idsOf(row), unit, onTime })];
}

import { make, WhistleAssembled, WhistleCancelled, WhistleCompleted, WhistleSummoned } from '@gridwhistle/contracts';
import { publish } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { cancelWhistle, type CancelReason, type Whistle } from './domain/whistle.js';
import { WhistleClocks } from './whistle.clocks.js';
import { WhistleStore, type WhistleRow } from './whistle.store.js';

/** Writes a whistle's next state together with the events that say so. */
@Injectable()
export class WhistleWriter {
  constructor(
    private readonly whistles: WhistleStore,
    private readonly clocks: WhistleClocks,
  ) {}

  /** Saves the change and publishes its events, then those that follow from the new state by itself. */
  async write(
    tx: EntityManager,
    before: WhistleRow,
    after: WhistleRow,
    events: readonly object[],
    now: Date,
  ): Promise<WhistleRow> {
    const all = [...events, ...followingEvents(before, after)];
    const { id, sequence, ticketId, township } = after;
    const next = await publish(tx, { entity: 'whistle', id, sequence, ticketId, unit: township }, all, now);
    const saved = { ...after, sequence: next };
    await this.whistles.save(tx, saved);
    return saved;
  }

  async cancel(
    tx: EntityManager,
    row: WhistleRow,
    reason: CancelReason,
    { profile, now }: { profile: Profile; now: Date },
  ): Promise<WhistleRow> {
    const cancelled = { ...row, ...cancelWhistle(row) };
    await this.clocks.endAll(tx, row, now, profile);
    return this.write(tx, row, cancelled, [make(WhistleCancelled, { ...idsOf(row), reason })], now);
  }
}

/** What every event of a whistle names. */
export function idsOf(whistle: Whistle) {
  const { id, ticketId, orderId, township } = whistle;
  return { whistleId: id, ticketId, orderId, township };
}

function followingEvents(before: WhistleRow, after: WhistleRow): object[] {
  const entered = (state: WhistleRow['state']) => after.state === state && before.state !== state;
  return [
    ...(isSummoned(after) && !isSummoned(before) ? [summoned(after)] : []),
    ...(entered('assembled') ? [assembled(after)] : []),
    ...(entered('completed') ? [make(WhistleCompleted, idsOf(after))] : []),
  ];
}

const isSummoned = ({ state }: WhistleRow): boolean => state === 'summoned' || state === 'assembled';

function summoned(row: WhistleRow): WhistleSummoned {
  const units = row.attendance.filter((a) => !a.standsIn).map((a) => a.unit);
  return make(WhistleSummoned, { ...idsOf(row), units, dueAt: (row.reportInDueAt ?? row.requestedAt).toISOString() });
}

function assembled(row: WhistleRow): WhistleAssembled {
  const unitsThat = (came: boolean) =>
    row.attendance.filter((a) => (a.reportedInAt !== null) === came).map((a) => a.unit);
  return make(WhistleAssembled, { ...idsOf(row), present: unitsThat(true), absent: unitsThat(false) });
}

import { groupBy, publishAll } from '@gridwhistle/messaging';
import type { Profile } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Consequence } from './domain/reaction.js';
import { wanted, written, type Rung, type Written } from './follow-up.blame.js';
import { telling, voiding } from './follow-up.events.js';
import { FollowUpStore, type FollowUpRow, type LedTo } from './follow-up.store.js';
import { FollowUpWaits } from './follow-up.waits.js';

/** Writes reminders, supervisions and demands to raise, each with its event, in the transaction of what led to them. */
@Injectable()
export class FollowUpWriter {
  constructor(
    private readonly followUps: FollowUpStore,
    private readonly waits: FollowUpWaits,
  ) {}

  /** What the profile wants done about rungs. */
  async react(tx: EntityManager, rungs: readonly Rung[], profile: Profile): Promise<void> {
    const all = rungs.flatMap((rung) => wanted(rung.blame, profile).map((consequence) => written(rung, consequence)));
    await this.writeMany(tx, all, profile);
  }

  async write(tx: EntityManager, rung: Rung, consequence: Consequence, profile: Profile): Promise<FollowUpRow> {
    const one = written(rung, consequence);
    await this.writeMany(tx, [one], profile);
    return one.row;
  }

  /** What rungs led to that fired although their clock had been stopped. A raise is undone by nobody: dispatch saw to it. */
  async void(tx: EntityManager, led: LedTo, now: Date): Promise<void> {
    if (led.causes.length === 0) return;
    const voided = await this.followUps.void(tx, led, now);
    const told = voided.filter(({ kind, waitsUntil }) => kind !== 'raise' && waitsUntil === null);
    await publishAll(tx, told.map(voiding), now);
  }

  /** Receipts of which nothing is owed any more: what waits to remind of them is not sent. */
  async drop(tx: EntityManager, receiptIds: readonly string[], now: Date): Promise<void> {
    await this.followUps.drop(tx, receiptIds, now);
  }

  /** Results that have been sent back: what waits to remind of confirming them is not sent. */
  async dropVerifiers(tx: EntityManager, orderIds: readonly string[], now: Date): Promise<void> {
    await this.followUps.dropVerifiers(tx, orderIds, now);
  }

  /** Tickets whose results nobody need be asked about any more: what waits to remind of the call is not sent. */
  async dropCallBacks(tx: EntityManager, ticketIds: readonly string[], now: Date): Promise<void> {
    await this.followUps.dropCallBacks(tx, ticketIds, now);
  }

  private async writeMany(tx: EntityManager, all: readonly Written[], profile: Profile): Promise<void> {
    const until = await this.waits.untilOf(tx, all, profile);
    const rows = all.map(({ row }) => ({ ...row, waitsUntil: until.get(row.id) ?? null }));
    await this.followUps.insert(tx, rows);
    await this.waits.begin(tx, rows, profile);
    const told = all.filter(({ row }) => !until.has(row.id));
    for (const [at, same] of groupBy(told, ({ row }) => row.at.getTime())) {
      await publishAll(
        tx,
        same.map(({ row, traceparent }) => telling(row, traceparent)),
        new Date(at),
      );
    }
  }
}

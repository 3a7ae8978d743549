import {
  make,
  WhistleExcused,
  type OrderCancelled,
  type OrderObjected,
  type OrderObjectionOverruled,
} from '@gridwhistle/contracts';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { excuse, hasLostItsLead, isOpen } from './domain/whistle.js';
import { WhistleClocks } from './whistle.clocks.js';
import { WhistleStore, type WhistleRow } from './whistle.store.js';
import { WhistleStandstills } from './whistle.standstills.js';
import { idsOf, WhistleWriter } from './whistle.writer.js';

/** What a department's objection, and the centre's ruling, do to the whistle that summoned it. */
@Injectable()
export class WhistleObjections {
  constructor(
    private readonly registry: Registry,
    private readonly whistles: WhistleStore,
    private readonly clocks: WhistleClocks,
    private readonly writer: WhistleWriter,
    private readonly standstills: WhistleStandstills,
  ) {}

  /** Its time to report in stands from the moment of the objection; rungs that fired since then are void. */
  async raised(tx: EntityManager, { whistleId, orderId }: OrderObjected, at: Date): Promise<void> {
    const row = await this.open(tx, whistleId);
    if (row) await this.standstills.objected(tx, row, orderId, at);
  }

  /** The department must turn up after all, within what was left of its time. */
  async overruled(tx: EntityManager, { whistleId, orderId }: OrderObjectionOverruled, at: Date): Promise<void> {
    const row = await this.open(tx, whistleId);
    if (row) await this.standstills.overruled(tx, row, orderId, at);
  }

  /** It owes nothing any more; who takes its place is expected instead. Without a lead the whistle ends. */
  async upheld(
    tx: EntityManager,
    whistleId: string,
    { unit, nextUnit }: Pick<OrderCancelled, 'unit' | 'nextUnit'>,
    at: Date,
  ): Promise<void> {
    const row = await this.open(tx, whistleId);
    if (!row) return;
    const profile = this.registry.current();
    await this.clocks.endReportIn(tx, row, unit, at, profile);
    const told = await this.tell(tx, row, { unit, nextUnit }, at);
    if (hasLostItsLead(told)) await this.writer.cancel(tx, told, 'objection-upheld', { profile, now: at });
  }

  private tell(
    tx: EntityManager,
    row: WhistleRow,
    { unit, nextUnit }: Pick<OrderCancelled, 'unit' | 'nextUnit'>,
    at: Date,
  ): Promise<WhistleRow> {
    const role = unit === row.lead ? 'lead' : 'assist';
    const instead = nextUnit === undefined ? {} : { instead: nextUnit };
    const event = make(WhistleExcused, { ...idsOf(row), unit, role, kind: row.kind, ...instead });
    return this.writer.write(tx, row, { ...row, ...excuse(row, unit, nextUnit) }, [event], at);
  }

  private async open(tx: EntityManager, whistleId: string): Promise<WhistleRow | undefined> {
    const row = await this.whistles.lock(tx, whistleId);
    return isOpen(row) ? row : undefined;
  }
}

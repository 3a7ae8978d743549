import { make, WhistleDueChanged, WhistleRungVoided } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isOpen } from './domain/standing.js';
import { orderOf, voidMiss } from './domain/whistle.js';
import { FollowUpWriter } from './follow-up.writer.js';
import { KnownOrderStore } from './known-order.store.js';
import { StandstillStore } from './standstill.store.js';
import { WhistleClocks, type VoidedRung, type WhistleDue } from './whistle.clocks.js';
import { WhistleStore, type WhistleRow } from './whistle.store.js';
import { idsOf, WhistleWriter } from './whistle.writer.js';

/** Lets the clocks of whistles stand: all of them while their ticket is suspended, a department's until its objection is ruled. */
@Injectable()
export class WhistleStandstills {
  constructor(
    private readonly registry: Registry,
    private readonly standstills: StandstillStore,
    private readonly orders: KnownOrderStore,
    private readonly whistles: WhistleStore,
    private readonly clocks: WhistleClocks,
    private readonly writer: WhistleWriter,
    private readonly followUps: FollowUpWriter,
  ) {}

  async suspended(tx: EntityManager, ticketId: string, at: Date): Promise<void> {
    await this.standstills.begin(tx, ticketId, at);
    await this.countAll(tx, ticketId, at);
  }

  async continued(tx: EntityManager, ticketId: string, at: Date): Promise<void> {
    await this.standstills.end(tx, ticketId, at);
    await this.countAll(tx, ticketId, at);
  }

  async objected(tx: EntityManager, row: WhistleRow, orderId: string, at: Date): Promise<void> {
    await this.standstills.begin(tx, orderId, at);
    await this.count(tx, row, at);
  }

  async overruled(tx: EntityManager, row: WhistleRow, orderId: string, at: Date): Promise<void> {
    await this.standstills.end(tx, orderId, at);
    await this.count(tx, row, at);
  }

  /** The working time that its clocks were counted by is another now. */
  recount(tx: EntityManager, row: WhistleRow, now: Date): Promise<void> {
    return this.count(tx, row, now, now);
  }

  async isSuspended(tx: EntityManager, ticketId: string): Promise<boolean> {
    return (await this.standstills.of(tx, [ticketId])).some(isOpen);
  }

  /** Rule 5: while its ticket is suspended, nothing is done about a whistle. */
  async checkNotSuspended(tx: EntityManager, ticketId: string): Promise<void> {
    if (!(await this.isSuspended(tx, ticketId))) return;
    throw new DomainError('ticket.suspended', 'the ticket is suspended until its review date');
  }

  private async countAll(tx: EntityManager, ticketId: string, at: Date): Promise<void> {
    // A whistle that is being asked for is there after this, or is refused.
    await this.orders.holdOpen(tx, ticketId);
    for (const row of await this.whistles.openOf(tx, [ticketId])) await this.count(tx, row, at);
  }

  /** The clocks by all that is known now; what fired although they stood, or too early, is void, with what it led to. */
  private async count(tx: EntityManager, row: WhistleRow, at: Date, asOf?: Date): Promise<void> {
    const { voided, ...due } = await this.clocks.stand(tx, row, this.registry.current(), asOf);
    const missed = voided.filter(({ rung }) => rung === 'report-in-due');
    const judged = missed.reduce((whistle, { unit }) => ({ ...whistle, ...voidMiss(whistle, unit) }), row);
    const events = voided.map(({ unit, rung }) => make(WhistleRungVoided, { ...idsOf(row), unit, rung }));
    const told = asOf ? [...dueChanged(row, due), ...events] : events;
    await this.writer.write(tx, row, { ...judged, ...due }, told, at);
    for (const rung of voided) await this.voidFollowUps(tx, row, rung, at);
  }

  private voidFollowUps(tx: EntityManager, row: WhistleRow, { unit, rung, since }: VoidedRung, at: Date) {
    const orderId = orderOf(row, unit);
    return this.followUps.void(tx, { orderId, unit, causes: [`whistle.${rung}`], since }, at);
  }
}

function dueChanged(row: WhistleRow, { approvalDueAt, reportInDueAt }: WhistleDue): WhistleDueChanged[] {
  const told = (clock: WhistleDueChanged['clock'], before: Date | null, due: Date | null) =>
    due && due.getTime() !== before?.getTime()
      ? [make(WhistleDueChanged, { ...idsOf(row), clock, dueAt: due.toISOString() })]
      : [];
  return [
    ...told('approval', row.approvalDueAt, approvalDueAt),
    ...told('report-in', row.reportInDueAt, reportInDueAt),
  ];
}

import {
  make,
  WhistleApprovalDue,
  WhistleReportInAmber,
  WhistleReportInDue,
  type ContractClass,
  type WhistleRung,
} from '@gridwhistle/contracts';
import { inOrder, takeDue, type ClockRow, type FiredRung } from '@gridwhistle/messaging';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { assembleIfAllAccounted, missReportIn, orderOf } from './domain/whistle.js';
import { FollowUpWriter } from './follow-up.writer.js';
import { WhistleClocks } from './whistle.clocks.js';
import type { WhistleRow } from './whistle.store.js';
import { idsOf, WhistleWriter } from './whistle.writer.js';

interface Told {
  /** The rung's event, which the profile's escalations name. */
  name: string;
  event: ContractClass<WhistleRung>;
}

const RUNGS: Record<string, Told> = {
  'approval due': { name: 'whistle.approval-due', event: WhistleApprovalDue },
  'report-in amber': { name: 'whistle.report-in-amber', event: WhistleReportInAmber },
  'report-in due': { name: 'whistle.report-in-due', event: WhistleReportInDue },
};

/** Fires the rungs of a whistle's clocks: an event each, what the profile wants done about it, and who missed what. */
@Injectable()
export class WhistleRungs {
  constructor(
    private readonly registry: Registry,
    private readonly clocks: WhistleClocks,
    private readonly writer: WhistleWriter,
    private readonly followUps: FollowUpWriter,
  ) {}

  /** Fires what is due of the given clocks; the whistle's row is locked. Returns the row as it is then. */
  async fireOn(tx: EntityManager, whistle: WhistleRow, clocks: readonly ClockRow[], now: Date): Promise<WhistleRow> {
    const taken = clocks.map((clock) => takeDue(clock, now));
    const rows = taken.map(({ row }) => row);
    await this.clocks.save(tx, rows);
    return this.tell(tx, whistle, inOrder(taken), now);
  }

  /** Tells of rungs that were taken from clocks, which are saved without them. Returns the row as it is then. */
  async tell(tx: EntityManager, whistle: WhistleRow, rungs: readonly FiredRung[], now: Date): Promise<WhistleRow> {
    let row = whistle;
    for (const rung of rungs) row = await this.fire(tx, row, rung, now);
    return row;
  }

  private async fire(tx: EntityManager, row: WhistleRow, { name, clock }: FiredRung, now: Date): Promise<WhistleRow> {
    const fired = RUNGS[`${clock.clock.kind} ${name}`];
    const unit = clock.unit ?? row.township;
    if (!fired) return row;
    const missed = fired.event === WhistleReportInDue ? assembleIfAllAccounted(missReportIn(row, unit)) : row;
    const event = make(fired.event, { ...idsOf(row), unit, dueAt: (clock.dueAt ?? now).toISOString() });
    const written = await this.writer.write(tx, row, { ...row, ...missed }, [event], now);
    const blame = { ticketId: row.ticketId, orderId: orderOf(row, unit), whistleId: row.id, cause: fired.name, unit };
    await this.followUps.react(tx, [{ blame, at: now }], this.registry.current());
    return written;
  }
}

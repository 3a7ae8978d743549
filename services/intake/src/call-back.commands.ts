import {
  make,
  ReportCalledBack,
  type CallBackRecorded,
  type CallBackTicket,
  type HotlineOrderCalledBack,
} from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { Database, databaseNow, Idempotency, inTicketSpan, require, type Actor } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { decideCallBack, refuseUnreached } from './domain/rating.js';
import { Offices } from './offices.js';
import { RatingStore, type CallBackRow } from './rating.store.js';
import { ReportStore, type ReportRow } from './report.store.js';
import { aggregateOf } from './report.writer.js';
import { Sealed } from './sealed.js';
import { standingOf, StandingStore } from './standing.store.js';

interface Call {
  actor: Actor;
  key: string;
}

/** What reporters said when they were called, by the centre's staff or by the hotline. */
@Injectable()
export class CallBackCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly offices: Offices,
    private readonly reports: ReportStore,
    private readonly ratings: RatingStore,
    private readonly standings: StandingStore,
    private readonly sealed: Sealed,
  ) {}

  /** Staff record a call. Throws input.invalid, ticket.unknown, auth.forbidden, ticket.not-resolved. */
  record(ticketId: string, said: CallBackTicket, { actor, key }: Call): Promise<CallBackRecorded> {
    refuseUnreached(said);
    const request = { key, caller: actor, act: `ticket.call-back:${ticketId}`, body: said };
    return inTicketSpan('ticket.call-back', { ticketId }, () =>
      this.database.transaction((tx) =>
        this.idempotency.run(tx, request, async () => {
          const report = await this.allowed(tx, ticketId, actor);
          const round = decideCallBack(standingOf(await this.standings.of(tx, report)));
          const now = await databaseNow(tx);
          const row = this.rowOf(ticketId, { ...said, round, by: 'centre', staff: actor.id }, now);
          await this.ratings.insertCallBack(tx, row);
          await this.announceWaiting(tx, report, now);
          return { id: row.id, ticketId, round };
        }),
      ),
    );
  }

  /** The hotline told what its caller said; kept until the report is written, should that be late. */
  async fromHotline(tx: EntityManager, said: HotlineOrderCalledBack, at: Date): Promise<void> {
    const row = this.rowOf(said.ticketId, { ...said, round: said.round ?? 1, by: 'hotline', staff: null }, at);
    await this.ratings.insertCallBack(tx, row);
    const report = await this.reports.lock(tx, said.ticketId);
    if (report) await this.announceWaiting(tx, report, at);
  }

  /** Announces the call-backs that wait for it; the caller holds the report's row. */
  async announceWaiting(tx: EntityManager, report: Pick<ReportRow, 'id' | 'sequence'>, at: Date): Promise<void> {
    const waiting = await this.ratings.waitingCallBacks(tx, report.id);
    if (waiting.length === 0) return;
    const events = waiting.map((row) => make(ReportCalledBack, calledBackOf(row)));
    const sequence = await publish(tx, aggregateOf(report), events, at);
    await this.reports.update(tx, report.id, { sequence });
    const ids = waiting.map(({ id }) => id);
    await this.ratings.markAnnounced(tx, ids);
  }

  private async allowed(tx: EntityManager, ticketId: string, actor: Actor): Promise<ReportRow> {
    const report = await this.reports.lock(tx, ticketId);
    if (!report) throw new DomainError('ticket.unknown', 'there is no such ticket');
    const holders = (await this.standings.liveOrders(tx, ticketId)).map(({ unit }) => unit);
    require(actor, 'ticket.call-back', { holders, centre: this.offices.centreOf(report) });
    return report;
  }

  private rowOf(ticketId: string, said: Said, at: Date): CallBackRow {
    return {
      id: v7({ msecs: at.getTime() }),
      ticketId,
      round: said.round,
      announced: false,
      by: said.by,
      staff: said.staff,
      effective: said.effective,
      responded: said.responded,
      solved: said.solved,
      satisfaction: said.satisfaction ?? null,
      opinion: said.opinion === undefined ? null : this.sealed.seal(said.opinion),
      at,
    };
  }
}

type Said = CallBackTicket & Pick<CallBackRow, 'round' | 'by' | 'staff'>;

function calledBackOf(row: CallBackRow): ReportCalledBack {
  const { ticketId, round, effective, responded, solved, by } = row;
  const satisfaction = row.satisfaction === null ? {} : { satisfaction: row.satisfaction };
  return { ticketId, round, effective, responded, solved, by, ...satisfaction };
}

import {
  make,
  ReportObjected,
  ReportRated,
  ReportReopeningAsked,
  ReportWithdrawalAsked,
  type ObjectionRecorded,
  type ObjectTicket,
  type RateTicket,
  type RatingRecorded,
  type ReopenReport,
  type ReopeningRecorded,
  type WithdrawalRecorded,
  type WithdrawTicket,
} from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { Database, databaseNow, inTicketSpan } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { decideObjection, decideRating, decideReopening, decideWithdrawal, refuseOwnWork } from './domain/rating.js';
import { RatingStore } from './rating.store.js';
import { ReportStore, type ReportRow } from './report.store.js';
import { aggregateOf } from './report.writer.js';
import { codeFits, Sealed } from './sealed.js';
import { standingOf, StandingStore } from './standing.store.js';

/** What only the reporter may do, who proves it by the code. */
@Injectable()
export class RatingCommands {
  constructor(
    private readonly database: Database,
    private readonly reports: ReportStore,
    private readonly ratings: RatingStore,
    private readonly standings: StandingStore,
    private readonly sealed: Sealed,
    private readonly registry: Registry,
  ) {}

  /** Rates the round that is meant, else the one that is resolved, once. Throws auth.code-invalid, report.withdrawn, report.already-rated, report.rating-closed. */
  rate(id: string, { code, round: meant, satisfaction, solved, opinion }: RateTicket): Promise<RatingRecorded> {
    return this.asReporter('ticket.rate', id, code, async (tx, report, now) => {
      const { reportedBy } = report;
      refuseOwnWork({ reportedBy, handledBy: reportedBy === null ? [] : await this.standings.handlersOf(tx, id) });
      const standing = standingOf(await this.standings.of(tx, report));
      const round = decideRating(standing, await this.ratings.ratedRounds(tx, id), now, meant);
      const sealedOpinion = opinion === undefined ? null : this.sealed.seal(opinion);
      await this.ratings.insertRating(tx, {
        reportId: id,
        round,
        satisfaction,
        solved,
        opinion: sealedOpinion,
        at: now,
      });
      await this.publish(tx, report, make(ReportRated, { ticketId: id, round, satisfaction, solved }), now);
      return { id, round };
    });
  }

  /** Asks to withdraw; asked again, it answers the same. Throws auth.code-invalid, lifecycle.wrong-transition, report.withdrawal-closed. */
  withdraw(id: string, { code }: WithdrawTicket): Promise<WithdrawalRecorded> {
    return this.asReporter('ticket.withdraw', id, code, async (tx, report, now) => {
      if (report.withdrawalAskedAt) return { id, askedAt: report.withdrawalAskedAt.toISOString() };
      decideWithdrawal(standingOf(await this.standings.of(tx, report)), await this.standings.hasResult(tx, id));
      await this.publish(tx, report, make(ReportWithdrawalAsked, { ticketId: id }), now);
      await this.reports.update(tx, id, { withdrawalAskedAt: now });
      return { id, askedAt: now.toISOString() };
    });
  }

  /** Objects to a private matter, once; asked again, it answers the same. Throws auth.code-invalid, ticket.objection-closed. */
  object(id: string, { code, reason }: ObjectTicket): Promise<ObjectionRecorded> {
    return this.asReporter('ticket.object', id, code, async (tx, report, now) => {
      if (report.objectedAt) return { id, askedAt: report.objectedAt.toISOString() };
      decideObjection(standingOf(await this.standings.of(tx, report)));
      await this.publish(tx, report, make(ReportObjected, { ticketId: id }), now);
      const objection = reason === undefined ? null : this.sealed.seal(reason);
      await this.reports.update(tx, id, { objectedAt: now, objection });
      return { id, askedAt: now.toISOString() };
    });
  }

  /** Asks to reopen the closed result, once a round. Throws auth.code-invalid, lifecycle.wrong-transition, ticket.reopen-too-late. */
  reopen(id: string, { code }: ReopenReport): Promise<ReopeningRecorded> {
    return this.asReporter('ticket.reopen', id, code, async (tx, report, now) => {
      const standing = standingOf(await this.standings.of(tx, report));
      const round = decideReopening(standing, now, (from) => this.registry.current().reopenableUntil(from));
      if (report.reopeningRound === round) return { id, round };
      await this.publish(tx, report, make(ReportReopeningAsked, { ticketId: id, round }), now);
      await this.reports.update(tx, id, { reopeningRound: round });
      return { id, round };
    });
  }

  /** The hotline asks for its caller, once; what is closed stays closed. */
  async byHotline(tx: EntityManager, id: string, at: Date): Promise<void> {
    const report = await this.reports.lock(tx, id);
    if (!report || report.withdrawalAskedAt) return;
    if ((await this.standings.of(tx, report)).state === 'closed') return;
    await this.publish(tx, report, make(ReportWithdrawalAsked, { ticketId: id }), at);
    await this.reports.update(tx, id, { withdrawalAskedAt: at });
  }

  private asReporter<T>(
    name: string,
    id: string,
    code: string,
    act: (tx: EntityManager, report: ReportRow, now: Date) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (tx) => {
      const report = provenReporter(await this.reports.lock(tx, id), code);
      const now = await databaseNow(tx);
      // The span only once the ticket is known to exist: whoever guesses ids makes no traces.
      return inTicketSpan(name, { ticketId: id }, () => act(tx, report, now));
    });
  }

  private async publish(tx: EntityManager, report: ReportRow, event: object, now: Date): Promise<void> {
    const sequence = await publish(tx, aggregateOf(report), [event], now);
    await this.reports.update(tx, report.id, { sequence });
  }
}

/** The report, when the code is its code; one refusal for both, so that nobody learns which tickets exist. */
export function provenReporter(report: ReportRow | null, code: string): ReportRow {
  if (report && codeFits(code, report.codeDigest)) return report;
  throw new DomainError('auth.code-invalid', 'this code does not open this ticket');
}

import type { AttachmentView, ReporterView, ReportView, TicketExplanation } from '@gridwhistle/contracts';
import { Database, databaseNow, InternalClient, require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AttachmentStore, type AttachmentRow } from './attachment.store.js';
import { isRateable, reopenableUntil } from './domain/rating.js';
import { photoOf } from './look.commands.js';
import { Offices } from './offices.js';
import { provenReporter } from './rating.commands.js';
import { RatingStore } from './rating.store.js';
import { ReportStore, type ReportRow } from './report.store.js';
import { attachmentViewOf, reporterViewOf, reportViewOf, waitingTicketOf } from './report.views.js';
import { Sealed } from './sealed.js';
import { standingOf, StandingStore } from './standing.store.js';

/** What is read without being a look at somebody else's data: one's own report, codes and states, other services. */
@Injectable()
export class ReportQueries {
  private readonly tx: EntityManager;

  constructor(
    database: Database,
    private readonly reports: ReportStore,
    private readonly attachments: AttachmentStore,
    private readonly ratings: RatingStore,
    private readonly standings: StandingStore,
    private readonly offices: Offices,
    private readonly sealed: Sealed,
    private readonly dispatch: InternalClient,
    private readonly registry: Registry,
  ) {
    this.tx = database.source.manager;
  }

  /** The reporter's own view; `auth.code-invalid` for a wrong code and an unknown ticket alike. */
  async ofReporter(id: string, code: string): Promise<ReporterView> {
    const report = await this.proven(id, code);
    const standing = await this.standings.of(this.tx, report);
    const rated = await this.ratings.ratedRounds(this.tx, id);
    const [now, known] = [await databaseNow(this.tx), standingOf(standing)];
    const end = reopenableUntil(known, (from) => this.registry.current().reopenableUntil(from));
    const beside = { rateable: isRateable(known, rated, now), reopenable: end && now <= end ? end : undefined };
    const explanation = standing.kind === 'private' ? await this.explanationOf(standing.mergedInto ?? id) : undefined;
    return reporterViewOf(report, this.sealed.openWords(report.words), standing, { ...beside, explanation });
  }

  /** Why dispatch's unit found the matter private; left out while dispatch is away: the rest is shown all the same. */
  private async explanationOf(id: string): Promise<string | undefined> {
    try {
      const answer = await this.dispatch.get<TicketExplanation>('dispatch', `/internal/tickets/${id}/explanation`);
      return answer.explanation;
    } catch {
      return undefined;
    }
  }

  async photosOfReporter(id: string, code: string): Promise<AttachmentView[]> {
    await this.proven(id, code);
    return (await this.attachments.list(this.tx, id)).map((photo) => attachmentViewOf(id, photo));
  }

  async photoOfReporter(id: string, n: number, code: string): Promise<AttachmentRow> {
    await this.proven(id, code);
    return photoOf(await this.attachments.find(this.tx, id, n));
  }

  /** A ticket that dispatch does not know yet, for staff: codes and state, no words. */
  async waiting(id: string, actor: Actor): Promise<ReturnType<typeof waitingTicketOf>> {
    const report = await this.reports.get(this.tx, id);
    const standing = await this.standings.of(this.tx, report);
    const dispatcher = this.offices.dispatcherOf(report, standing);
    require(actor, 'ticket.read', { dispatcher, centre: this.offices.centreOf(report), area: report.grid });
    return waitingTicketOf(report, standing, dispatcher);
  }

  /** The words for other services, which guard them as intake does; never the reporter. */
  async forServices(id: string): Promise<ReportView> {
    const report = await this.reports.get(this.tx, id);
    const photos = await this.attachments.list(this.tx, id);
    return reportViewOf(report, this.sealed.openWords(report.words), photos, undefined);
  }

  private async proven(id: string, code: string): Promise<ReportRow> {
    return provenReporter(await this.reports.find(this.tx, id), code);
  }
}

import type { ReporterPerson, ReportView } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  belongsTo,
  Database,
  databaseNow,
  inTicketSpan,
  may,
  maskName,
  maskPhone,
  require,
  type Actor,
  type Subject,
} from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import { AttachmentStore, type AttachmentRow } from './attachment.store.js';
import { handlesNow } from './domain/holder.js';
import { shownTo, type ReporterDetails } from './domain/reporter.js';
import { LookStore, type LookRow } from './look.store.js';
import { Offices } from './offices.js';
import { ReportStore, type ReportRow } from './report.store.js';
import { reportViewOf } from './report.views.js';
import { Sealed } from './sealed.js';
import { StandingStore, type HolderRow } from './standing.store.js';

interface Look {
  actor: Actor;
  purpose: string;
}

/** Every look at people's data by staff: allowed by `may`, written down first, then shown. */
@Injectable()
export class LookCommands {
  constructor(
    private readonly database: Database,
    private readonly offices: Offices,
    private readonly reports: ReportStore,
    private readonly attachments: AttachmentStore,
    private readonly standings: StandingStore,
    private readonly looks: LookStore,
    private readonly sealed: Sealed,
  ) {}

  /** The words, for whoever holds or verifies a live order, dispatches the ticket, or is the centre; reporter masked. */
  read(id: string, look: Look): Promise<ReportView> {
    return this.look('words', id, look, async (tx, report) => {
      await this.requireReader(tx, report, look.actor);
      const photos = await this.attachments.list(tx, id);
      return reportViewOf(report, this.sealed.openWords(report.words), photos, this.masked(report, look.actor));
    });
  }

  /** The reporter in clear, only for the unit that handles a live order (confidential: the centre). */
  reveal(id: string, look: Look): Promise<ReporterPerson> {
    return this.look('reporter', id, look, async (tx, report) => {
      const orders = (await this.standings.liveOrders(tx, id)).filter(({ state }) => handlesNow(state));
      const holders = report.confidential ? [this.offices.centreOf(report)] : orders.map(({ unit }) => unit);
      require(look.actor, 'ticket.reveal', { holders });
      return this.sealed.openReporter(report.reporter) ?? {};
    });
  }

  /** A photo's bytes, under the rules of the words. */
  photo(id: string, n: number, look: Look): Promise<AttachmentRow> {
    return this.look('photos', id, look, async (tx, report) => {
      await this.requireReader(tx, report, look.actor);
      return photoOf(await this.attachments.find(tx, id, n));
    });
  }

  /** What `act` shows is returned only once the row that tells of the look has been committed. */
  private look<T>(
    what: LookRow['what'],
    ticketId: string,
    { actor, purpose }: Look,
    act: (tx: EntityManager, report: ReportRow) => Promise<T>,
  ): Promise<T> {
    return inTicketSpan(`ticket.look.${what}`, { ticketId }, () =>
      this.database.transaction(async (tx) => {
        const shown = await act(tx, await this.reports.get(tx, ticketId));
        const at = await databaseNow(tx);
        const units = actor.memberships.map(({ unit }) => unit);
        const who = { actorKind: actor.kind, actor: actor.id, units };
        await this.looks.insert(tx, { id: v7({ msecs: at.getTime() }), ticketId, what, ...who, purpose, at });
        return shown;
      }),
    );
  }

  private async requireReader(tx: EntityManager, report: ReportRow, actor: Actor): Promise<void> {
    const dispatcher = this.offices.dispatcherOf(report, await this.standings.of(tx, report));
    const orders = await this.standings.liveOrders(tx, report.id);
    const offices = { dispatcher, centre: this.offices.centreOf(report) };
    if ([offices, ...orders.map(subjectOf)].some((subject) => may(actor, 'ticket.words', subject))) return;
    throw new DomainError('auth.forbidden', 'the words are for those who handle, verify or dispatch the ticket');
  }

  private masked(report: ReportRow, actor: Actor): ReporterPerson | undefined {
    const centre = belongsTo(actor, this.offices.centreOf(report));
    const reporter = shownTo(report, centre) ? this.sealed.openReporter(report.reporter) : undefined;
    return reporter && maskedOf(reporter);
  }
}

/** The photo, or `not-found`. */
export function photoOf(row: AttachmentRow | null): AttachmentRow {
  if (!row) throw new DomainError('not-found', 'the report has no such photo');
  return row;
}

const subjectOf = ({ unit, verifier }: HolderRow): Subject => ({ holder: unit, verifier });

const maskedOf = ({ name, phone }: ReporterDetails): ReporterPerson => ({
  ...(name === undefined ? {} : { name: maskName(name) }),
  ...(phone === undefined ? {} : { phone: maskPhone(phone) }),
});

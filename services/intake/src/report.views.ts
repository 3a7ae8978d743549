import type { AttachmentView, ReporterPerson, ReporterView, ReportView } from '@gridwhistle/contracts';
import { isObjectable } from './domain/rating.js';
import type { AttachmentRow } from './attachment.store.js';
import type { ReportRow } from './report.store.js';
import type { Words } from './sealed.js';
import { standingOf, type StandingRow } from './standing.store.js';

type PhotoRow = Pick<AttachmentRow, 'n' | 'mediaType'>;

export const attachmentViewOf = (reportId: string, { n, mediaType }: PhotoRow): AttachmentView => ({
  n,
  mediaType,
  url: `/api/v1/tickets/${reportId}/attachments/${n}`,
});

/** The words and everything beside them; the reporter as far as the caller may see them. */
export function reportViewOf(
  report: ReportRow,
  words: Words,
  photos: readonly PhotoRow[],
  reporter: ReporterPerson | undefined,
): ReportView {
  const { id, channel, severity, anonymous, confidential, lon, lat } = report;
  const place =
    lon === null || lat === null
      ? {}
      : { place: { type: 'Point' as const, coordinates: [lon, lat] as [number, number] } };
  return {
    id,
    channel,
    severity,
    ...filingOf(report),
    ...words,
    ...place,
    photos: photos.map((photo) => attachmentViewOf(id, photo)),
    ...(reporter ? { reporter } : {}),
    anonymous,
    confidential,
    ...(report.similarTo === null ? {} : { similarTo: report.similarTo }),
    ...(report.formerTicketId === null ? {} : { formerTicketId: report.formerTicketId }),
    ...(report.directiveId === null ? {} : { directiveId: report.directiveId }),
    receivedAt: report.receivedAt.toISOString(),
  };
}

/** What a reporter's view tells beside the report and its standing. */
export interface Beside {
  readonly rateable: boolean;
  readonly explanation: string | undefined;
  readonly reopenable: Date | undefined;
}

/** The reporter's own view, by the code. */
export function reporterViewOf(
  report: ReportRow,
  words: Words,
  standing: StandingRow,
  { rateable, explanation, reopenable }: Beside,
): ReporterView {
  const { category, grid } = filingOf(report);
  const isAsked = rateable || standing.state === 'resolved';
  return {
    id: report.id,
    state: standing.state,
    severity: report.severity,
    channel: report.channel,
    ...(category === undefined ? {} : { category }),
    ...(grid === undefined ? {} : { grid }),
    ...(words.title === undefined ? {} : { title: words.title }),
    text: words.text,
    round: standing.round,
    ...(standing.dueAt ? { dueAt: standing.dueAt.toISOString() } : {}),
    ...(standing.outcome ? { outcome: standing.outcome } : {}),
    ...(standing.ratingUntil && isAsked ? { ratingUntil: standing.ratingUntil.toISOString() } : {}),
    rateable,
    ...(standing.kind === null ? {} : { kind: standing.kind }),
    ...(explanation === undefined ? {} : { explanation }),
    objectable: report.objectedAt === null && isObjectable(standingOf(standing)),
    ...(reopenable === undefined ? {} : { reopenableUntil: reopenable.toISOString() }),
    ...(report.formerTicketId === null ? {} : { formerTicketId: report.formerTicketId }),
    withdrawalAsked: report.withdrawalAskedAt !== null,
    receivedAt: report.receivedAt.toISOString(),
  };
}

/** A ticket that dispatch has not opened yet, in the shape of dispatch's own view of tickets. */
export function waitingTicketOf(report: ReportRow, standing: StandingRow, dispatcher: string) {
  const at = report.receivedAt.toISOString();
  return {
    id: report.id,
    state: standing.state,
    severity: report.severity,
    channel: report.channel,
    ...filingOf(report),
    dispatcher,
    waitingFor: [],
    round: standing.round,
    orders: [],
    acts: [],
    sequence: 0,
    openedAt: at,
    updatedAt: at,
  };
}

/** The codes it is filed under, without those that are absent. */
function filingOf({ category, condition, grid }: ReportRow): { category?: string; condition?: string; grid?: string } {
  return {
    ...(category === null ? {} : { category }),
    ...(condition === null ? {} : { condition }),
    ...(grid === null ? {} : { grid }),
  };
}

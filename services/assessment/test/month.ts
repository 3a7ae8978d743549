import {
  make,
  OrderAccepted,
  OrderConfirmed,
  OrderDue,
  OrderExtended,
  OrderIssued,
  OrderResolved,
  ReportCalledBack,
  ReportRated,
  ReportReceived,
  TicketAssigned,
  TicketClosed,
  TicketExtended,
  TicketOpened,
  TicketReopened,
  TicketResolved,
  TicketSuspended,
  WhistleApproved,
  WhistleReportedIn,
  WhistleReportInDue,
  WhistleSummoned,
} from '@gridwhistle/contracts';
import { Recording, type Recorded } from '@gridwhistle/testing/redelivery';
import { BRANCH, CATEGORY, COUNTY, GRID, ROOM } from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';

/** An order as its unit worked it off. */
export interface Work {
  unit: string;
  ticketId?: string;
  whistleId?: string;
  origin?: OrderIssued['origin'];
  dueAt?: string;
  category?: string;
  tier?: OrderIssued['tier'];
  /** Id of the member of staff who took it; absent where a system did. */
  takenBy?: string;
  acceptedOnTime?: boolean;
  forwardedBy?: string;
  /** Absent: it is still being handled. */
  resolvedOnTime?: boolean;
}

/** How far a matter goes. */
export interface Course {
  /** False: nobody has said yet which grid or category it is. */
  filed?: false;
  category?: string;
  dueAt?: string;
  extendedTo?: string;
  suspendedUntil?: string;
  /** Whether its result came in time, or can no longer. */
  onTime?: boolean;
  /** Absent: it is still being handled. */
  end?: 'resolved' | 'closed' | 'dropped';
}

/** Writes a month's events as the other services would publish them, aggregate by aggregate. */
export class Month {
  private readonly recording: Recording;

  constructor(start?: Date) {
    this.recording = new Recording(COUNTY, start);
  }

  get events(): readonly Recorded[] {
    return this.recording.events;
  }

  order(work: Work): { orderId: string; ticketId: string } {
    const {
      unit,
      whistleId,
      category = CATEGORY,
      tier = 'district',
      origin = 'route',
      dueAt = '2026-03-04T09:00:00Z',
      acceptedOnTime = true,
    } = work;
    const ids = { orderId: v7(), ticketId: work.ticketId ?? v7(), unit };
    const subject = { id: ids.orderId, ticketId: ids.ticketId, unit };
    const fixed = { role: 'lead', tier, verifier: ROOM, category, severity: 'normal' } as const;
    const place = { area: GRID.slice(0, 12), grid: GRID, round: 1, acceptDueAt: dueAt, provisional: false };
    const issued = { ...ids, ...fixed, ...place, origin, dueAt, ...(whistleId === undefined ? {} : { whistleId }) };
    const accepted = make(OrderAccepted, { ...ids, ...byOf(work.takenBy), onTime: acceptedOnTime });
    this.recording.say(subject, make(OrderIssued, issued), accepted);
    if (work.resolvedOnTime === undefined) return ids;
    const onTime = work.resolvedOnTime;
    this.recording.say(subject, make(OrderResolved, { ...ids, ...byOf(work.forwardedBy), onTime, proofs: 1 }));
    this.recording.say(subject, make(OrderConfirmed, { ...ids, onTime }));
    return ids;
  }

  /** A matter from its report to where it is, with the order of the grid that handles it. */
  matter(course: Course): string {
    const { category = CATEGORY, dueAt = '2026-03-20T09:00:00Z', onTime, end } = course;
    const ticketId = v7();
    const [ticket, report] = [{ ticketId }, { id: ticketId, ticketId, unit: null }];
    const severity = 'normal';
    const named = { channel: 'resident', severity, photos: 0, anonymous: false, confidential: false } as const;
    this.recording.say(report, make(ReportReceived, { ...ticket, ...named }));
    const opened = {
      ...ticket,
      severity,
      channel: 'resident',
      dispatcher: BRANCH,
      waitingFor: [] as string[],
    } as const;
    this.recording.say(report, make(TicketOpened, opened));
    if (course.filed === false) {
      if (end === 'dropped') this.close(ticketId, 'invalid');
      return ticketId;
    }
    const place = { grid: GRID, area: GRID.slice(0, 12), unit: GRID, rule: 'default-grid' };
    const assigned = { ...ticket, ...place, round: 1, category, severity, dueAt, provisional: false } as const;
    this.recording.say(report, make(TicketAssigned, assigned));
    const { orderId } = this.order({ unit: GRID, ticketId, category, dueAt, tier: 'grid' });
    const subject = { id: orderId, ticketId, unit: GRID };
    const ids = { orderId, ticketId, unit: GRID };
    if (course.extendedTo !== undefined) {
      const more = { dueAt: course.extendedTo, provisional: false };
      this.recording.say(subject, make(OrderExtended, { ...ids, ...more }));
      this.recording.say(report, make(TicketExtended, { ...ticket, ...more }));
    }
    if (course.suspendedUntil !== undefined) {
      this.recording.say(report, make(TicketSuspended, { ...ticket, until: course.suspendedUntil }));
    }
    if (onTime === false) {
      this.recording.say(subject, make(OrderDue, { ...ids, clock: 'handling', dueAt, severity }));
    }
    if (end === undefined) return ticketId;
    const settled = { onTime: onTime ?? true };
    this.recording.say(subject, make(OrderResolved, { ...ids, ...settled, proofs: 1 }));
    this.recording.say(subject, make(OrderConfirmed, { ...ids, ...settled }));
    const result = { ...ticket, ...ids, ...settled, round: 1, outcome: 'solved', ratingUntil: dueAt } as const;
    this.recording.say(report, make(TicketResolved, result));
    if (end === 'closed') this.close(ticketId, 'solved');
    return ticketId;
  }

  /** A closed matter is handled again, in a new round. */
  reopen(ticketId: string, dueAt: string): void {
    const report = { id: ticketId, ticketId, unit: null };
    const place = { grid: GRID, area: GRID.slice(0, 12), unit: GRID, rule: 'default-grid', category: CATEGORY };
    const assigned = { ticketId, round: 2, ...place, severity: 'normal', dueAt, provisional: false } as const;
    this.recording.say(
      report,
      make(TicketReopened, { ticketId, round: 2, reason: 'reopened' }),
      make(TicketAssigned, assigned),
    );
  }

  private close(ticketId: string, outcome: TicketClosed['outcome']): void {
    const closed = { ticketId, round: 1, outcome, by: 'rating' } as const;
    this.recording.say({ id: ticketId, ticketId, unit: null }, make(TicketClosed, closed));
  }

  /** A whistle for a lead that turns up in time and an assistant that misses it and comes late, or never. */
  whistle(lead: string, assist: string, comesLate = false): string {
    const ids = { whistleId: v7(), ticketId: v7(), orderId: v7(), township: ROOM };
    const dueAt = '2026-03-02T05:00:00Z';
    this.recording.say(
      { id: ids.whistleId, ticketId: ids.ticketId, unit: ROOM },
      make(WhistleApproved, { ...ids, kind: 'difficult-problem', lead, assists: [assist], onTime: true }),
      make(WhistleSummoned, { ...ids, units: [lead, assist], dueAt }),
      make(WhistleReportedIn, { ...ids, unit: lead, onTime: true }),
      make(WhistleReportInDue, { ...ids, unit: assist, dueAt }),
      ...(comesLate ? [make(WhistleReportedIn, { ...ids, unit: assist, onTime: false })] : []),
    );
    return ids.whistleId;
  }

  /** What a citizen said of a unit's result: the answer comes before the result that it is about. */
  answers(unit: string, said: Partial<ReportRated> & Partial<ReportCalledBack>, by: 'reporter' | 'centre'): string {
    const ticketId = v7();
    this.resolve(ticketId, unit);
    this.answer(ticketId, said, by);
    this.recording.events.push(...this.recording.events.splice(-2).reverse());
    return ticketId;
  }

  /** What a citizen says of a round, or the first one. */
  answer(
    ticketId: string,
    said: Partial<ReportRated> & Partial<ReportCalledBack>,
    by: 'reporter' | 'centre' | 'hotline' = 'reporter',
  ): void {
    const ids = { ticketId, round: said.round ?? 1 };
    const call = { effective: true, responded: true, solved: true, satisfaction: 'satisfied', ...said } as const;
    const { solved, satisfaction } = call;
    const answer =
      by === 'reporter'
        ? make(ReportRated, { ...ids, solved, satisfaction })
        : make(ReportCalledBack, { ...call, ...ids, by });
    this.tell(ticketId, answer);
  }

  /** A round of a ticket gets the result of a unit. */
  resolve(ticketId: string, unit: string, round = 1): void {
    const result = { ticketId, round, outcome: 'solved', orderId: v7(), unit, onTime: true } as const;
    this.tell(ticketId, make(TicketResolved, { ...result, ratingUntil: '2026-03-11T09:00:00Z' }));
  }

  /** What is told of a report or its ticket. */
  tell(ticketId: string, ...events: object[]): void {
    this.recording.say({ id: ticketId, ticketId, unit: null }, ...events);
  }
}

const byOf = (by: string | undefined) => (by === undefined ? {} : { by });

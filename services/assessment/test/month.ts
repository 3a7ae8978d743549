import {
  make,
  OrderAccepted,
  OrderConfirmed,
  OrderIssued,
  OrderResolved,
  ReportCalledBack,
  ReportRated,
  TicketResolved,
  WhistleApproved,
  WhistleReportedIn,
  WhistleReportInDue,
  WhistleSummoned,
} from '@gridwhistle/contracts';
import { Recording, type Recorded } from '@gridwhistle/testing/redelivery';
import { CATEGORY, COUNTY, GRID, ROOM } from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';

/** An order as its unit worked it off. */
export interface Work {
  unit: string;
  ticketId?: string;
  whistleId?: string;
  origin?: OrderIssued['origin'];
  dueAt?: string;
  acceptedOnTime?: boolean;
  /** Absent: it is still being handled. */
  resolvedOnTime?: boolean;
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
    const { unit, whistleId, origin = 'route', dueAt = '2026-03-04T09:00:00Z', acceptedOnTime = true } = work;
    const ids = { orderId: v7(), ticketId: work.ticketId ?? v7(), unit };
    const subject = { id: ids.orderId, ticketId: ids.ticketId, unit };
    const fixed = { role: 'lead', tier: 'district', verifier: ROOM, category: CATEGORY, severity: 'normal' } as const;
    const place = { area: GRID.slice(0, 12), grid: GRID, round: 1, acceptDueAt: dueAt, provisional: false };
    const issued = { ...ids, ...fixed, ...place, origin, dueAt, ...(whistleId === undefined ? {} : { whistleId }) };
    this.recording.say(subject, make(OrderIssued, issued), make(OrderAccepted, { ...ids, onTime: acceptedOnTime }));
    if (work.resolvedOnTime === undefined) return ids;
    const onTime = work.resolvedOnTime;
    this.recording.say(subject, make(OrderResolved, { ...ids, onTime, proofs: 1 }));
    this.recording.say(subject, make(OrderConfirmed, { ...ids, onTime }));
    return ids;
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

  /** What a citizen said of a unit's result: the answers stand before the result that they are about. */
  answers(unit: string, said: Partial<ReportRated> & Partial<ReportCalledBack>, by: 'reporter' | 'centre'): void {
    const ticketId = v7();
    const ids = { ticketId, round: 1 };
    const call = { effective: true, responded: true, solved: true, satisfaction: 'satisfied', ...said } as const;
    const { solved, satisfaction } = call;
    this.recording.say(
      { id: ticketId, ticketId, unit: null },
      by === 'reporter'
        ? make(ReportRated, { ...ids, solved, satisfaction })
        : make(ReportCalledBack, { ...ids, ...call, by }),
    );
    const result = { ...ids, outcome: 'solved', orderId: v7(), unit, onTime: true } as const;
    const resolved = make(TicketResolved, { ...result, ratingUntil: '2026-03-11T09:00:00Z' });
    this.recording.say({ id: ticketId, ticketId, unit: null }, resolved);
  }
}

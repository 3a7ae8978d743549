import {
  make,
  OrderAccepted,
  OrderConfirmed,
  OrderIssued,
  OrderResolved,
  TicketAssigned,
  TicketClosed,
  TicketMarked,
  TicketMerged,
  TicketObjected,
  TicketOpened,
  TicketReopened,
  TicketReporterLeft,
  TicketResolved,
  TicketWithdrawalRefused,
} from '@gridwhistle/contracts';
import type { MatterKind } from '@gridwhistle/kernel';
import { until } from '@gridwhistle/testing/stage';
import { v7 } from 'uuid';
import { BRANCH, GRID } from './district.js';
import type { Stage } from './stage.js';

const at = (hours: number): string => new Date(Date.parse('2026-03-02T01:00:00Z') + hours * 3_600_000).toISOString();
const category = { category: '0102', severity: 'normal' as const, area: '522730001001', grid: GRID };

/** What dispatch tells of one ticket, in its words; each step waits until intake knows it. */
export class Ticket {
  readonly orderId = v7();

  constructor(
    private readonly stage: Stage,
    readonly id: string,
  ) {}

  async assigned(round = 1, under = category.category, part: { partOf?: string } = {}): Promise<void> {
    const told = { ticketId: this.id, severity: 'normal' as const };
    const due = { dueAt: at(48), provisional: false };
    if (round === 1) {
      await this.tell(
        make(TicketOpened, { ...told, channel: 'resident', dispatcher: BRANCH, waitingFor: [], ...part }),
      );
    }
    const where = { ...category, category: under, unit: GRID, rule: 'default-grid', ...due };
    await this.tell(make(TicketAssigned, { ticketId: this.id, round, ...where }));
    await this.reach('assigned', round);
  }

  async marked(kind: MatterKind): Promise<void> {
    await this.tell(make(TicketMarked, { ticketId: this.id, kind }));
    const sql = 'select from ticket_standing where ticket_id = $1 and kind = $2';
    await until(async () => (await this.stage.rows(sql, [this.id, kind])).length > 0);
  }

  async objected(): Promise<void> {
    await this.tell(make(TicketObjected, { ticketId: this.id, dispatcher: BRANCH }));
    const sql = 'select from ticket_standing where ticket_id = $1 and objected';
    await until(async () => (await this.stage.rows(sql, [this.id])).length > 0);
  }

  async merged(into: string): Promise<void> {
    await this.tell(make(TicketMerged, { ticketId: this.id, into }));
    const sql = 'select from ticket_standing where ticket_id = $1 and merged_into = $2';
    await until(async () => (await this.stage.rows(sql, [this.id, into])).length > 0);
  }

  /** A reporter of this ticket withdrew: the matter goes on for others, or it was too late. */
  async ruled(ruling: typeof TicketReporterLeft | typeof TicketWithdrawalRefused, reporter = this.id): Promise<void> {
    await this.tell(make(ruling, { ticketId: this.id, reporter }));
    const told = ruling === TicketReporterLeft ? 'has_left' : 'withdrawal_asked_at is null';
    const sql = `select from report where id = $1 and ${told}`;
    await until(async () => (await this.stage.rows(sql, [reporter])).length > 0);
  }

  async resolved(round = 1, ratingUntil = at(24 * 7)): Promise<void> {
    const result = { outcome: 'solved' as const, orderId: this.orderId, unit: GRID, onTime: true, ratingUntil };
    await this.tell(make(TicketResolved, { ticketId: this.id, round, ...result }));
    await this.reach('resolved', round);
  }

  async reopened(round: number): Promise<void> {
    await this.tell(make(TicketReopened, { ticketId: this.id, round, reason: 'not-solved' }));
    await this.reach('assigned', round);
  }

  async closed(
    round = 1,
    end: Pick<TicketClosed, 'outcome' | 'by'> = { outcome: 'solved', by: 'rating' },
  ): Promise<void> {
    await this.tell(make(TicketClosed, { ticketId: this.id, round, ...end }));
    await this.reach('closed', round);
  }

  /** A unit gets an order and accepts it. */
  async held(unit: string, verifier: string, orderId = this.orderId): Promise<void> {
    const kind = { role: 'lead' as const, tier: 'grid' as const, origin: 'route' as const, round: 1 };
    const due = { acceptDueAt: at(2), dueAt: at(48), provisional: false };
    const issued = make(OrderIssued, { orderId, ticketId: this.id, unit, verifier, ...kind, ...category, ...due });
    await this.tellOrder(issued, orderId, unit);
    await this.tellOrder(make(OrderAccepted, { orderId, ticketId: this.id, unit, onTime: true }), orderId, unit);
    await this.orderReaches(orderId, 'accepted');
  }

  /** It forwards its result. */
  async forwarded(unit: string, orderId = this.orderId): Promise<void> {
    const result = { orderId, ticketId: this.id, unit, onTime: true, proofs: 1 };
    await this.tellOrder(make(OrderResolved, result), orderId, unit);
    await this.orderReaches(orderId, 'resolved');
  }

  async confirmed(unit: string, orderId = this.orderId): Promise<void> {
    await this.tellOrder(make(OrderConfirmed, { orderId, ticketId: this.id, unit, onTime: true }), orderId, unit);
    await this.orderReaches(orderId, 'confirmed');
  }

  private tell(event: object): Promise<void> {
    return this.stage.tell(event, { id: this.id, ticketId: this.id });
  }

  private tellOrder(event: object, orderId: string, unit: string): Promise<void> {
    return this.stage.tell(event, { id: orderId, ticketId: this.id, unit });
  }

  private reach(state: string, round: number): Promise<void> {
    const sql = 'select from ticket_standing where ticket_id = $1 and state = $2 and round = $3';
    return until(async () => (await this.stage.rows(sql, [this.id, state, round])).length > 0);
  }

  private orderReaches(orderId: string, state: string): Promise<void> {
    const sql = 'select from order_holder where order_id = $1 and state = $2';
    return until(async () => (await this.stage.rows(sql, [orderId, state])).length > 0);
  }
}

import type { MatterKind, Outcome, OrderState, TicketState } from '@gridwhistle/kernel';
import { ManyRows } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, In, Not, type EntityManager } from 'typeorm';
import { hasResult, type Standing } from './domain/rating.js';
import type { ReportRow } from './report.store.js';

/** What dispatch's events told of a ticket. */
export interface StandingRow {
  ticketId: string;
  state: TicketState;
  round: number;
  dispatcher: string | null;
  dueAt: Date | null;
  outcome: Outcome | null;
  ratingUntil: Date | null;
  kind: MatterKind | null;
  objected: boolean;
  closedAt: Date | null;
  mergedInto: string | null;
  partOf: string | null;
  /** What it was assigned under at last, and whose result is its own. */
  category: string | null;
  unit: string | null;
}

/** What dispatch's events told of an order: who holds it, who verifies it. */
export interface HolderRow {
  orderId: string;
  ticketId: string;
  unit: string;
  verifier: string;
  state: OrderState;
  /** The ticket that it is an order of, where that is a part the part, and of which round; null where that was not told. */
  ofTicket: string | null;
  round: number | null;
}

/** What an event tells of a ticket's standing. */
export type StandingChange = Partial<StandingRow> & Pick<StandingRow, 'ticketId'>;

/** What an event tells of an order; the first one whose it is. */
export type OrderMove = Partial<HolderRow> & Pick<HolderRow, 'orderId'>;

export const StandingEntity = new EntitySchema<StandingRow>({
  name: 'ticket_standing',
  columns: {
    ticketId: { type: 'uuid', name: 'ticket_id', primary: true },
    state: { type: 'text' },
    round: { type: 'smallint' },
    dispatcher: { type: 'text', nullable: true },
    dueAt: { type: 'timestamptz', name: 'due_at', nullable: true },
    outcome: { type: 'text', nullable: true },
    ratingUntil: { type: 'timestamptz', name: 'rating_until', nullable: true },
    kind: { type: 'text', nullable: true },
    objected: { type: 'boolean' },
    closedAt: { type: 'timestamptz', name: 'closed_at', nullable: true },
    mergedInto: { type: 'uuid', name: 'merged_into', nullable: true },
    partOf: { type: 'uuid', name: 'part_of', nullable: true },
    category: { type: 'text', nullable: true },
    unit: { type: 'text', nullable: true },
  },
});

export const HolderEntity = new EntitySchema<HolderRow>({
  name: 'order_holder',
  columns: {
    orderId: { type: 'uuid', name: 'order_id', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    unit: { type: 'text' },
    verifier: { type: 'text' },
    state: { type: 'text' },
    ofTicket: { type: 'uuid', name: 'of_ticket', nullable: true },
    round: { type: 'smallint', nullable: true },
  },
});

/** A report, and whether its reporter withdrew from what goes on for others. */
type Reported = Pick<ReportRow, 'id' | 'hasLeft'>;

const UNKNOWN: Omit<StandingRow, 'ticketId'> = {
  state: 'reported',
  round: 0,
  dispatcher: null,
  dueAt: null,
  outcome: null,
  ratingUntil: null,
  kind: null,
  objected: false,
  closedAt: null,
  mergedInto: null,
  partOf: null,
  category: null,
  unit: null,
};

const standings = new ManyRows(StandingEntity);
const holders = new ManyRows(HolderEntity);

@Injectable()
export class StandingStore {
  /** The ticket's standing, that of the one it was merged into; of a part its whole's, unless that ended before it. */
  async of(tx: EntityManager, { id: ticketId, hasLeft }: Reported): Promise<StandingRow> {
    const own = await this.row(tx, ticketId);
    if (hasLeft) return { ...own, state: 'closed', outcome: 'withdrawn', dueAt: null, ratingUntil: null, kind: null };
    const handled = await this.handled(tx, own);
    return handled.ticketId === ticketId ? handled : { ...handled, ticketId, mergedInto: handled.ticketId };
  }

  /** Whether there is a result of what the reporter would withdraw from: of a part, where theirs was merged into one. */
  async hasResult(tx: EntityManager, reportId: string): Promise<boolean> {
    const { ticketId, ...standing } = await this.kept(tx, await this.row(tx, reportId));
    return hasResult(standing, await tx.find(HolderEntity, { where: { ofTicket: ticketId } }));
  }

  /** The ticket that is handled in its place, or it itself. */
  private async handled(tx: EntityManager, own: StandingRow): Promise<StandingRow> {
    const kept = await this.kept(tx, own);
    const whole = kept.partOf === null ? kept : await this.row(tx, kept.partOf);
    return hasLeftParts(whole) ? kept : whole;
  }

  /** The ticket that it was merged into at last, or it itself. */
  private async kept(tx: EntityManager, own: StandingRow): Promise<StandingRow> {
    return own.mergedInto === null ? own : this.kept(tx, await this.row(tx, own.mergedInto));
  }

  /** One that dispatch has not spoken of is `reported`. */
  private async row(tx: EntityManager, ticketId: string): Promise<StandingRow> {
    return (await standings.find(tx, [{ ticketId }]))[0] ?? { ticketId, ...UNKNOWN };
  }

  /** Applies what events told, in their order; a row is made by the first that speaks of the ticket. */
  async apply(tx: EntityManager, changes: readonly StandingChange[]): Promise<void> {
    const ids = [...new Set(changes.map(({ ticketId }) => ticketId))].map((ticketId) => ({ ticketId }));
    const rows = new Map((await standings.lock(tx, ids)).map((row) => [row.ticketId, row]));
    for (const change of changes) {
      const { ticketId } = change;
      rows.set(ticketId, { ...(rows.get(ticketId) ?? { ticketId, ...UNKNOWN }), ...change });
    }
    await standings.save(tx, [...rows.values()]);
  }

  /** Follows orders as events told, in their order; one that was never issued here is nobody's. */
  async follow(tx: EntityManager, moves: readonly OrderMove[]): Promise<void> {
    const ids = [...new Set(moves.map(({ orderId }) => orderId))].map((orderId) => ({ orderId }));
    const rows = new Map((await holders.lock(tx, ids)).map((row) => [row.orderId, row]));
    for (const move of moves) {
      const row = { ...rows.get(move.orderId), ...move };
      if (isIssued(row)) rows.set(move.orderId, row);
    }
    await holders.save(tx, [...rows.values()]);
  }

  /** The units that had an order of the ticket, or of the one it was merged into, and did not give it away. */
  async handlersOf(tx: EntityManager, reportId: string): Promise<string[]> {
    const { ticketId } = await this.handled(tx, await this.row(tx, reportId));
    const rows = await tx.find(HolderEntity, { where: { ticketId, state: In(['resolved', 'confirmed']) } });
    return rows.map(({ unit }) => unit);
  }

  /** The ticket's orders that are not over. */
  liveOrders(tx: EntityManager, ticketId: string): Promise<HolderRow[]> {
    return tx.find(HolderEntity, { where: { ticketId, state: Not(In(['confirmed', 'raised', 'cancelled'])) } });
  }
}

const hasLeftParts = ({ outcome }: StandingRow): boolean => outcome === 'withdrawn' || outcome === 'merged';

const isIssued = (row: OrderMove): row is HolderRow => row.unit !== undefined;

/** The part that rules on ratings need. */
export const standingOf = (row: StandingRow): Standing => ({
  state: row.state,
  round: row.round,
  ratingUntil: row.ratingUntil ?? undefined,
  kind: row.kind ?? undefined,
  objected: row.objected,
  outcome: row.outcome ?? undefined,
  closedAt: row.closedAt ?? undefined,
  isMerged: row.mergedInto !== null,
});

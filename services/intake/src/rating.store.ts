import type { Satisfaction } from '@gridwhistle/kernel';
import { ManyRows } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, In, type EntityManager } from 'typeorm';

/** What the reporter said of one resolution; the opinion is sealed. */
export interface RatingRow {
  reportId: string;
  round: number;
  satisfaction: Satisfaction;
  solved: boolean;
  opinion: string | null;
  at: Date;
}

/** What the reporter said when called; announced once its report is written. */
export interface CallBackRow {
  id: string;
  ticketId: string;
  round: number;
  announced: boolean;
  by: 'centre' | 'hotline';
  staff: string | null;
  effective: boolean;
  responded: boolean;
  solved: boolean;
  satisfaction: Satisfaction | null;
  opinion: string | null;
  at: Date;
}

export const RatingEntity = new EntitySchema<RatingRow>({
  name: 'rating',
  columns: {
    reportId: { type: 'uuid', name: 'report_id', primary: true },
    round: { type: 'smallint', primary: true },
    satisfaction: { type: 'text' },
    solved: { type: 'boolean' },
    opinion: { type: 'text', nullable: true },
    at: { type: 'timestamptz' },
  },
});

export const CallBackEntity = new EntitySchema<CallBackRow>({
  name: 'call_back',
  columns: {
    id: { type: 'uuid', primary: true },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    round: { type: 'smallint' },
    announced: { type: 'boolean' },
    by: { type: 'text' },
    staff: { type: 'text', nullable: true },
    effective: { type: 'boolean' },
    responded: { type: 'boolean' },
    solved: { type: 'boolean' },
    satisfaction: { type: 'text', nullable: true },
    opinion: { type: 'text', nullable: true },
    at: { type: 'timestamptz' },
  },
});

const ratings = new ManyRows(RatingEntity);
const ratingsOfReport = new ManyRows(RatingEntity, 'reportId');

@Injectable()
export class RatingStore {
  async ratedRounds(tx: EntityManager, reportId: string): Promise<number[]> {
    const rows = await ratingsOfReport.find(tx, [{ reportId }]);
    return rows.map(({ round }) => round);
  }

  async insertRating(tx: EntityManager, row: RatingRow): Promise<void> {
    await ratings.add(tx, [row]);
  }

  async insertCallBack(tx: EntityManager, row: CallBackRow): Promise<void> {
    await tx.insert(CallBackEntity, row);
  }

  /** Call-backs that came before their report. */
  waitingCallBacks(tx: EntityManager, ticketId: string): Promise<CallBackRow[]> {
    return tx.find(CallBackEntity, { where: { ticketId, announced: false }, order: { at: 'asc', id: 'asc' } });
  }

  async markAnnounced(tx: EntityManager, ids: readonly string[]): Promise<void> {
    await tx.update(CallBackEntity, { id: In([...ids]) }, { announced: true });
  }
}

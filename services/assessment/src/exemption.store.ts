import { Injectable } from '@nestjs/common';
import { EntitySchema, IsNull, type EntityManager } from 'typeorm';

/** A ticket, or what one unit had to do with it, that leaves the statistics of a period; its reason stays here. */
export interface ExemptionRow {
  id: string;
  plan: string;
  period: string;
  ticketId: string;
  unit: string | null;
  reason: string;
  /** Staff id. */
  madeBy: string;
  madeAt: Date;
}

export const ExemptionEntity = new EntitySchema<ExemptionRow>({
  name: 'exemption',
  columns: {
    id: { type: 'uuid', primary: true },
    plan: { type: 'text' },
    period: { type: 'text' },
    ticketId: { type: 'uuid', name: 'ticket_id' },
    unit: { type: 'text', nullable: true },
    reason: { type: 'text' },
    madeBy: { type: 'text', name: 'made_by' },
    madeAt: { type: 'timestamptz', name: 'made_at' },
  },
});

@Injectable()
export class ExemptionStore {
  async insert(tx: EntityManager, row: ExemptionRow): Promise<void> {
    await tx.insert(ExemptionEntity, row);
  }

  has(tx: EntityManager, { plan, period, ticketId, unit }: Omit<ExemptionRow, 'id'>): Promise<boolean> {
    return tx.exists(ExemptionEntity, { where: { plan, period, ticketId, unit: unit ?? IsNull() } });
  }
}

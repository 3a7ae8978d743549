import { Injectable } from '@nestjs/common';
import { EntitySchema, In, type EntityManager } from 'typeorm';
import { filtered, type ListFilter, type ListPage } from './list-filter.js';

/** A deduction that a township or village proposed; its reason is free text and stays here. */
export interface ProposalRow {
  id: string;
  plan: string;
  period: string;
  proposer: string;
  unit: string;
  points: number;
  ticketId: string | null;
  reason: string;
  /** Staff id, or the unit's code over the bus. */
  madeBy: string;
  madeAt: Date;
  sequence: number;
}

export const ProposalEntity = new EntitySchema<ProposalRow>({
  name: 'proposal',
  columns: {
    id: { type: 'uuid', primary: true },
    plan: { type: 'text' },
    period: { type: 'text' },
    proposer: { type: 'text' },
    unit: { type: 'text' },
    points: { type: 'numeric', transformer: { to: (points: number) => points, from: Number } },
    ticketId: { type: 'uuid', name: 'ticket_id', nullable: true },
    reason: { type: 'text' },
    madeBy: { type: 'text', name: 'made_by' },
    madeAt: { type: 'timestamptz', name: 'made_at' },
    sequence: { type: 'int' },
  },
});

@Injectable()
export class ProposalStore {
  async insert(tx: EntityManager, row: ProposalRow): Promise<void> {
    await tx.insert(ProposalEntity, row);
  }

  /** By unit, in the order in which they were made. */
  async ofUnits(
    tx: EntityManager,
    { plan, period }: { plan: string; period: string },
    units: readonly string[],
  ): Promise<Map<string, ProposalRow[]>> {
    const rows = await tx.find(ProposalEntity, { where: { plan, period, unit: In([...units]) }, order: { id: 'asc' } });
    const byUnit = new Map<string, ProposalRow[]>(units.map((unit) => [unit, []]));
    for (const row of rows) byUnit.get(row.unit)?.push(row);
    return byUnit;
  }

  /** Newest first. */
  list(tx: EntityManager, filter: ListFilter, page: ListPage): Promise<ProposalRow[]> {
    const query = tx.createQueryBuilder(ProposalEntity, 'proposal');
    return filtered(query, filter, page, ['proposal.unit', 'proposal.proposer']).getMany();
  }
}

import type { CursorValue } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, In, type EntityManager } from 'typeorm';

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

export interface ProposalFilter {
  readonly plan?: string | undefined;
  readonly period?: string | undefined;
  readonly unit?: string | undefined;
  /** Only what these units proposed or are the subject of; undefined: everything. */
  readonly of?: readonly string[] | undefined;
}

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
  list(tx: EntityManager, { plan, period, unit, of }: ProposalFilter, page: ListPage): Promise<ProposalRow[]> {
    const query = tx.createQueryBuilder(ProposalEntity, 'proposal').orderBy('proposal.id', 'DESC').limit(page.limit);
    if (plan !== undefined) query.andWhere({ plan });
    if (period !== undefined) query.andWhere({ period });
    if (unit !== undefined) query.andWhere({ unit });
    if (of) query.andWhere('(proposal.unit in (:...of) or proposal.proposer in (:...of))', { of: [...of, ''] });
    if (page.after) query.andWhere('proposal.id < :id', { id: page.after[0] });
    return query.getMany();
  }
}

/** A page of a list that is sorted by id. */
export interface ListPage {
  /** The last id of the page before. */
  readonly after: readonly CursorValue[] | undefined;
  readonly limit: number;
}

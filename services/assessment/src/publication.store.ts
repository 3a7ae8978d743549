import type { LocalName, Plan } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import { EntitySchema, In, type EntityManager } from 'typeorm';
import type { ListPage } from './proposal.store.js';
import type { UnitScore } from './scores.js';

/** A frozen period: the plan it was scored by and a digest of every figure. */
export interface PublicationRow {
  id: string;
  plan: string;
  period: string;
  from: Date;
  to: Date;
  /** The plan as it was. */
  document: Plan;
  unitCount: number;
  digest: string;
  /** Staff id. */
  publishedBy: string;
  publishedAt: Date;
  sequence: number;
}

export interface PublicationScoreRow {
  publicationId: string;
  unit: string;
  area: string;
  score: UnitScore;
}

export const PublicationEntity = new EntitySchema<PublicationRow>({
  name: 'publication',
  columns: {
    id: { type: 'uuid', primary: true },
    plan: { type: 'text' },
    period: { type: 'text' },
    from: { type: 'timestamptz', name: 'from_at' },
    to: { type: 'timestamptz', name: 'to_at' },
    document: { type: 'jsonb' },
    unitCount: { type: 'int', name: 'unit_count' },
    digest: { type: 'text' },
    publishedBy: { type: 'text', name: 'published_by' },
    publishedAt: { type: 'timestamptz', name: 'published_at' },
    sequence: { type: 'int' },
  },
});

export const PublicationScoreEntity = new EntitySchema<PublicationScoreRow>({
  name: 'publication_score',
  columns: {
    publicationId: { type: 'uuid', name: 'publication_id', primary: true },
    unit: { type: 'text', primary: true },
    area: { type: 'text' },
    score: { type: 'jsonb' },
  },
});

/** A unit of a publication, as it was then. */
export interface PublishedUnit {
  code: string;
  area: string;
  name: LocalName;
}

@Injectable()
export class PublicationStore {
  /**
   * Lets one transaction at a time publish a period of a plan or propose for it, so that no proposal slips in beside a
   * publication or beyond the cap.
   */
  async lockPeriod(tx: EntityManager, plan: string, period: string): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`assessment:${plan}:${period}`]);
  }

  async insert(tx: EntityManager, row: PublicationRow): Promise<void> {
    await tx.insert(PublicationEntity, row);
  }

  async insertScores(tx: EntityManager, rows: PublicationScoreRow[]): Promise<void> {
    await tx.insert(PublicationScoreEntity, rows);
  }

  find(tx: EntityManager, id: string): Promise<PublicationRow | null> {
    return tx.findOne(PublicationEntity, { where: { id } });
  }

  ofPeriod(tx: EntityManager, plan: string, period: string): Promise<PublicationRow | null> {
    return tx.findOne(PublicationEntity, { where: { plan, period } });
  }

  /** Newest first. */
  list(tx: EntityManager, where: { plan?: string; period?: string }, page: ListPage): Promise<PublicationRow[]> {
    const query = tx.createQueryBuilder(PublicationEntity, 'publication').orderBy('publication.id', 'DESC');
    query.where(where).limit(page.limit);
    if (page.after) query.andWhere('publication.id < :id', { id: page.after[0] });
    return query.getMany();
  }

  /** The units of a publication, by code. */
  units(tx: EntityManager, publicationId: string): Promise<PublishedUnit[]> {
    return tx.query<PublishedUnit[]>(
      `select unit as code, area, score->'name' as name from publication_score where publication_id = $1 order by unit`,
      [publicationId],
    );
  }

  async scores(tx: EntityManager, publicationId: string, units: readonly string[]): Promise<UnitScore[]> {
    const where = { publicationId, unit: In([...units]) };
    const rows = await tx.find(PublicationScoreEntity, { where, order: { unit: 'asc' } });
    return rows.map(({ score }) => score);
  }
}

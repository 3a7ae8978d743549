import type { Plan } from '@gridwhistle/registry';
import { ManyRows } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import { EntitySchema, In, type EntityManager } from 'typeorm';
import { filtered, type ListPage } from './list-filter.js';
import { readAreas, writtenAreas, type ScoredUnit, type WrittenAreas } from './scored-unit.js';
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
  /** The publication that this one corrects, and why. */
  corrects: string | null;
  reason: string | null;
  /** Nothing that happened later counts. */
  frozenAt: Date;
  /** Staff id. */
  publishedBy: string;
  publishedAt: Date;
  sequence: number;
}

export interface PublicationScoreRow {
  publicationId: string;
  unit: string;
  area: string;
  areas: WrittenAreas;
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
    corrects: { type: 'uuid', nullable: true },
    reason: { type: 'text', nullable: true },
    frozenAt: { type: 'timestamptz', name: 'frozen_at' },
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
    areas: { type: 'jsonb', nullable: true },
    score: { type: 'jsonb' },
  },
});

const scores = new ManyRows(PublicationScoreEntity);

interface UnitThen extends Pick<ScoredUnit, 'code' | 'area' | 'name'>, Pick<PublicationScoreRow, 'areas'> {
  readonly worksIn: string | null;
}

/** What a unit came to. */
export interface UnitTotal extends Pick<UnitScore, 'unit' | 'name' | 'total'> {
  readonly grade?: string | null;
}

@Injectable()
export class PublicationStore {
  async insert(tx: EntityManager, row: PublicationRow): Promise<void> {
    await tx.insert(PublicationEntity, row);
  }

  /** The scores of units, in the units' order; until it is published they may be put again. */
  async putScores(
    tx: EntityManager,
    publicationId: string,
    units: readonly ScoredUnit[],
    scored: readonly UnitScore[],
  ): Promise<void> {
    const rows = units.flatMap((unit, index) => {
      const score = scored[index];
      const areas = writtenAreas(unit.areas);
      return score ? [{ publicationId, unit: unit.code, area: unit.area, areas, score }] : [];
    });
    await scores.save(tx, rows);
  }

  find(tx: EntityManager, id: string): Promise<PublicationRow | null> {
    return tx.findOne(PublicationEntity, { where: { id } });
  }

  /** The last publication of a period: the one that no other corrects. */
  lastOf(tx: EntityManager, plan: string, period: string): Promise<PublicationRow | null> {
    return tx
      .createQueryBuilder(PublicationEntity, 'publication')
      .where({ plan, period })
      .andWhere('not exists (select 1 from publication c where c.corrects = publication.id)')
      .getOne();
  }

  /** Newest first. */
  list(tx: EntityManager, where: { plan?: string; period?: string }, page: ListPage): Promise<PublicationRow[]> {
    return filtered(tx.createQueryBuilder(PublicationEntity, 'publication'), where, page, []).getMany();
  }

  /** The units of a publication as they were then, by code. */
  async units(tx: EntityManager, publicationId: string): Promise<ScoredUnit[]> {
    const rows = await tx.query<UnitThen[]>(
      `select unit as code, area, areas, score->'name' as name, score->>'worksIn' as "worksIn"
       from publication_score where publication_id = $1 order by unit collate "C"`,
      [publicationId],
    );
    return rows.map(({ areas, worksIn, ...unit }) => ({
      ...unit,
      ...(worksIn === null ? {} : { worksIn }),
      ...readAreas(areas),
    }));
  }

  /** What each unit came to, without its figures. */
  totals(tx: EntityManager, publicationId: string): Promise<UnitTotal[]> {
    return tx.query<UnitTotal[]>(
      `select unit, score->'name' as name, (score->>'total')::float8 as total, score->>'grade' as grade
       from publication_score where publication_id = $1`,
      [publicationId],
    );
  }

  async scores(tx: EntityManager, publicationId: string, units: readonly string[]): Promise<UnitScore[]> {
    const where = { publicationId, unit: In([...units]) };
    const rows = await tx.find(PublicationScoreEntity, { where, order: { unit: 'asc' } });
    return rows.map(({ score }) => score);
  }
}

import { Database, limitOf, type Actor } from '@gridwhistle/platform';
import type { Plan } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RankedView, RankingView } from './answers.js';
import { listed, placed, type Placed } from './domain/ranking.js';
import { Frames, sourceOf, visibleTo, type Frame } from './frame.js';
import { PublicationStore, type UnitTotal } from './publication.store.js';
import type { RankingQuery } from './queries.js';
import { subjectsOf } from './scored-unit.js';
import { Scores } from './scores.js';

/** Who stands where. A publication is for everybody's eyes; before it, each sees the units whose figures they may see. */
@Injectable()
export class RankingQueries {
  private readonly tx: EntityManager;

  constructor(
    database: Database,
    private readonly frames: Frames,
    private readonly scores: Scores,
    private readonly publications: PublicationStore,
  ) {
    this.tx = database.source.manager;
  }

  /** @throws DomainError as `Frames.of` does */
  async ranking(planCode: string, periodCode: string, actor: Actor, query: RankingQuery): Promise<RankingView> {
    const frame = await this.frames.of(this.tx, planCode, periodCode);
    const { plan, period, opened } = frame;
    const publication = opened?.state === 'published' ? opened.frozenAs : null;
    const totals = publication ? await this.publications.totals(this.tx, publication) : await this.seen(frame, actor);
    const entries = listed(placed(totals), query.list ?? 'all', limitOf(query));
    return {
      plan: plan.code,
      name: plan.name,
      period: period.code,
      ...(publication ? { publication } : {}),
      units: entries.map((entry) => rankedViewOf(entry, plan)),
    };
  }

  private async seen(frame: Frame, actor: Actor): Promise<UnitTotal[]> {
    const { profile, plan, period } = frame;
    const units = subjectsOf(profile, plan).filter((unit) => visibleTo(actor, profile, unit));
    return this.scores.of(this.tx, { plan, period: period.code, source: sourceOf(frame) }, units);
  }
}

function rankedViewOf({ unit, name, place, total, grade }: Placed<UnitTotal>, { thresholds }: Plan): RankedView {
  const threshold = thresholds.find(({ code }) => code === grade);
  return {
    unit,
    name,
    place,
    total,
    ...(threshold ? { grade: threshold.code, gradeName: threshold.name } : {}),
  };
}

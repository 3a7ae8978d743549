import { badCursor, Database, decodeCursor, limitOf, pageOf, type Actor } from '@gridwhistle/platform';
import { scoresStaff, type Plan } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { RankedView, RankingView } from './answers.js';
import { listed, placed, type Placed } from './domain/ranking.js';
import { Frames, sourceOf, visibleTo } from './frame.js';
import { PublicationStore, type UnitTotal } from './publication.store.js';
import type { RankingQuery } from './queries.js';
import type { ScoredUnit } from './scored-unit.js';
import { Scores } from './scores.js';
import { Subjects } from './subjects.js';

/**
 * Who stands where. A publication of units is for everybody's eyes; before it, and of staff also after it, each sees those
 * whose figures they may see.
 */
@Injectable()
export class RankingQueries {
  private readonly tx: EntityManager;

  constructor(
    database: Database,
    private readonly frames: Frames,
    private readonly subjects: Subjects,
    private readonly scores: Scores,
    private readonly publications: PublicationStore,
  ) {
    this.tx = database.source.manager;
  }

  /** @throws DomainError as `Frames.of` does; `input.bad-cursor` */
  async ranking(planCode: string, periodCode: string, actor: Actor, query: RankingQuery): Promise<RankingView> {
    const frame = await this.frames.of(this.tx, planCode, periodCode);
    const { profile, plan, period, opened } = frame;
    const publication = opened?.state === 'published' ? opened.frozenAs : null;
    const all = await this.subjects.of(this.tx, frame);
    const seen = all.filter((unit) => visibleTo(actor, profile, unit));
    const isPlaced = publication !== null || seen.length === all.length;
    const reckoning = { plan, period: period.code, source: sourceOf(frame) };
    const ranking = publication
      ? await this.published(plan, publication, seen)
      : placed(await this.scores.of(this.tx, reckoning, seen));
    const entries = after(query.cursor, listed(ranking, query.list ?? 'all'));
    const { items, next } = pageOf(entries, limitOf(query), ({ unit }) => [unit]);
    return {
      plan: plan.code,
      name: plan.name,
      period: period.code,
      ...(publication ? { publication } : {}),
      units: items.map((entry) => rankedViewOf(entry, plan, isPlaced)),
      ...(next === undefined ? {} : { next }),
    };
  }

  /** Places are those among all. */
  private async published(plan: Plan, id: string, seen: readonly ScoredUnit[]): Promise<Placed<UnitTotal>[]> {
    const ranking = placed(await this.publications.totals(this.tx, id));
    const codes = new Set(seen.map(({ code }) => code));
    return scoresStaff(plan) ? ranking.filter(({ unit }) => codes.has(unit)) : ranking;
  }
}

/** The entries behind the last one of the page before; places may have changed between the two. */
function after<S extends { readonly unit: string }>(cursor: string | undefined, entries: readonly S[]): readonly S[] {
  const [last] = decodeCursor(cursor, ['text']) ?? [];
  if (last === undefined) return entries;
  const at = entries.findIndex(({ unit }) => unit === last);
  if (at < 0) throw badCursor();
  return entries.slice(at + 1);
}

function rankedViewOf(
  { unit, name, place, total, grade }: Placed<UnitTotal>,
  { thresholds }: Plan,
  isPlaced: boolean,
): RankedView {
  const threshold = thresholds.find(({ code }) => code === grade);
  return {
    unit,
    name,
    ...(isPlaced ? { place } : {}),
    total,
    ...(threshold ? { grade: threshold.code, gradeName: threshold.name } : {}),
  };
}

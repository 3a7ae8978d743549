import { DomainError } from '@gridwhistle/kernel';
import { Database, decodeCursor, limitOf, pageOf, type Actor, type Page } from '@gridwhistle/platform';
import type { Plan } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AssessmentView, FactView, PublishedView } from './answers.js';
import { scopeOf, worth } from './domain/indicator.js';
import { hasEnded } from './domain/period.js';
import { FiguresStore, type Source } from './figures.store.js';
import { Frames, indicatorOf, requireSight, scoredUnit, sourceOf, visibleTo } from './frame.js';
import { PublicationStore, type PublicationRow } from './publication.store.js';
import type { FactQuery, ScoreQuery } from './queries.js';
import type { ScoredUnit } from './scored-unit.js';
import { Scores } from './scores.js';
import { Subjects } from './subjects.js';
import { factViewOf, publicationViewOf, unitScoreViewOf } from './views.js';

/** What is read of figures, live or published. */
@Injectable()
export class AssessmentQueries {
  private readonly tx: EntityManager;

  constructor(
    database: Database,
    private readonly registry: Registry,
    private readonly frames: Frames,
    private readonly subjects: Subjects,
    private readonly scores: Scores,
    private readonly figures: FiguresStore,
    private readonly publications: PublicationStore,
  ) {
    this.tx = database.source.manager;
  }

  /** Figures of a period as the facts are now, for the units that the caller may see. */
  async assessment(planCode: string, periodCode: string, actor: Actor, query: ScoreQuery): Promise<AssessmentView> {
    const frame = await this.frames.of(this.tx, planCode, periodCode);
    const { plan, period, opened, now } = frame;
    const page = this.unitsSeen(await this.subjects.of(this.tx, frame), actor, query);
    const reckoning = { plan, period: period.code, source: sourceOf(frame) };
    const scores = await this.scores.of(this.tx, reckoning, page.items);
    const published = await this.publications.lastOf(this.tx, plan.code, period.code);
    return {
      plan: plan.code,
      name: plan.name,
      period: period.code,
      from: period.from.toISOString(),
      to: period.to.toISOString(),
      open: !hasEnded(period, now),
      ...(opened ? { state: opened.state } : {}),
      ...(published ? { publication: published.id } : {}),
      proposalCap: plan.proposalCap,
      units: scores.map((score) => unitScoreViewOf(score, `/api/v1/assessments/${plan.code}/${period.code}`)),
      ...(page.next === undefined ? {} : { next: page.next }),
    };
  }

  /** The facts behind one figure, as they are now. */
  async facts(planCode: string, periodCode: string, actor: Actor, query: FactQuery): Promise<Page<FactView>> {
    const frame = await this.frames.of(this.tx, planCode, periodCode);
    return this.behind(frame.plan, sourceOf(frame), await this.subjects.of(this.tx, frame), actor, query);
  }

  /** Frozen figures, for the units that the caller may see. */
  async published(id: string, actor: Actor, query: ScoreQuery): Promise<PublishedView> {
    const publication = await this.publication(id);
    const page = this.unitsSeen(await this.publications.units(this.tx, id), actor, query);
    const codes = page.items.map(({ code }) => code);
    const scores = await this.publications.scores(this.tx, id, codes);
    return {
      ...publicationViewOf(publication),
      units: scores.map((score) => unitScoreViewOf(score, `/api/v1/publications/${id}`)),
      ...(page.next === undefined ? {} : { next: page.next }),
    };
  }

  /** The facts behind one frozen figure, as they were counted. */
  async publishedFacts(id: string, actor: Actor, query: FactQuery): Promise<Page<FactView>> {
    const { document } = await this.publication(id);
    return this.behind(document, { publicationId: id }, await this.publications.units(this.tx, id), actor, query);
  }

  private async publication(id: string): Promise<PublicationRow> {
    const publication = await this.publications.find(this.tx, id);
    if (!publication) throw new DomainError('not-found', 'there is no such publication');
    return publication;
  }

  /** A page of the units that the caller may see; one that is asked for and may not be seen is `auth.forbidden`. */
  private unitsSeen(units: readonly ScoredUnit[], actor: Actor, query: ScoreQuery): Page<ScoredUnit> {
    const profile = this.registry.current();
    if (query.unit !== undefined) {
      const unit = scoredUnit(units, query.unit);
      requireSight(actor, profile, unit);
      return { items: [unit] };
    }
    const after = String(decodeCursor(query.cursor, ['text'])?.[0] ?? '');
    const seen = units.filter((unit) => unit.code > after && visibleTo(actor, profile, unit));
    return pageOf(seen, limitOf(query), ({ code }) => [code]);
  }

  private async behind(
    plan: Plan,
    source: Source,
    units: readonly ScoredUnit[],
    actor: Actor,
    query: FactQuery,
  ): Promise<Page<FactView>> {
    const unit = scoredUnit(units, query.unit);
    requireSight(actor, this.registry.current(), unit);
    const indicator = indicatorOf(plan, query.indicator);
    const parts = query.part === undefined ? (['numerator', 'denominator'] as const) : [query.part];
    const tallies = (await this.figures.tallies(this.tx, source, [unit])).get(unit.code) ?? [];
    const alike = tallies.filter((tally) => parts.some((part) => worth(indicator[part], tally) > 0));
    const after = decodeCursor(query.cursor, ['instant', 'text', 'text']);
    const of = scopeOf(indicator.denominator);
    const rows = await this.figures.list(this.tx, source, unit, { of, alike, after, limit: limitOf(query) + 1 });
    const page = pageOf(rows, limitOf(query), ({ countsAt, kind, id }) => [countsAt.toISOString(), kind, id]);
    return { ...page, items: page.items.map((fact) => factViewOf(fact, indicator)) };
  }
}

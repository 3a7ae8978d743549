import { databaseNow, digestOf } from '@gridwhistle/platform';
import type { Plan } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Fact } from './domain/fact.js';
import { FiguresStore } from './figures.store.js';
import type { Frame } from './frame.js';
import { PublicationStore } from './publication.store.js';
import type { ScoredUnit } from './scored-unit.js';
import { Scores } from './scores.js';
import { Subjects } from './subjects.js';

/** Facts that events gave anew, and what they were frozen as. */
interface Recounted {
  readonly frozenAs: string;
  readonly facts: readonly Fact[];
}

/** Units whose figures are in memory at the same time. */
const CHUNK = 500;

/** The facts, units and scores of a period as they stand under a publication, before and when it is published. */
@Injectable()
export class Freezing {
  constructor(
    private readonly figures: FiguresStore,
    private readonly scores: Scores,
    private readonly publications: PublicationStore,
    private readonly subjects: Subjects,
  ) {}

  /** Copies what counts now for every unit that the period scores. */
  async freeze(tx: EntityManager, frame: Frame, publicationId: string): Promise<void> {
    const { plan, period } = frame;
    const units = await this.subjects.of(tx, frame);
    await this.figures.freeze(tx, publicationId, { plan: plan.code, period }, units);
    await this.score(tx, { plan, period: period.code }, { publicationId, units });
  }

  /** Copies what another publication counted, without what was exempted since. */
  async copy(tx: EntityManager, of: { plan: Plan; period: string }, from: string, to: string): Promise<void> {
    await this.figures.copy(tx, { plan: of.plan.code, period: of.period }, from, to);
    await this.score(tx, of, { publicationId: to, units: await this.publications.units(tx, from) });
  }

  /** Puts facts that were counted anew beside those that were frozen, for the same units. */
  async recount(
    tx: EntityManager,
    of: { plan: Plan; period: string },
    { frozenAs, facts }: Recounted,
  ): Promise<string> {
    const id = v7({ msecs: (await databaseNow(tx)).getTime() });
    await this.figures.put(tx, id, facts);
    await this.score(tx, of, { publicationId: id, units: await this.publications.units(tx, frozenAs) });
    return id;
  }

  /** Scores the frozen facts again, with what was proposed and exempted since. Returns each unit's digest, by code. */
  async rescore(tx: EntityManager, of: { plan: Plan; period: string }, publicationId: string): Promise<string[]> {
    await this.figures.markExempt(tx, { plan: of.plan.code, period: of.period }, publicationId);
    return this.score(tx, of, { publicationId, units: await this.publications.units(tx, publicationId) });
  }

  private async score(
    tx: EntityManager,
    of: { plan: Plan; period: string },
    { publicationId, units }: { publicationId: string; units: readonly ScoredUnit[] },
  ): Promise<string[]> {
    const digests: string[] = [];
    for (let start = 0; start < units.length; start += CHUNK) {
      const chunk = units.slice(start, start + CHUNK);
      const scores = await this.scores.of(tx, { ...of, source: { publicationId } }, chunk);
      await this.publications.putScores(tx, publicationId, chunk, scores);
      digests.push(...scores.map((score) => digestOf(score).toString('hex')));
    }
    return digests;
  }
}

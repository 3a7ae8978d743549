import { make, PublicationPublished, type PublishAssessment } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { Database, digestOf, Idempotency, require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { PublicationView } from './answers.js';
import { hasEnded } from './domain/period.js';
import { FiguresStore } from './figures.store.js';
import { Frames, subjectsOf, type Frame } from './frame.js';
import { PublicationStore } from './publication.store.js';
import { Scores, type UnitScore } from './scores.js';
import { publicationViewOf } from './views.js';

/** Units whose figures are in memory at the same time. */
const CHUNK = 500;

interface Call {
  actor: Actor;
  key: string;
}

@Injectable()
export class PublicationCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly frames: Frames,
    private readonly scores: Scores,
    private readonly figures: FiguresStore,
    private readonly publications: PublicationStore,
  ) {}

  /**
   * Freezes the figures of a period that has ended, with the facts behind them, for every unit that the plan scores.
   * @throws DomainError `assessment.unknown-plan`, `assessment.unknown-period`, `assessment.period-open`,
   * `assessment.already-published`, `auth.forbidden`
   */
  publish(asked: PublishAssessment, { actor, key }: Call): Promise<PublicationView> {
    const centre = this.registry.current().centre().code;
    require(actor, 'assessment.publish', { centre });
    const request = { key, caller: actor, act: 'publication.publish', body: asked };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, async () => {
        const frame = await this.publishable(tx, asked);
        return this.write(tx, frame, { centre, publishedBy: actor.id });
      }),
    );
  }

  private async publishable(tx: EntityManager, { plan, period }: PublishAssessment): Promise<Frame> {
    const frame = await this.frames.of(tx, plan, period);
    await this.publications.lockPeriod(tx, plan, period);
    const before = await this.publications.ofPeriod(tx, plan, period);
    if (before) throw new DomainError('assessment.already-published', `it was published as ${before.id}`);
    if (hasEnded(frame.period, frame.now)) return frame;
    throw new DomainError('assessment.period-open', `the period ends at ${frame.period.to.toISOString()}`);
  }

  private async write(tx: EntityManager, frame: Frame, by: { centre: string; publishedBy: string }) {
    const { plan, period, now } = frame;
    const id = v7({ msecs: now.getTime() });
    const digests = await this.freeze(tx, frame, id);
    const { from, to } = period;
    const row = {
      id,
      plan: plan.code,
      period: period.code,
      from,
      to,
      document: plan,
      unitCount: digests.length,
      digest: digestOf({ plan, from: from.toISOString(), to: to.toISOString(), scores: digests }).toString('hex'),
      publishedBy: by.publishedBy,
      publishedAt: now,
      sequence: 1,
    };
    await this.publications.insert(tx, row);
    const aggregate = { entity: 'publication', id, sequence: 0, ticketId: null, unit: by.centre };
    const event = make(PublicationPublished, { publicationId: id, plan: plan.code, period: period.code });
    await publish(tx, aggregate, [event], now);
    return publicationViewOf(row);
  }

  /** Copies the facts first and scores the copy, so that list and figure agree. Returns each unit's digest, by code. */
  private async freeze(tx: EntityManager, frame: Frame, publicationId: string): Promise<string[]> {
    const { plan, period } = frame;
    const reckoning = { plan, period: period.code, source: { publicationId } };
    const units = subjectsOf(frame);
    const digests: string[] = [];
    for (let start = 0; start < units.length; start += CHUNK) {
      const chunk = units.slice(start, start + CHUNK);
      await this.figures.freeze(
        tx,
        publicationId,
        period,
        chunk.map(({ code }) => code),
      );
      const scores = await this.scores.of(tx, reckoning, chunk);
      const rows = scores.map((score, index) => ({
        publicationId,
        unit: score.unit,
        area: chunk[index]?.area ?? '',
        score,
      }));
      await this.publications.insertScores(tx, rows);
      digests.push(...scores.map(digestOfScore));
    }
    return digests;
  }
}

const digestOfScore = (score: UnitScore): string => digestOf(score).toString('hex');

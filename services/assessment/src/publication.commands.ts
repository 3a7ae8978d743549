import { make, PublicationPublished, type PublishAssessment } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { Database, databaseNow, digestOf, Idempotency, require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { PublicationView } from './answers.js';
import { checkPublishing } from './domain/period.js';
import { Freezing } from './freezing.js';
import { PeriodStore, type PeriodRow } from './period.store.js';
import { PublicationStore, type PublicationRow } from './publication.store.js';
import { publicationViewOf } from './views.js';

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
    private readonly freezing: Freezing,
    private readonly periods: PeriodStore,
    private readonly publications: PublicationStore,
  ) {}

  /**
   * Publishes the figures of a frozen period for every unit that the plan scores; with `corrects`, once more, as they were
   * recounted and without what was exempted since. What was published stays.
   * @throws DomainError `auth.forbidden`, `input.invalid`, `assessment.period-not-opened`, `assessment.period-open`,
   * `assessment.already-published`, `assessment.not-the-last`
   */
  publish(asked: PublishAssessment, { actor, key }: Call): Promise<PublicationView> {
    require(actor, 'assessment.publish', { centre: this.centre });
    checkReason(asked);
    const request = { key, caller: actor, act: 'publication.publish', body: asked };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, async () => {
        const period = await this.publishable(tx, asked);
        const row = await this.write(tx, period, asked, actor.id);
        return publicationViewOf(row);
      }),
    );
  }

  private async publishable(tx: EntityManager, asked: PublishAssessment): Promise<Frozen> {
    await this.periods.lock(tx, asked.plan);
    const period = await this.periods.find(tx, asked.plan, asked.period);
    const last = period ? await this.publications.lastOf(tx, asked.plan, asked.period) : null;
    checkPublishing(period, { last: last?.id, corrects: asked.corrects });
    const { frozenAs, frozenAt } = period ?? {};
    if (!period || !frozenAs || !frozenAt) throw new Error(`the period ${asked.period} has no frozen facts`);
    return { ...period, frozenAs, frozenAt };
  }

  private async write(tx: EntityManager, period: Frozen, asked: PublishAssessment, publishedBy: string) {
    const { document: plan, code, from, to, frozenAs, frozenAt, recountedAs } = period;
    const now = await databaseNow(tx);
    const of = { plan, period: code };
    const id = recountedAs ?? (asked.corrects === undefined ? frozenAs : v7({ msecs: now.getTime() }));
    if (recountedAs === null && asked.corrects !== undefined) await this.freezing.copy(tx, of, frozenAs, id);
    const scores = await this.freezing.rescore(tx, of, id);
    const row: PublicationRow = {
      ...{ id, plan: plan.code, period: code, from, to, document: plan, unitCount: scores.length },
      digest: digestOf({ plan, from: from.toISOString(), to: to.toISOString(), scores }).toString('hex'),
      ...{ corrects: asked.corrects ?? null, reason: asked.reason ?? null, frozenAt },
      ...{ publishedBy, publishedAt: now, sequence: 1 },
    };
    await this.publications.insert(tx, row);
    await this.periods.update(tx, period.id, { state: 'published', frozenAs: id, recountedAs: null });
    const named = asked.corrects === undefined ? {} : { corrects: asked.corrects };
    const event = make(PublicationPublished, { publicationId: id, plan: plan.code, period: code, ...named });
    await publish(tx, { entity: 'publication', id, sequence: 0, ticketId: null, unit: this.centre }, [event], now);
    return row;
  }

  private get centre(): string {
    return this.registry.current().centre().code;
  }
}

type Frozen = PeriodRow & { frozenAs: string; frozenAt: Date };

/** Who corrects says why; a first publication has nothing to say. */
function checkReason({ corrects, reason }: PublishAssessment): void {
  if ((corrects === undefined) === (reason === undefined)) return;
  const message = corrects === undefined ? 'belongs to a correction' : 'is needed with a correction';
  throw new DomainError('input.invalid', '1 problem(s) in the input', [{ field: 'reason', message }]);
}

import { ExemptionMade, make, type MakeExemption } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { Database, Idempotency, require, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { ExemptionView } from './answers.js';
import { ExemptionStore, type ExemptionRow } from './exemption.store.js';
import { Frames, scoredUnit } from './frame.js';
import { Freezing } from './freezing.js';
import { requireKnownTicket } from './known-ticket.js';
import { PeriodStore } from './period.store.js';
import { Subjects } from './subjects.js';
import { exemptionViewOf } from './views.js';

type Asked = Omit<ExemptionRow, 'id'>;

/** What leaves the statistics of a period, never the history. */
@Injectable()
export class Exempting {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly frames: Frames,
    private readonly periods: PeriodStore,
    private readonly exemptions: ExemptionStore,
    private readonly freezing: Freezing,
    private readonly subjects: Subjects,
  ) {}

  /**
   * The centre takes a ticket out of a period. What is published stays; a correction counts without it.
   * @throws DomainError `auth.forbidden`, `assessment.unknown-plan`, `assessment.unknown-period`, `ticket.unknown`,
   * `unit.unknown`, `exemption.known`
   */
  make(asked: MakeExemption, { actor, key }: { actor: Actor; key: string }): Promise<ExemptionView> {
    require(actor, 'exemption.make', { centre: this.centre });
    const request = { key, caller: actor, act: 'exemption.make', body: asked };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, async () => {
        await this.periods.lock(tx, asked.plan);
        const frame = await this.frames.of(tx, asked.plan, asked.period);
        await requireKnownTicket(tx, asked.ticketId);
        if (asked.unit !== undefined) scoredUnit(await this.subjects.units(tx, frame), asked.unit);
        const row = { ...asked, unit: asked.unit ?? null, madeBy: actor.id, madeAt: frame.now };
        const made = await this.exempt(tx, row);
        if (!made) throw new DomainError('exemption.known', 'it has left the period before');
        return exemptionViewOf(made);
      }),
    );
  }

  /**
   * Null when it has left the period before: it stays so. The caller holds the plan's lock. A frozen period is scored again
   * at once.
   */
  async exempt(tx: EntityManager, asked: Asked): Promise<ExemptionRow | null> {
    const { plan, period, ticketId, unit, reason, madeBy, madeAt } = asked;
    if (await this.exemptions.has(tx, asked)) return null;
    const row = { id: v7({ msecs: madeAt.getTime() }), plan, period, ticketId, unit, reason, madeBy, madeAt };
    await this.exemptions.insert(tx, row);
    const about = { exemptionId: row.id, plan, period, ticketId, ...(unit === null ? {} : { unit }) };
    const aggregate = { entity: 'exemption', id: row.id, sequence: 0, ticketId, unit: unit ?? this.centre };
    await publish(tx, aggregate, [make(ExemptionMade, about)], madeAt);
    const opened = await this.periods.find(tx, plan, period);
    if (opened?.state === 'frozen' && opened.frozenAs) {
      await this.freezing.rescore(tx, { plan: opened.document, period }, opened.frozenAs);
    }
    return row;
  }

  private get centre(): string {
    return this.registry.current().centre().code;
  }
}

import {
  AppealEndorsed,
  AppealMade,
  AppealRefused,
  AppealUpheld,
  make,
  type AppealEvent,
  type ContractClass,
  type MakeAppeal,
} from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { Database, databaseNow, Idempotency, require, type Actor } from '@gridwhistle/platform';
import { scoresStaff } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { AppealView } from './answers.js';
import { AppealStore, type AppealRow } from './appeal.store.js';
import { appealLifecycle, type AppealAct, type AppealState } from './domain/appeal.js';
import type { Fact } from './domain/fact.js';
import { lies } from './domain/period.js';
import { Exempting } from './exempting.js';
import { Frames, type Frame } from './frame.js';
import { PeriodStore } from './period.store.js';
import { unitsOf } from './scored-unit.js';
import { appealViewOf } from './views.js';

/** Which appeal, as it was read, by whom. */
export interface Review {
  readonly id: string;
  readonly ifMatch: number;
  readonly actor: Actor;
}

type Order = Fact & { unit: string };

const EVENTS: Record<AppealState, ContractClass<AppealEvent>> = {
  made: AppealMade,
  endorsed: AppealEndorsed,
  upheld: AppealUpheld,
  refused: AppealRefused,
};

@Injectable()
export class AppealCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly frames: Frames,
    private readonly periods: PeriodStore,
    private readonly appeals: AppealStore,
    private readonly exempting: Exempting,
  ) {}

  /**
   * A department appeals against an overdue order of its own.
   * @throws DomainError `assessment.unknown-plan`, `assessment.unknown-period`, `order.unknown` when it does not count in
   * the period for a department, `auth.forbidden`, `appeal.not-closed`, `appeal.not-overdue`, `appeal.once`,
   * `appeal.too-late`
   */
  make(asked: MakeAppeal, { actor, key }: { actor: Actor; key: string }): Promise<AppealView> {
    const request = { key, caller: actor, act: 'appeal.make', body: asked };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, async () => {
        await this.periods.lock(tx, asked.plan);
        const frame = await this.frames.of(tx, asked.plan, asked.period);
        const order = await this.orderIn(tx, frame, asked.orderId);
        require(actor, 'appeal.make', { holder: order.unit });
        return this.begin(tx, frame, order, { reason: asked.reason, madeBy: actor.id });
      }),
    );
  }

  /** The first reviewer agrees, or the second, with whom what the department had to do with the ticket leaves the period. */
  uphold(review: Review): Promise<AppealView> {
    return this.rule(review, ({ state }) => (state === 'made' ? 'endorse' : 'uphold'));
  }

  refuse(review: Review, answer: string): Promise<AppealView> {
    return this.rule(review, () => 'refuse', answer);
  }

  private async orderIn(tx: EntityManager, { profile, plan, period }: Frame, orderId: string): Promise<Order> {
    const order = await this.appeals.orderOf(tx, orderId);
    const isScored = !scoresStaff(plan) && unitsOf(profile, plan).some(({ code }) => code === order?.unit);
    const isDepartment = profile.unit(order?.unit ?? '')?.kind === 'department';
    if (order?.unit && lies(order.countsAt, period) && isScored && isDepartment) return { ...order, unit: order.unit };
    const message = 'is no order of a department that counts in this period';
    throw new DomainError('order.unknown', `${orderId} ${message}`, [{ field: 'orderId', message }]);
  }

  private async begin(tx: EntityManager, frame: Frame, order: Order, said: Pick<AppealRow, 'reason' | 'madeBy'>) {
    const { profile, plan, period, now } = frame;
    const closedAt = await this.appeals.closedAt(tx, order.ticketId);
    const state = appealLifecycle.next(null, 'make', {
      closedAt,
      until: closedAt && profile.appealableUntil(plan, closedAt),
      isLate: order.fields['resolvedOnTime'] === false,
      isAppealed: await this.appeals.isAppealed(tx, plan.code, order.id),
      ...{ reviewers: [], by: said.madeBy, now },
    });
    const about = {
      plan: plan.code,
      period: period.code,
      orderId: order.id,
      ticketId: order.ticketId,
      unit: order.unit,
    };
    const row = { id: v7({ msecs: now.getTime() }), ...about, ...said, answer: null, reviewers: [], madeAt: now };
    const appeal: AppealRow = { ...row, state, sequence: 0 };
    appeal.sequence = await this.tell(tx, appeal, now);
    await this.appeals.insert(tx, appeal);
    return appealViewOf(appeal);
  }

  private rule({ id, ifMatch, actor }: Review, actOn: (appeal: AppealRow) => AppealAct, answer?: string) {
    return this.database.transaction(async (tx) => {
      const found = await this.appeals.find(tx, id);
      if (found) await this.periods.lock(tx, found.plan);
      const appeal = await this.appeals.lock(tx, id);
      if (!appeal) throw new DomainError('not-found', 'there is no such appeal');
      require(actor, 'appeal.review', { centre: this.registry.current().centre().code });
      if (appeal.sequence !== ifMatch) {
        throw new DomainError('precondition.stale', `the present version is ${appeal.sequence}`);
      }
      const now = await databaseNow(tx);
      const state = appealLifecycle.next(appeal.state, actOn(appeal), reviewedBy(appeal, actor.id, now));
      const next = { ...appeal, state, answer: answer ?? null, reviewers: [...appeal.reviewers, actor.id] };
      next.sequence = await this.tell(tx, next, now);
      await this.appeals.update(tx, next);
      if (state === 'upheld') await this.exempting.exempt(tx, { ...next, madeBy: actor.id, madeAt: now });
      return appealViewOf(next);
    });
  }

  private tell(tx: EntityManager, appeal: AppealRow, now: Date): Promise<number> {
    const { id, plan, period, orderId, ticketId, unit, state, sequence } = appeal;
    const event = make(EVENTS[state], { appealId: id, plan, period, orderId, ticketId, unit });
    return publish(tx, { entity: 'appeal', id, sequence, ticketId, unit }, [event], now);
  }
}

/** A review looks at who reviews; whether it may be appealed was judged when it was made. */
const reviewedBy = ({ reviewers, madeAt }: AppealRow, by: string, now: Date) => ({
  ...{ closedAt: madeAt, until: null, isLate: true, isAppealed: false },
  ...{ reviewers, by, now },
});

import { make, PeriodFrozen, PeriodOpened } from '@gridwhistle/contracts';
import { publish } from '@gridwhistle/messaging';
import { Database, databaseNow, Idempotency, require, type Act, type Actor } from '@gridwhistle/platform';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { PeriodView } from './answers.js';
import { checkFreezing, checkOpening, opensByItself } from './domain/period.js';
import { Frames, type Frame } from './frame.js';
import { Freezing } from './freezing.js';
import { PeriodUnitStore } from './period-unit.store.js';
import { BY_ITSELF, PeriodStore, type PeriodRow } from './period.store.js';
import { unitsOf } from './scored-unit.js';
import { periodViewOf } from './views.js';

/** Which period of which plan, by whom. */
export interface PeriodCall {
  readonly plan: string;
  readonly period: string;
  readonly actor: Actor;
  readonly key: string;
}

/** The bus is asked before the command: no transaction waits for it. */
export interface FreezeCall extends PeriodCall {
  /** Everything that was told is in the facts. */
  readonly hasAllArrived: boolean;
}

@Injectable()
export class PeriodCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly frames: Frames,
    private readonly periods: PeriodStore,
    private readonly freezing: Freezing,
    private readonly units: PeriodUnitStore,
  ) {}

  /**
   * Opens a period, begun or not, with the plan as it is now.
   * @throws DomainError `auth.forbidden`, `assessment.unknown-plan`, `assessment.unknown-period`,
   * `assessment.period-opened`, `assessment.period-overlaps`
   */
  open(call: PeriodCall): Promise<PeriodView> {
    return this.once('assessment.open', call, async (tx) => {
      const frame = await this.frames.asItIsNow(tx, call.plan, call.period);
      checkOpening(frame.period, await this.periods.ofPlan(tx, call.plan));
      return periodViewOf(await this.begin(tx, frame, call.actor.id));
    });
  }

  /** Opens the period of a plan that runs now in the system's name, unless days of it are opened; none that is past. */
  openRunning(plan: string): Promise<void> {
    return this.database.transaction(async (tx) => {
      await this.periods.lock(tx, plan);
      const frame = (await this.frames.running(tx)).find((each) => each.plan.code === plan);
      if (!frame || !opensByItself(frame.period, await this.periods.ofPlan(tx, plan))) return;
      await this.begin(tx, frame, BY_ITSELF);
    });
  }

  /**
   * Freezes the facts of an opened period that has ended, for every unit that its plan scores.
   * @throws DomainError `auth.forbidden`, `assessment.unknown-plan`, `assessment.unknown-period`,
   * `assessment.period-not-opened`, `assessment.period-open`, `assessment.already-frozen`, `assessment.events-outstanding`
   */
  freeze(call: FreezeCall): Promise<PeriodView> {
    return this.once('assessment.freeze', call, async (tx) => {
      const opened = await this.periods.find(tx, call.plan, call.period);
      // A code that names no period is told as such, not as one that nobody opened.
      if (!opened) await this.frames.asItIsNow(tx, call.plan, call.period);
      checkFreezing(opened, { now: await databaseNow(tx), hasAllArrived: call.hasAllArrived });
      return periodViewOf(await this.end(tx, await this.frames.of(tx, call.plan, call.period)));
    });
  }

  private once(act: Act, { plan, period, actor, key }: PeriodCall, work: (tx: EntityManager) => Promise<PeriodView>) {
    require(actor, act, { centre: this.centre });
    const request = { key, caller: actor, act: `${act}:${plan}:${period}`, body: {} };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, async () => {
        await this.periods.lock(tx, plan);
        return work(tx);
      }),
    );
  }

  private async begin(tx: EntityManager, { profile, plan, period, now }: Frame, openedBy: string): Promise<PeriodRow> {
    const id = v7({ msecs: now.getTime() });
    const { code, from, to } = period;
    const event = make(PeriodOpened, {
      periodId: id,
      plan: plan.code,
      period: code,
      from: from.toISOString(),
      to: to.toISOString(),
    });
    const sequence = await publish(tx, this.aggregate(id, 0), [event], now);
    const fixed = { id, plan: plan.code, code, from, to, document: plan, openedBy, openedAt: now };
    const row: PeriodRow = { ...fixed, state: 'open', frozenAs: null, frozenAt: null, recountedAs: null, sequence };
    await this.periods.insert(tx, row);
    await this.units.keep(tx, id, unitsOf(profile, plan));
    return row;
  }

  private async end(tx: EntityManager, frame: Frame): Promise<PeriodRow> {
    const { opened, now } = frame;
    if (!opened) throw new Error('a period that nobody opened is not frozen');
    const frozenAs = v7({ msecs: now.getTime() });
    await this.freezing.freeze(tx, frame, frozenAs);
    const event = make(PeriodFrozen, { periodId: opened.id, plan: opened.plan, period: opened.code });
    const sequence = await publish(tx, this.aggregate(opened.id, opened.sequence), [event], now);
    const change = { state: 'frozen', frozenAs, frozenAt: now, sequence } as const;
    await this.periods.update(tx, opened.id, change);
    return { ...opened, ...change };
  }

  private aggregate(id: string, sequence: number) {
    return { entity: 'period', id, sequence, ticketId: null, unit: this.centre };
  }

  private get centre(): string {
    return this.registry.current().centre().code;
  }
}

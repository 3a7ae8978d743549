import { DomainError } from '@gridwhistle/kernel';
import { databaseNow, may, require, type Act, type Actor, type Subject } from '@gridwhistle/platform';
import type { Indicator, Plan, Profile } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EXAMPLES, hasBegun, meeting, periodAt, periodOf, type Period, type StatisticalDay } from './domain/period.js';
import type { Source } from './figures.store.js';
import { PeriodStore, type PeriodRow } from './period.store.js';
import type { ScoredUnit } from './scored-unit.js';

/** A plan and one of its periods. */
export interface Frame {
  /** In force now. */
  readonly profile: Profile;
  readonly plan: Plan;
  readonly period: Period;
  /** Null while nobody has opened the period. */
  readonly opened: PeriodRow | null;
  readonly now: Date;
}

@Injectable()
export class Frames {
  constructor(
    private readonly registry: Registry,
    private readonly periods: PeriodStore,
  ) {}

  /**
   * An opened period by its own plan, another as the plan is now.
   * @throws DomainError `assessment.unknown-plan`, or `assessment.unknown-period` for a code that names no period of
   * the plan's kind, or one that has not begun
   */
  async of(tx: EntityManager, planCode: string, periodCode: string): Promise<Frame> {
    const opened = await this.periods.find(tx, planCode, periodCode);
    const frame = opened ? await this.ofOpened(tx, opened) : await this.asItIsNow(tx, planCode, periodCode);
    if (!hasBegun(frame.period, frame.now)) throw unknownPeriod('the period has not begun');
    return frame;
  }

  /** A period as the plan in force would have it, begun or not. Throws as `of` does. */
  async asItIsNow(tx: EntityManager, planCode: string, periodCode: string): Promise<Frame> {
    const profile = this.registry.current();
    const plan = profile.plan(planCode);
    if (!plan) throw new DomainError('assessment.unknown-plan', `there is no plan ${planCode.slice(0, 64)}`);
    const named = periodOf(plan.period, periodCode, dayOf(profile));
    if (!named) throw unknownPeriod(`the plan counts by ${plan.period}, written as in ${EXAMPLES[plan.period]}`);
    const period = meeting(named, await this.periods.ofPlan(tx, planCode));
    return { profile, plan, period, opened: null, now: await databaseNow(tx) };
  }

  /** The period that runs of every plan in force, as the plan is now. */
  async running(tx: EntityManager): Promise<Frame[]> {
    const profile = this.registry.current();
    const now = await databaseNow(tx);
    const known = await this.periods.known(tx);
    return profile.document.plans.flatMap((plan) => {
      const named = periodAt(plan.period, now, dayOf(profile));
      const period = named && meeting(named, known.filter(isOf(plan)));
      return period && hasBegun(period, now) ? [{ profile, plan, period, opened: null, now }] : [];
    });
  }

  /** The plan that is named; without a name the only one that a period's code can be of, else `input.invalid`. */
  planOf(named: string | undefined, periodCode: string): string {
    if (named !== undefined) return named;
    const profile = this.registry.current();
    const { document } = profile;
    const [only, second] = document.plans.filter(({ period }) => periodOf(period, periodCode, dayOf(profile)));
    if (only && !second) return only.code;
    const message = `must be one of ${document.plans.map(({ code }) => code).join(', ')}`;
    throw new DomainError('input.invalid', '1 problem(s) in the input', [{ field: 'plan', message }]);
  }

  private async ofOpened(tx: EntityManager, opened: PeriodRow): Promise<Frame> {
    const period = { code: opened.code, from: opened.from, to: opened.to };
    return { profile: this.registry.current(), plan: opened.document, period, opened, now: await databaseNow(tx) };
  }
}

const isOf =
  ({ code }: Plan) =>
  ({ plan }: { plan: string }): boolean =>
    plan === code;

const dayOf = ({ document, calendar }: Profile): StatisticalDay => ({
  start: document.statisticalDayStart,
  zone: calendar.zone,
});

/** The facts that count in a period: frozen ones once it is frozen. */
export function sourceOf({ plan, period, opened }: Frame): Source {
  return opened?.frozenAs ? { publicationId: opened.frozenAs } : { plan: plan.code, period };
}

/** The unit, or `unit.unknown` when the plan does not score it. */
export function scoredUnit(units: readonly ScoredUnit[], code: string): ScoredUnit {
  const unit = units.find((each) => each.code === code);
  if (unit) return unit;
  const message = 'is no unit that this plan scores';
  throw new DomainError('unit.unknown', `${code} ${message}`, [{ field: 'unit', message }]);
}

/** The plan's indicator, or its rule of points as one; else `input.invalid`. */
export function indicatorOf(plan: Plan, code: string): Pick<Indicator, 'numerator' | 'denominator'> {
  const { indicators, adjustments = [] } = plan;
  const rule = adjustments.find((each) => each.code === code);
  const indicator = rule
    ? { numerator: rule.measure, denominator: rule.measure }
    : indicators.find((each) => each.code === code);
  if (indicator) return indicator;
  const message = `must be one of ${[...indicators, ...adjustments].map((each) => each.code).join(', ')}`;
  throw new DomainError('input.invalid', '1 problem(s) in the input', [{ field: 'indicator', message }]);
}

/**
 * Whose figures: a unit sees its own, an office those of its area, the centre all. Those of a member of staff are for
 * that person, and of units and offices for who leads them.
 */
function sightOf(profile: Profile, { code, worksIn, area }: ScoredUnit): [Act, Subject] {
  const centre = profile.centre().code;
  if (worksIn === undefined) return ['assessment.read', { holder: code, centre, area }];
  return ['assessment.read-staff', { holder: worksIn, person: code, centre, area }];
}

export const visibleTo = (actor: Actor, profile: Profile, unit: ScoredUnit): boolean =>
  may(actor, ...sightOf(profile, unit));

/** @throws DomainError `auth.forbidden` for who may not see the figures */
export const requireSight = (actor: Actor, profile: Profile, unit: ScoredUnit): void =>
  require(actor, ...sightOf(profile, unit));

const unknownPeriod = (message: string): DomainError =>
  new DomainError('assessment.unknown-period', message, [{ field: 'period', message }]);

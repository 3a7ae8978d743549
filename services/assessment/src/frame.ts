import { DomainError } from '@gridwhistle/kernel';
import { databaseNow, may, type Actor, type Subject } from '@gridwhistle/platform';
import type { Indicator, Plan, Profile, Unit } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { hasBegun, periodOf, type Period } from './domain/period.js';

/** A plan and one of its periods, under the profile in force. */
export interface Frame {
  readonly profile: Profile;
  readonly plan: Plan;
  readonly period: Period;
  readonly now: Date;
}

/** A unit as far as it is assessed. */
export type AssessedUnit = Pick<Unit, 'code' | 'area' | 'name'>;

@Injectable()
export class Frames {
  constructor(private readonly registry: Registry) {}

  /**
   * @throws DomainError `assessment.unknown-plan`, or `assessment.unknown-period` for a code that names no period of
   * the plan's kind, or one that has not begun
   */
  async of(tx: EntityManager, planCode: string, periodCode: string): Promise<Frame> {
    const profile = this.registry.current();
    const plan = profile.plan(planCode);
    if (!plan) throw new DomainError('assessment.unknown-plan', `there is no plan ${planCode.slice(0, 64)}`);
    const day = { start: profile.document.statisticalDayStart, zone: profile.calendar.zone };
    const period = periodOf(plan.period, periodCode, day);
    const now = await databaseNow(tx);
    if (!period) throw unknownPeriod(`the plan counts by ${plan.period}`);
    if (!hasBegun(period, now)) throw unknownPeriod('the period has not begun');
    return { profile, plan, period, now };
  }
}

/** The units that a plan scores, by code. */
export function subjectsOf({ profile, plan }: Frame): Unit[] {
  const units = profile.document.units.filter(({ kind }) => plan.subjects.includes(kind));
  return units.sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The unit, or `unit.unknown` when the plan does not score it. */
export function assessedUnit<U extends AssessedUnit>(units: readonly U[], code: string): U {
  const unit = units.find((each) => each.code === code);
  if (unit) return unit;
  const message = 'is no unit that this plan scores';
  throw new DomainError('unit.unknown', `${code} ${message}`, [{ field: 'unit', message }]);
}

/** The plan's indicator, or `input.invalid`. */
export function indicatorOf(plan: Plan, code: string): Indicator {
  const indicator = plan.indicators.find((each) => each.code === code);
  if (indicator) return indicator;
  const message = `must be one of ${plan.indicators.map((each) => each.code).join(', ')}`;
  throw new DomainError('input.invalid', '1 problem(s) in the input', [{ field: 'indicator', message }]);
}

/** Whose figures: a unit sees its own, an office those of its area, the centre all. */
export function subjectOf(profile: Profile, { code, area }: Pick<AssessedUnit, 'code' | 'area'>): Subject {
  return { holder: code, centre: profile.centre().code, area };
}

export const visibleTo = (actor: Actor, profile: Profile, unit: AssessedUnit): boolean =>
  may(actor, 'assessment.read', subjectOf(profile, unit));

const unknownPeriod = (message: string): DomainError => new DomainError('assessment.unknown-period', message);

import type { Adjustment, Indicator, Plan } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AdjustmentView, DeductionView, IndicatorView, UnitScoreView } from './answers.js';
import type { Tally } from './domain/indicator.js';
import { scoreOf, type AdjustmentScore, type IndicatorScore } from './domain/score.js';
import { FiguresStore, type Source } from './figures.store.js';
import { ProposalStore, type ProposalRow } from './proposal.store.js';
import type { ScoredUnit } from './scored-unit.js';

/** A unit's score as it is frozen: everything but the addresses of its lists. */
export interface UnitScore extends Omit<UnitScoreView, 'indicators' | 'adjustments'> {
  indicators: Omit<IndicatorView, 'list'>[];
  adjustments: Omit<AdjustmentView, 'list'>[];
}

/** What is scored: a plan's period and the facts to count. */
export interface Reckoning {
  readonly plan: Plan;
  readonly period: string;
  readonly source: Source;
}

/** Scores of units, by the one rule of the domain, from facts and proposals. */
@Injectable()
export class Scores {
  constructor(
    private readonly figures: FiguresStore,
    private readonly proposals: ProposalStore,
  ) {}

  async of(tx: EntityManager, reckoning: Reckoning, units: readonly ScoredUnit[]): Promise<UnitScore[]> {
    return this.from(tx, reckoning, units, await this.figures.tallies(tx, reckoning.source, units));
  }

  /** Of facts that are counted already. */
  async from(
    tx: EntityManager,
    { plan, period }: Pick<Reckoning, 'plan' | 'period'>,
    units: readonly ScoredUnit[],
    tallies: ReadonlyMap<string, readonly Tally[]>,
  ): Promise<UnitScore[]> {
    const codes = units.map(({ code }) => code);
    const proposed = await this.proposals.ofUnits(tx, { plan: plan.code, period }, codes);
    return units.map((unit) =>
      unitScore(plan, unit, tallies.get(unit.code) ?? [], (proposed.get(unit.code) ?? []).map(deductionOf)),
    );
  }
}

function unitScore(plan: Plan, unit: ScoredUnit, tallies: readonly Tally[], proposals: DeductionView[]): UnitScore {
  const points = proposals.map((proposal) => proposal.points);
  const { indicators, base, adjustments, deduction, total, grade } = scoreOf(plan, tallies, points);
  return {
    unit: unit.code,
    ...(unit.worksIn === undefined ? {} : { worksIn: unit.worksIn }),
    name: unit.name,
    indicators: indicators.map(figureOf),
    base,
    adjustments: adjustments.map(ruleOf),
    proposals,
    deduction,
    total,
    ...(grade === null ? {} : { grade }),
  };
}

function figureOf({ indicator, ...figure }: IndicatorScore<Indicator>): UnitScore['indicators'][number] {
  const { code, name, weight, better } = indicator;
  return { code, name, weight, better, ...figure };
}

function ruleOf({ adjustment, ...figure }: AdjustmentScore<Adjustment>): UnitScore['adjustments'][number] {
  const { code, name, kind, each, cap } = adjustment;
  return { code, name, kind, each, cap, ...figure };
}

const deductionOf = ({ id, proposer, points }: ProposalRow): DeductionView => ({ proposalId: id, proposer, points });

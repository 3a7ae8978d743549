import type { Indicator, Plan } from '@gridwhistle/registry';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { DeductionView, IndicatorView, UnitScoreView } from './answers.js';
import type { Tally } from './domain/indicator.js';
import { scoreOf, type IndicatorScore } from './domain/score.js';
import { FiguresStore, type Source } from './figures.store.js';
import type { AssessedUnit } from './frame.js';
import { ProposalStore, type ProposalRow } from './proposal.store.js';

/** A unit's score as it is frozen: everything but the addresses of its lists. */
export interface UnitScore extends Omit<UnitScoreView, 'indicators'> {
  indicators: Omit<IndicatorView, 'list'>[];
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

  async of(
    tx: EntityManager,
    { plan, period, source }: Reckoning,
    units: readonly AssessedUnit[],
  ): Promise<UnitScore[]> {
    const codes = units.map(({ code }) => code);
    const tallies = await this.figures.tallies(tx, source, codes);
    const proposed = await this.proposals.ofUnits(tx, { plan: plan.code, period }, codes);
    return units.map((unit) =>
      unitScore(plan, unit, tallies.get(unit.code) ?? [], (proposed.get(unit.code) ?? []).map(deductionOf)),
    );
  }
}

function unitScore(plan: Plan, unit: AssessedUnit, tallies: readonly Tally[], proposals: DeductionView[]): UnitScore {
  const points = proposals.map((proposal) => proposal.points);
  const { indicators, base, deduction, total, grade } = scoreOf(plan, tallies, points);
  return {
    unit: unit.code,
    name: unit.name,
    indicators: indicators.map(figureOf),
    base,
    proposals,
    deduction,
    total,
    ...(grade === null ? {} : { grade }),
  };
}

function figureOf({ indicator, ...figure }: IndicatorScore<Indicator>): UnitScore['indicators'][number] {
  const { code, name, weight } = indicator;
  return { code, name, weight, ...figure };
}

const deductionOf = ({ id, proposer, points }: ProposalRow): DeductionView => ({ proposalId: id, proposer, points });

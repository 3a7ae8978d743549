import type { RecountAsked, RecountComparison, RecountDifference, RecountState } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { groupBy } from '@gridwhistle/messaging';
import { Database, databaseNow, digestOf, withPatience } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { keyOf, type Fact } from './domain/fact.js';
import type { Tally } from './domain/indicator.js';
import { isSame, tallied } from './domain/tally.js';
import { FiguresStore, type Exempt } from './figures.store.js';
import { Frames, sourceOf, type Frame } from './frame.js';
import { Freezing } from './freezing.js';
import { Histories } from './histories.js';
import { PeriodStore } from './period.store.js';
import { PublicationStore } from './publication.store.js';
import { ownScope, unitsByArea, type ScoredUnit } from './scored-unit.js';
import { Scores, type UnitScore } from './scores.js';
import { Subjects } from './subjects.js';

const SHOWN = 100;

/** Makes a period's facts and figures anew from the logs of their owners. What is frozen and published stays. */
@Injectable()
export class Recount {
  private state: RecountState = { running: false, read: 0 };

  constructor(
    private readonly database: Database,
    private readonly frames: Frames,
    private readonly histories: Histories,
    private readonly figures: FiguresStore,
    private readonly subjects: Subjects,
    private readonly publications: PublicationStore,
    private readonly scores: Scores,
    private readonly periods: PeriodStore,
    private readonly freezing: Freezing,
  ) {}

  /** How far it is, or how it ended. */
  get now(): RecountState {
    return this.state;
  }

  /**
   * Begins, unless the same is running; ends by itself. With `keep`, what is published next of a frozen period counts what
   * the events say. Throws as `Frames.of` does, and `assessment.recount-running` while another runs.
   */
  async begin(planCode: string | undefined, period: string, keep = false): Promise<RecountState> {
    const asked = { plan: this.frames.planOf(planCode, period), period, keep };
    const before = this.state;
    if (before.running) return joined(before, asked);
    this.state = { running: true, of: asked, read: 0 };
    const tx = this.database.source.manager;
    const frame = await this.frames.of(tx, asked.plan, period).catch((error: unknown) => {
      this.state = before;
      throw error;
    });
    void withPatience(Infinity, () => this.compare(tx, frame, keep)).then(
      (comparison) => (this.state = { running: false, of: asked, read: comparison.events, comparison }),
      (error: Error) => (this.state = { ...this.state, running: false, failure: error.message }),
    );
    return this.state;
  }

  /** The period's figures beside those that its events give. */
  private async compare(tx: EntityManager, frame: Frame, keep: boolean): Promise<RecountComparison> {
    const { plan, period, opened } = frame;
    const until = opened?.frozenAt ?? (await databaseNow(tx));
    const units = await this.subjects.of(tx, frame);
    const told = await this.histories.factsOf(period, until, (read) => (this.state = { ...this.state, read }));
    const recounted = told.facts.filter(reachOf(units));
    const kept = await this.figures.all(tx, sourceOf(frame), units);
    const counted = beside(recounted, kept);
    const scores = await this.scores.from(tx, { plan, period: period.code }, units, talliesOf(units, counted));
    const shown = await this.shown(tx, frame, units);
    if (keep) await this.keep(frame, recounted);
    const differences = [...factsThatDiffer(kept, recounted), ...unitsThatDiffer(shown, scores)];
    return {
      ...{ plan: plan.code, period: period.code, until: until.toISOString() },
      ...{ events: told.events, facts: recounted.length, units: units.length },
      ...{ same: differences.length === 0, different: differences.length, differences: differences.slice(0, SHOWN) },
    };
  }

  /** The figures that are shown: published ones as they are written down. */
  private shown(tx: EntityManager, frame: Frame, units: ScoredUnit[]): Promise<UnitScore[]> {
    const { plan, period, opened } = frame;
    if (opened?.state === 'published' && opened.frozenAs) {
      return this.publications.scores(tx, opened.frozenAs, codesOf(units));
    }
    return this.scores.of(tx, { plan, period: period.code, source: sourceOf(frame) }, units);
  }

  private async keep({ plan, period, opened }: Frame, facts: readonly Fact[]): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.periods.lock(tx, plan.code);
      const now = await this.periods.find(tx, plan.code, period.code);
      if (!now?.frozenAs || now.sequence !== opened?.sequence)
        throw new Error('only a frozen period is recounted for good');
      const of = { plan, period: period.code };
      const recountedAs = await this.freezing.recount(tx, of, { frozenAs: now.frozenAs, facts });
      await this.periods.update(tx, now.id, { recountedAs });
    });
  }
}

/** The one that runs, for who asks the same. */
function joined(running: RecountState, asked: RecountAsked): RecountState {
  const { plan, period, keep } = running.of ?? {};
  if (plan === asked.plan && period === asked.period && keep === asked.keep) return running;
  const message = `${period} of ${plan} is being counted${keep ? ', to be kept' : ''}`;
  throw new DomainError('assessment.recount-running', message);
}

/** Tells which facts count for any of the units. */
function reachOf(units: readonly ScoredUnit[]): (fact: Fact) => boolean {
  const [codes, own, unitsOf] = [new Set<string | null>(codesOf(units)), ownScope(units), unitsByArea(units)];
  return (fact) => codes.has(fact[own]) || unitsOf(fact.area).length > 0;
}

/** Facts that were counted anew and are exempt for nobody or only for some, as those that are kept say. */
function beside(recounted: readonly Fact[], kept: readonly (Fact & Exempt)[]): (Fact & Exempt)[] {
  const byKey = new Map(kept.map((fact) => [keyOf(fact), fact]));
  return recounted.flatMap((fact) => {
    const { exempt = false, exemptFor = [] } = byKey.get(keyOf(fact)) ?? {};
    return exempt ? [] : [{ ...fact, exempt, exemptFor }];
  });
}

/** The facts of each unit and of the areas that count for it. */
function talliesOf(units: readonly ScoredUnit[], facts: readonly (Fact & Exempt)[]): Map<string, Tally[]> {
  const tallies = new Map<string, Tally[]>(units.map(({ code }) => [code, []]));
  const own = ownScope(units);
  const theirOwn = facts.filter(({ unit, exemptFor }) => unit === null || !exemptFor.includes(unit));
  for (const [whose, theirs] of groupBy(theirOwn, (fact) => fact[own])) {
    if (whose !== null) tallies.get(whose)?.push(...tallied(theirs, own));
  }
  const unitsOf = unitsByArea(units);
  for (const around of groupBy(facts, ({ area, exemptFor }) => JSON.stringify([area, exemptFor])).values()) {
    const [alike, { area = null, exemptFor = [] } = {}] = [tallied(around, 'area'), around[0]];
    const counting = unitsOf(area).filter((code) => !exemptFor.includes(code));
    for (const code of counting) tallies.get(code)?.push(...alike);
  }
  return tallies;
}

function factsThatDiffer(kept: readonly (Fact & Exempt)[], recounted: readonly Fact[]): RecountDifference[] {
  const byKey = new Map(recounted.map((fact) => [keyOf(fact), fact]));
  const changed = kept.flatMap((fact) => {
    const other = byKey.get(keyOf(fact));
    byKey.delete(keyOf(fact));
    if (other && isSame(fact, other)) return [];
    return [{ row: keyOf(fact), kept: fact, ...(other ? { recounted: other } : {}) }];
  });
  return [...changed, ...[...byKey].map(([row, fact]) => ({ row, recounted: fact }))];
}

/** Bit for bit: the figures as they are written down. */
function unitsThatDiffer(kept: readonly UnitScore[], recounted: readonly UnitScore[]): RecountDifference[] {
  const byUnit = new Map(recounted.map((score) => [score.unit, score]));
  return kept.flatMap((score) => {
    const other = byUnit.get(score.unit);
    return digestOf(score).equals(digestOf(other)) ? [] : [{ row: score.unit, kept: score, recounted: other }];
  });
}

const codesOf = (units: readonly ScoredUnit[]): string[] => units.map(({ code }) => code);

import {
  AreaCode,
  Code,
  Flag,
  Id,
  Instant,
  List,
  NameView,
  Nested,
  OneOf,
  Optional,
  PlainValues,
  Real,
  RealOrNull,
  Shape,
  Text,
  Texts,
  Whole,
} from '@gridwhistle/contracts';
import { FACT_KINDS } from '@gridwhistle/registry';
import { APPEAL_STATES, type AppealState } from './domain/appeal.js';
import type { FactFields, FactKind } from './domain/fact.js';
import { PERIOD_STATES, type PeriodState } from './domain/period.js';

/** One figure with everything needed to check it. */
@Shape()
export class IndicatorView {
  @Code() code!: string;
  @Nested(() => NameView) name!: NameView;
  /** Points of 100 that it is worth. */
  @Real(0, 100) weight!: number;
  /** Whether a high rate earns the points or a low one. */
  @OneOf(['high', 'low']) better!: 'high' | 'low';
  @Real(0, 1e9) numerator!: number;
  @Real(0, 1e9) denominator!: number;
  /** A share with four decimals; null without cases. */
  @RealOrNull(0, 1e9) rate!: number | null;
  /** Null without cases: the indicator is then left out and the others are scaled to 100. */
  @RealOrNull(0, 100) points!: number | null;
  /** The calculation in figures, or `no cases`. */
  @Text(200) formula!: string;
  /** The facts behind it; recounting them gives numerator and denominator. */
  @Text(500) list!: string;
}

/** What a rule of points gives or takes. */
@Shape()
export class AdjustmentView {
  @Code() code!: string;
  @Nested(() => NameView) name!: NameView;
  @OneOf(['bonus', 'deduction']) kind!: 'bonus' | 'deduction';
  /** Points for each fact that fits, and the most that the rule gives or takes. */
  @Real(0, 100) each!: number;
  @Real(0, 100) cap!: number;
  /** How many facts fit. */
  @Real(0, 1e9) times!: number;
  /** Below 0 for a deduction. */
  @Real(-100, 100) points!: number;
  @Text(200) formula!: string;
  /** The facts behind it. */
  @Text(500) list!: string;
}

@Shape()
export class DeductionView {
  @Id() proposalId!: string;
  @Code() proposer!: string;
  @Real(0, 100) points!: number;
}

@Shape()
export class UnitScoreView {
  /** By a plan of staff the id of the member of staff. */
  @Code() unit!: string;
  /** The unit of a member of staff, whose name is shown. */
  @Optional() @Code() worksIn?: string;
  @Nested(() => NameView) name!: NameView;
  @List(() => IndicatorView, 100) indicators!: IndicatorView[];
  /** Points of the indicators that have cases, scaled to 100; null when none has. */
  @RealOrNull(0, 100) base!: number | null;
  /** What the plan's rules of points add and take off. */
  @List(() => AdjustmentView, 100) adjustments!: AdjustmentView[];
  @List(() => DeductionView, 1000) proposals!: DeductionView[];
  /** What the proposals take off, at most the plan's cap. */
  @Real(0, 100) deduction!: number;
  /** The base with the adjustments, without the deduction; never below 0. */
  @RealOrNull(0, 10_100) total!: number | null;
  /** Absent without a total. */
  @Optional() @Code() grade?: string;
}

/** Answer of `GET /assessments/{plan}/{period}`: figures as they are now. */
@Shape()
export class AssessmentView {
  @Code() plan!: string;
  @Nested(() => NameView) name!: NameView;
  @Code() period!: string;
  /** First moment of the period. */
  @Instant() from!: string;
  /** First moment after it. */
  @Instant() to!: string;
  /** The period has not ended. */
  @Flag() open!: boolean;
  /** Absent while nobody has opened the period: its plan may still change. */
  @Optional() @OneOf(PERIOD_STATES) state?: PeriodState;
  /** The last publication of the period. */
  @Optional() @Id() publication?: string;
  /** The most points that proposals may take off. */
  @Real(0, 100) proposalCap!: number;
  @List(() => UnitScoreView, 200) units!: UnitScoreView[];
  /** Cursor of the next page. */
  @Optional() @Text(1000) next?: string;
}

/** Where a unit stands. */
@Shape()
export class RankedView {
  /** By a plan of staff the id of the member of staff, under the name of the unit. */
  @Code() unit!: string;
  @Nested(() => NameView) name!: NameView;
  /**
   * 1 is the best, equals share a place; null without cases. Absent before the publication for who does not see all: it would
   * be one among few.
   */
  @Optional() @RealOrNull(1, 1e6) place?: number | null;
  @RealOrNull(0, 10_100) total!: number | null;
  @Optional() @Code() grade?: string;
  /** Such as five stars. */
  @Optional() @Nested(() => NameView) gradeName?: NameView;
}

/** Answer of `GET /assessments/{plan}/{period}/scores`. */
@Shape()
export class RankingView {
  @Code() plan!: string;
  @Nested(() => NameView) name!: NameView;
  @Code() period!: string;
  /** The last publication, once there is one. */
  @Optional() @Id() publication?: string;
  @List(() => RankedView, 200) units!: RankedView[];
  /** Cursor of the next page. */
  @Optional() @Text(1000) next?: string;
}

/** A period of a plan that was opened. */
@Shape()
export class PeriodView {
  @Id() id!: string;
  @Code() plan!: string;
  @Nested(() => NameView) name!: NameView;
  @Code() period!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @OneOf(PERIOD_STATES) state!: PeriodState;
  @Instant() openedAt!: string;
  /** Staff id; `system` where it opened by itself. */
  @Text(200) openedBy!: string;
  /** Nothing that happened later counts. */
  @Optional() @Instant() frozenAt?: string;
}

/** One fact behind a figure, and what it adds to it. */
@Shape()
export class FactView {
  @OneOf(FACT_KINDS) kind!: FactKind;
  /** Absent of a report or a ticket: their area answers for them. */
  @Optional() @Code() unit?: string;
  /** Id of the member of staff who answers for it, by a plan of staff. */
  @Optional() @Code() person?: string;
  /** Where it lies; absent where nobody has said. */
  @Optional() @AreaCode() area?: string;
  @Id() ticketId!: string;
  @Optional() @Id() orderId?: string;
  @Optional() @Id() whistleId?: string;
  /** The moment that decides its period. */
  @Instant() countsAt!: string;
  /** When the unit forwarded, reported in, or the citizen answered. */
  @Optional() @Instant() settledAt?: string;
  @Real(0, 1) numerator!: number;
  @Real(0, 1) denominator!: number;
  /** What the plan looked at. */
  @PlainValues() fields!: FactFields;
}

@Shape()
export class PublicationView {
  @Id() id!: string;
  @Code() plan!: string;
  @Nested(() => NameView) name!: NameView;
  @Code() period!: string;
  @Instant() from!: string;
  @Instant() to!: string;
  @Instant() publishedAt!: string;
  /** Staff id. */
  @Text(200) publishedBy!: string;
  /** How many units were scored. */
  @Whole(0, 1_000_000) unitCount!: number;
  /** SHA-256 over the plan and every unit's frozen figures. */
  @Text(64, 64) digest!: string;
  /** Nothing that happened later counts. */
  @Instant() frozenAt!: string;
  /** The publication that this one corrects, and why. */
  @Optional() @Id() corrects?: string;
  @Optional() @Text(1000) reason?: string;
}

/** Answer of `GET /publications/{id}`: figures that no later event changes. */
@Shape()
export class PublishedView extends PublicationView {
  @List(() => UnitScoreView, 200) units!: UnitScoreView[];
  @Optional() @Text(1000) next?: string;
}

@Shape()
export class ProposalView {
  @Id() id!: string;
  @Code() plan!: string;
  @Code() period!: string;
  @Code() proposer!: string;
  @Code() unit!: string;
  @Real(0, 100) points!: number;
  @Optional() @Id() ticketId?: string;
  @Text(1000) reason!: string;
  @Instant() madeAt!: string;
}

/** An appeal as its owner shows it; its ETag is `sequence`. */
@Shape()
export class AppealView {
  @Id() id!: string;
  @Code() plan!: string;
  @Code() period!: string;
  @Id() orderId!: string;
  @Id() ticketId!: string;
  @Code() unit!: string;
  @OneOf(APPEAL_STATES) state!: AppealState;
  @Text(1000) reason!: string;
  /** Why it was refused. */
  @Optional() @Text(1000) answer?: string;
  /** Staff ids. */
  @Texts(2, 200) reviewers!: string[];
  @Instant() madeAt!: string;
  @Whole(1, 10) sequence!: number;
}

@Shape()
export class ExemptionView {
  @Id() id!: string;
  @Code() plan!: string;
  @Code() period!: string;
  @Id() ticketId!: string;
  /** Absent where the whole ticket leaves. */
  @Optional() @Code() unit?: string;
  @Text(1000) reason!: string;
  @Instant() madeAt!: string;
}

import {
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
  Whole,
} from '@gridwhistle/contracts';
import type { FactFields, FactKind } from './domain/fact.js';

/** One figure with everything needed to check it. */
@Shape()
export class IndicatorView {
  @Code() code!: string;
  @Nested(() => NameView) name!: NameView;
  /** Points of 100 that it is worth. */
  @Real(0, 100) weight!: number;
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

@Shape()
export class DeductionView {
  @Id() proposalId!: string;
  @Code() proposer!: string;
  @Real(0, 100) points!: number;
}

@Shape()
export class UnitScoreView {
  @Code() unit!: string;
  @Nested(() => NameView) name!: NameView;
  @List(() => IndicatorView, 100) indicators!: IndicatorView[];
  /** Points of the indicators that have cases, scaled to 100; null when none has. */
  @RealOrNull(0, 100) base!: number | null;
  @List(() => DeductionView, 1000) proposals!: DeductionView[];
  /** What the proposals take off, at most the plan's cap. */
  @Real(0, 100) deduction!: number;
  @RealOrNull(0, 100) total!: number | null;
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
  /** The publication that froze the period's figures; later events may have moved the ones here. */
  @Optional() @Id() publication?: string;
  @List(() => UnitScoreView, 200) units!: UnitScoreView[];
  /** Cursor of the next page. */
  @Optional() @Text(1000) next?: string;
}

/** One fact behind a figure, and what it adds to it. */
@Shape()
export class FactView {
  @OneOf(['order', 'summons', 'call-back']) kind!: FactKind;
  @Code() unit!: string;
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

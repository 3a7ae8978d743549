import {
  AreaCode,
  Code,
  Codes,
  Flag,
  Id,
  Instant,
  List,
  OneOf,
  Optional,
  Shape,
  Text,
  Whole,
} from '@gridwhistle/contracts';
import {
  CHANNELS,
  ORDER_ORIGINS,
  ORDER_ROLES,
  ORDER_STATES,
  OUTCOMES,
  SEVERITIES,
  TICKET_STATES,
  TIERS,
  type Channel,
  type OrderOrigin,
  type OrderRole,
  type OrderState,
  type Outcome,
  type Severity,
  type TicketState,
  type Tier,
} from '@gridwhistle/kernel';

/** An order as its owner shows it; its ETag is `sequence`. */
@Shape()
export class OrderView {
  @Id() id!: string;
  @Id() ticketId!: string;
  @Code() unit!: string;
  @OneOf(ORDER_ROLES) role!: OrderRole;
  @OneOf(TIERS) tier!: Tier;
  @OneOf(ORDER_ORIGINS) origin!: OrderOrigin;
  @OneOf(ORDER_STATES) state!: OrderState;
  /** Its clock stands until its whistle is over. */
  @Flag() waiting!: boolean;
  @Optional() @Id() whistleId?: string;
  @Optional() @Id() parentId?: string;
  @Code() verifier!: string;
  @Code() dispatcher!: string;
  @Code() category!: string;
  @OneOf(SEVERITIES) severity!: Severity;
  @AreaCode() area!: string;
  @AreaCode() grid!: string;
  @Whole(1, 99) round!: number;
  /** Absent while its clock stands. */
  @Optional() @Instant() acceptDueAt?: string;
  @Optional() @Instant() dueAt?: string;
  /** The due moment lies in a year whose holidays are not announced. */
  @Flag() provisional!: boolean;
  /** Judged when the holder forwarded its result or raised. */
  @Optional() @Flag() onTime?: boolean;
  @Optional() @Flag() acceptedOnTime?: boolean;
  @Whole(0, 99) returns!: number;
  /** What the lifecycle allows now; who may do it is another matter. */
  @Codes(12) acts!: string[];
  @Whole(1, 1_000_000) sequence!: number;
  @Instant() issuedAt!: string;
  @Instant() updatedAt!: string;
}

/** A ticket as its owner shows it; its ETag is `sequence`. */
@Shape()
export class TicketView {
  @Id() id!: string;
  @OneOf(TICKET_STATES) state!: TicketState;
  @OneOf(SEVERITIES) severity!: Severity;
  @OneOf(CHANNELS) channel!: Channel;
  @Optional() @Code() category?: string;
  @Optional() @Code() condition?: string;
  @Optional() @AreaCode() grid?: string;
  @Optional() @AreaCode() area?: string;
  @Code() dispatcher!: string;
  /** `grid`, `category`, `decision`: what the dispatcher must decide. */
  @Codes(3) waitingFor!: string[];
  @Whole(0, 99) round!: number;
  @Optional() @OneOf(OUTCOMES) outcome?: Outcome;
  @Optional() @Instant() dueAt?: string;
  @Optional() @Flag() provisional?: boolean;
  @Optional() @Flag() onTime?: boolean;
  @Optional() @Instant() ratingUntil?: string;
  /** The route's rule that assigned it, or `dispatcher`. */
  @Optional() @Code() rule?: string;
  @List(() => OrderView, 1000) orders!: OrderView[];
  @Codes(5) acts!: string[];
  @Whole(1, 1_000_000) sequence!: number;
  @Instant() openedAt!: string;
  @Instant() updatedAt!: string;
}

@Shape()
export class ProofView {
  @Whole(0, 32_767) n!: number;
  @Text(64) mediaType!: string;
  @Text(300) url!: string;
}

@Shape()
export class ProgressView {
  @Instant() at!: string;
  @Text(2000) text!: string;
}

@Shape()
export class ReasonView {
  @Instant() at!: string;
  /** The act it was given for, such as `return`. */
  @Code() act!: string;
  @Text(2000) text!: string;
}

/** The words of an order: people's data, for its holder, its verifier, its dispatching unit and the centre. */
@Shape()
export class OrderResult {
  @Id() orderId!: string;
  @Id() ticketId!: string;
  @Code() unit!: string;
  /** The last result; absent before there is one. */
  @Optional() @Text(5000) result?: string;
  @Optional() @OneOf(OUTCOMES) outcome?: Outcome;
  @Optional() @Instant() at?: string;
  /** Pictures of the last result, and of returns. */
  @List(() => ProofView, 1000) proof!: ProofView[];
  @List(() => ProgressView, 1000) progress!: ProgressView[];
  @List(() => ReasonView, 1000) reasons!: ReasonView[];
}

import {
  Code,
  Codes,
  Id,
  Ids,
  Instant,
  List,
  MOST_PARTS,
  NameView,
  Nested,
  OneOf,
  Optional,
  OrderFields,
  Shape,
  Text,
  TicketFields,
  Whole,
} from '@gridwhistle/contracts';
import {
  MATTER_KINDS,
  ORDER_STATES,
  OUTCOMES,
  type MatterKind,
  type OrderState,
  type Outcome,
} from '@gridwhistle/kernel';

/** An order as its owner shows it; its ETag is `sequence`. */
@Shape()
export class OrderView extends OrderFields {
  @Code() dispatcher!: string;
  /** The summoned department objected; the centre rules. */
  @Optional() @OneOf(['raised', 'ruled']) objection?: 'raised' | 'ruled';
  /** By when its last result must be, or had to be, confirmed or sent back; absent while that clock stands. */
  @Optional() @Instant() verificationDueAt?: string;
  /** What the lifecycle allows now; who may do it is another matter. */
  @Codes(12) acts!: string[];
}

/** Which route sent a ticket where and why, as it was when the routes were last asked. */
@Shape()
export class RoutingView {
  /** `no-grid` and `no-category` where no route could be asked. */
  @Code() rule!: string;
  @Nested(() => NameView) why!: NameView;
  @Optional() @Code() unit?: string;
  /** Id of the member of staff in the unit whom the order is meant for. */
  @Optional() @Code() person?: string;
  /** The unit that decides, where the route sends it nowhere yet. */
  @Optional() @Code() waitsFor?: string;
  /** Units that it has told without asking them to act. */
  @Codes(10) inform!: string[];
  /** The moment whose hours and day counted. */
  @Instant() at!: string;
  /** Word lists that the report fell under. */
  @Codes(20) wordLists!: string[];
}

/** A ticket as its owner shows it; its ETag is `sequence`. */
@Shape()
export class TicketView extends TicketFields {
  /** Whose matter verification found it to be. */
  @Optional() @OneOf(MATTER_KINDS) kind?: MatterKind;
  @Optional() @Nested(() => RoutingView) routing?: RoutingView;
  /** The reporter objected; who dispatches it rules. */
  @Optional() @OneOf(['raised', 'ruled']) objection?: 'raised' | 'ruled';
  /** The ticket that is handled in its place. */
  @Optional() @Id() mergedInto?: string;
  /** The ticket that was split, where this one is a part of it; its words are that one's. */
  @Optional() @Id() partOf?: string;
  /** Parts that are not over, where it was split. */
  @Optional() @Ids(MOST_PARTS) partsOpen?: string[];
  /** The review date of a suspended ticket. */
  @Optional() @Instant() suspendedUntil?: string;
  @List(() => OrderView, 1000) orders!: OrderView[];
  @Codes(5) acts!: string[];
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
  @OneOf(ORDER_STATES) state!: OrderState;
  /** The last result; absent before there is one. */
  @Optional() @Text(5000) result?: string;
  @Optional() @OneOf(OUTCOMES) outcome?: Outcome;
  @Optional() @Instant() at?: string;
  /** Pictures of the last result, and of returns. */
  @List(() => ProofView, 1000) proof!: ProofView[];
  @List(() => ProgressView, 1000) progress!: ProgressView[];
  @List(() => ReasonView, 1000) reasons!: ReasonView[];
}

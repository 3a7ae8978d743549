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
import { AreaCode, Code, Codes, Flag, Id, Instant, OneOf, Optional, Whole } from '../fields.js';

/** What everybody shows of an order: dispatch, and the ledger's copy of it. */
export abstract class OrderFields {
  @Id() id!: string;
  @Id() ticketId!: string;
  @Code() unit!: string;
  /** Id of the member of staff whom its route means it for; anybody of the unit may act. */
  @Optional() @Code() assignee?: string;
  @OneOf(ORDER_ROLES) role!: OrderRole;
  @OneOf(TIERS) tier!: Tier;
  @OneOf(ORDER_ORIGINS) origin!: OrderOrigin;
  @OneOf(ORDER_STATES) state!: OrderState;
  /** Until its whistle is over, its clock standing, or the order that it delegated, its clock running. */
  @Flag() waiting!: boolean;
  @Optional() @Id() whistleId?: string;
  @Optional() @Id() parentId?: string;
  @Code() verifier!: string;
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
  @Whole(1, 1_000_000) sequence!: number;
  @Instant() issuedAt!: string;
  @Instant() updatedAt!: string;
}

/** What everybody shows of a ticket; the ledger may have heard of its orders only, so far. */
export abstract class TicketFields {
  @Id() id!: string;
  @OneOf(TICKET_STATES) state!: TicketState;
  @Optional() @OneOf(SEVERITIES) severity?: Severity;
  @Optional() @OneOf(CHANNELS) channel?: Channel;
  @Optional() @Code() category?: string;
  @Optional() @Code() condition?: string;
  @Optional() @AreaCode() grid?: string;
  @Optional() @AreaCode() area?: string;
  @Optional() @Code() dispatcher?: string;
  /** `grid`, `category`, `decision`: what the dispatcher must decide. */
  @Codes(3) waitingFor!: string[];
  @Whole(0, 99) round!: number;
  /** The route's rule that assigned it, or `dispatcher`. */
  @Optional() @Code() rule?: string;
  @Optional() @OneOf(OUTCOMES) outcome?: Outcome;
  @Optional() @Flag() onTime?: boolean;
  @Optional() @Instant() dueAt?: string;
  @Optional() @Flag() provisional?: boolean;
  @Optional() @Instant() ratingUntil?: string;
  @Whole(0, 1_000_000) sequence!: number;
  @Optional() @Instant() openedAt?: string;
  @Instant() updatedAt!: string;
}

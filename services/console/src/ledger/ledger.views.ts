import {
  Code,
  Codes,
  Flag,
  Id,
  Instant,
  List,
  Nested,
  OneOf,
  Optional,
  OrderFields,
  Shape,
  Text,
  TicketFields,
  Whole,
} from '@gridwhistle/contracts';
import { ORDER_STATES, TIERS } from '@gridwhistle/kernel';
import { IsObject } from 'class-validator';

/** An order as the ledger knows it: dispatch's own view without the acts, which only dispatch can tell. */
@Shape()
export class LedgerOrderView extends OrderFields {
  @Codes(0) acts!: string[];
}

/** Who has the matter in hand: the lead order that waits for nobody. */
@Shape()
export class HolderView {
  @Id() orderId!: string;
  @Code() unit!: string;
  @OneOf(TIERS) tier!: string;
  @OneOf(ORDER_STATES) state!: string;
}

/** A line of the ledger. */
@Shape()
export class LedgerTicketView extends TicketFields {
  @Optional() @Nested(() => HolderView) holder?: HolderView;
}

/** A ticket with its orders, from the ledger while dispatch does not answer. */
@Shape()
export class LedgerCaseView extends LedgerTicketView {
  @List(() => LedgerOrderView, 1000) orders!: LedgerOrderView[];
  @Codes(0) acts!: string[];
}

/** A page of tickets, and how many there are in all. */
@Shape()
export class TicketPage {
  @List(() => LedgerTicketView, 200) items!: LedgerTicketView[];
  /** Cursor of the next page; absent on the last one. */
  @Optional() @Text(1000) next?: string;
  /** All that fit, on whatever page; exact while `countIsExact`. */
  @Whole(0, 10_000) count!: number;
  /** False: there are more than 10,000, or more than so far have been found by words that thousands of tickets have. */
  @Flag() countIsExact!: boolean;
}

/** One event of a ticket's way, as the timeline and the live feed show it. */
@Shape()
export class TimelineEntry {
  @Instant() at!: string;
  /** `<entity>.<event>`, as in the AsyncAPI document. */
  @Text(100) event!: string;
  /** The unit that held it then. */
  @Optional() @Code() unit?: string;
  @Text(50) entity!: string;
  @Id() id!: string;
  @Whole(1, 1_000_000) sequence!: number;
  @Optional() @Id() ticketId?: string;
  /** The event's own data. */
  @IsObject() detail!: object;
}

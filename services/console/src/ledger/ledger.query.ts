import { AreaCode, Code, Id, Instant, OneOf, Optional, QueryContract, Text } from '@gridwhistle/contracts';
import {
  CHANNELS,
  ORDER_STATES,
  OUTCOMES,
  SEVERITIES,
  TICKET_STATES,
  type Channel,
  type OrderState,
  type Outcome,
  type Severity,
  type TicketState,
} from '@gridwhistle/kernel';
import { PageQuery } from '@gridwhistle/platform';

/** Filters of `GET /tickets`; all that are given must fit. */
@QueryContract()
export class TicketQuery extends PageQuery {
  @Optional() @OneOf(TICKET_STATES) state?: TicketState;
  @Optional() @Code() category?: string;
  /** An area or grid with everything below it. */
  @Optional() @AreaCode() area?: string;
  /** Holds or held one of the ticket's orders, verifies or dispatches it. */
  @Optional() @Code() unit?: string;
  @Optional() @OneOf(SEVERITIES) severity?: Severity;
  @Optional() @OneOf(OUTCOMES) outcome?: Outcome;
  @Optional() @OneOf(CHANNELS) channel?: Channel;
  /** Open tickets that are due before this moment. */
  @Optional() @Instant() dueBefore?: string;
  /** Open tickets whose limit has passed. */
  @Optional() @OneOf(['true']) overdue?: 'true';
  /**
   * Stand in the report's title, text or address: words of two characters at least, all of them when spaces divide them.
   * Finds only tickets whose words the caller may read now.
   */
  @Optional() @Text(40, 2) words?: string;
}

/** Filters of `GET /orders`; without a unit: what the caller's units hold or verify, for the centre everything. */
@QueryContract()
export class OrderQuery extends PageQuery {
  @Optional() @Code() unit?: string;
  @Optional() @OneOf(ORDER_STATES) state?: OrderState;
  @Optional() @Id() ticketId?: string;
}

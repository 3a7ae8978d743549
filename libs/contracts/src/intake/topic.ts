import { Shape } from '../command.js';
import { AreaCode, Code, Id, Instant, Whole } from '../fields.js';

/** Reports of one month, place and category that say much the same; no words. */
@Shape()
export class TopicView {
  /** Id of its oldest ticket. */
  @Id() id!: string;
  @Code() month!: string;
  /** The smallest area around the grids; the district where no grid is known. */
  @AreaCode() area!: string;
  @Code() category!: string;
  @Whole(2, 1_000_000) tickets!: number;
  @Instant() firstAt!: string;
  @Instant() lastAt!: string;
}

/** A ticket behind a topic. */
@Shape()
export class TopicTicketView {
  @Id() ticketId!: string;
  @Instant() receivedAt!: string;
}

/** An event as the ledger looks at it: whose it is, when it happened, and its data. */
export interface Fact {
  /** `<entity>.<event>` */
  event: string;
  entity: string;
  aggregateId: string;
  /** Count of the aggregate's events. */
  sequence: number;
  /** When it happened, by the owner's clock. */
  at: Date;
  data: object;
}

/** A row of a period that is not what its events say; a side is absent where it has no such row. */
export interface RecountDifference {
  /** `order <id>`, or the unit whose figures differ. */
  readonly row: string;
  readonly kept?: unknown;
  readonly recounted?: unknown;
}

/** How the facts and figures of a period compare with its events. */
export interface RecountComparison {
  readonly plan: string;
  readonly period: string;
  /** Nothing that happened later was looked at. */
  readonly until: string;
  readonly events: number;
  readonly facts: number;
  readonly units: number;
  readonly same: boolean;
  /** How many rows differ, and the first of them. */
  readonly different: number;
  readonly differences: readonly RecountDifference[];
}

/** What is counted anew, and whether that is kept for the next publication. */
export interface RecountAsked {
  readonly plan: string;
  readonly period: string;
  readonly keep: boolean;
}

/** Answer of `GET /internal/recount`: how far a recount is, or how it ended. */
export interface RecountState {
  readonly running: boolean;
  /** Absent before the first. */
  readonly of?: RecountAsked;
  /** Events read so far. */
  readonly read: number;
  readonly comparison?: RecountComparison;
  /** Why it was given up. */
  readonly failure?: string;
}

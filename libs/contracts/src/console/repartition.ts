import { Shape } from '../command.js';
import { Codes, Objects, Texts } from '../fields.js';

/** No district has more codes of a kind. */
const MOST = 100_000;
/** Nor more posts, should all of its staff be others. */
const MOST_POSTS = 500_000;

/**
 * What a profile has no more, or says otherwise, that is to be applied, and who leaves with its staff: the console asks the
 * services what of theirs is open there. All are codes of the profile in force.
 */
@Shape()
export class Repartition {
  @Codes(MOST) areas!: string[];
  @Codes(MOST) grids!: string[];
  @Codes(MOST) units!: string[];
  @Codes(MOST) categories!: string[];
  /** Categories whose limits change. */
  @Codes(MOST) limits!: string[];
  /** Kinds of clocks whose limits change. */
  @Codes(MOST) clocks!: string[];
  /** Windows whose length changes: `return`. */
  @Codes(MOST) windows!: string[];
  /** Kinds of whistles that are gone, or say otherwise. */
  @Codes(MOST) whistles!: string[];
  /** Channels of directives that are gone, or say otherwise. */
  @Codes(MOST) channels!: string[];
  /** The working time that is to be in force, where it changes. */
  @Objects(1) calendars!: object[];
  /** Posts that are left: a person's id, a space, and the unit. */
  @Texts(MOST_POSTS, 129) posts!: string[];
}

/** What may be open where a re-partition ends something. */
export const OPEN_KINDS = [
  'ticket-in-grid',
  'ticket-in-area',
  'ticket-of-category',
  'ticket-with-limit',
  'ticket-dispatched',
  'order-held',
  'order-verified',
  'order-returnable',
  'order-meant',
  'receipt-owed',
  'receipt-of-person',
  'directive-issued',
  'directive-of-channel',
  'whistle-asked',
  'whistle-summoned',
  'whistle-of-kind',
  'clock-running',
  'clock-moved',
] as const;
export type OpenKind = (typeof OPEN_KINDS)[number];

/** How much is open under a code, with the first ids. */
export interface OpenGroup {
  readonly what: OpenKind;
  readonly code: string;
  readonly count: number;
  readonly ids: readonly string[];
}

/** A service's answer: only codes under which something is open. */
export interface OpenThere {
  readonly open: readonly OpenGroup[];
}

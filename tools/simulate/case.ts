import type { OrderView } from '../replay/matter.js';

/** What is kept of an order between two acts on it. */
export type Held = Pick<
  OrderView,
  | 'id'
  | 'ticketId'
  | 'unit'
  | 'tier'
  | 'state'
  | 'round'
  | 'returns'
  | 'verifier'
  | 'dispatcher'
  | 'area'
  | 'category'
  | 'sequence'
> & { readonly parentId?: string };

/** A matter that somebody still has something to do about; plain data, so that a run can be written down. */
export interface Case {
  /** Of the matter, from 0. */
  readonly number: number;
  readonly ticketId: string;
  /** The reporter's key; none of what a grid worker reported. */
  readonly code: string;
  round: number;
  /** In whoever's hands it is; absent until it is known whom it came to. */
  order?: Held;
  /** The moment of the last act on it. */
  since: number;
  /** It was refused once, and is not refused again. */
  returned?: boolean;
  /** It was looked at whose matter it is. */
  verified?: boolean;
  /** It was found to be the people's own, and ends as that in every round. */
  isPrivate?: boolean;
  /** Nobody above is asked any more. */
  forced?: boolean;
  whistle?: Summoned;
  /** Acts that were not answered as expected. */
  refusals: number;
}

/** A whistle's departments, the assisting one first. */
export interface Summoned {
  readonly id: string;
  readonly units: readonly { readonly unit: string; readonly at: number }[];
}

/** What is to be done next, by whoever has to. */
export type Deed = 'look' | 'find' | 'take' | 'rule' | 'work' | 'check' | 'rate' | 'approve' | 'turn-up' | 'conclude';

export interface Task {
  /** Milliseconds of simulated time. */
  readonly at: number;
  readonly deed: Deed;
  readonly case: Case;
}

/** `await`: an order will come to somebody. `over`: nobody has anything to do any more but the clocks. */
export type Next = Pick<Task, 'at' | 'deed'> | 'await' | 'over';

/** An order that has come further than that has a later version: whoever names this one is told to look. */
const OUTDATED = 1;

/**
 * An order as it stands after an act, or as the one whom it came to has it. In a run that goes on it may have come further:
 * then it is kept as it was at that step, so that every later step is taken again, and found done.
 */
export const held = (order: OrderView & { readonly parentId?: string }, state: OrderView['state']): Held => ({
  id: order.id,
  ticketId: order.ticketId,
  unit: order.unit,
  tier: order.tier,
  state,
  round: order.round,
  returns: order.returns,
  verifier: order.verifier,
  dispatcher: order.dispatcher,
  area: order.area,
  category: order.category,
  sequence: order.state === state ? order.sequence : OUTDATED,
  ...(order.parentId === undefined ? {} : { parentId: order.parentId }),
});

/** An order as nobody has returned it yet: in a run that goes on it may have been, and is not to be returned again. */
export const unreturned = <T extends Held>(order: T): T =>
  order.returns === 0 ? order : { ...order, returns: 0, sequence: OUTDATED };

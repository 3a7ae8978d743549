/** Whoever holds orders in a story; which unit that is follows from the profile. */
export type Role = 'micro-grid' | 'grid' | 'village' | 'township' | 'desk' | 'lead' | 'assist';

/** Who does something: a holder, or somebody by what they are to the matter. */
export type Doer = Role | 'reporter' | 'hotline' | 'dispatching unit' | 'verifier' | 'principal' | 'clerk';

export type OrderMove =
  | 'order.accept'
  | 'order.progress'
  | 'order.assist'
  | 'order.delegate'
  | 'order.resolve'
  | 'order.raise'
  | 'order.confirm';

export type StoryAct =
  | OrderMove
  | 'ticket.report'
  | 'ticket.assign'
  | 'ticket.rate'
  | 'hotline.order'
  | 'hotline.call-back'
  | 'whistle.request'
  | 'whistle.approve'
  | 'whistle.report-in'
  | 'whistle.complete';

/** Somebody does something, and it is done or refused. */
export interface Move {
  readonly act: StoryAct;
  readonly by: Doer;
  /** The profile's step that it is. */
  readonly step?: string;
  /** Whose order it is done to, where that is another's. */
  readonly of?: Role;
  /** Whom it is given to. */
  readonly to?: Role;
  /** The code of the refusal that is right here. */
  readonly refused?: string;
  /** Without photos. */
  readonly bare?: true;
  /** What the reporter thinks of it. */
  readonly solved?: boolean;
  /** The dispatching unit finds out what it is. */
  readonly unsorted?: true;
}

/** Something that must be so between two moves. */
export interface Look {
  readonly see: 'silence' | 'orders';
}

/** Time passes until the last of these rungs has fired for the assist, who is late; none fires for the lead. */
export interface Lateness {
  readonly see: 'lateness';
  readonly rungs: readonly string[];
  /** Of an order's clocks. */
  readonly clock?: 'accept';
}

/** One matter, told from its report to its archive. */
export interface Story {
  readonly name: string;
  /** The place lies in a micro-grid. */
  readonly micro?: true;
  readonly moves: readonly (Move | Look | Lateness)[];
}

export const by = (doer: Doer, act: StoryAct, step?: string, more: Partial<Move> = {}): Move => ({
  ...more,
  act,
  by: doer,
  ...(step === undefined ? {} : { step }),
});

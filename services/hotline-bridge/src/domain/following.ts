import type { Outcome } from '@gridwhistle/kernel';

/** The ticket in which an order's matter is handled: its own, or another that it was merged into. */
export interface Following {
  readonly ticketId: string;
  readonly mergedInto: string | null;
  /** The whole of which that one is a part: its reporters are told of the whole (rule 7e). Null where there is none to follow. */
  readonly mergedWhole: string | null;
  /** Up to which events of the ticket that is followed its owner was asked; null before. */
  readonly mergedSequence: number | null;
}

/** An event of a ticket. */
export interface Happening {
  readonly ticketId: string;
  readonly sequence: number;
  /** It was merged into another. */
  readonly isMerge: boolean;
}

/** The ticket whose events tell of an order. */
export const followedOf = ({ ticketId, mergedInto, mergedWhole }: Following): string =>
  mergedWhole ?? mergedInto ?? ticketId;

/**
 * Whether an event that arrives concerns an order. Events of a ticket may arrive before it is known that another was merged
 * into it: its owner is asked for those, and each concerns the order once.
 */
export function concerns({ ticketId, sequence, isMerge }: Happening, order: Following): boolean {
  if (order.mergedInto === null) return order.ticketId === ticketId;
  if (isMerge && order.mergedInto === ticketId) return true;
  return followedOf(order) === ticketId && order.mergedSequence !== null && sequence > order.mergedSequence;
}

/** Whether a whole ended before its parts: who was merged into one of them is told of that one again. */
export const hasLeftParts = (outcome: Outcome): boolean => outcome === 'withdrawn' || outcome === 'merged';

/**
 * A ticket's events, parted by the merge of another into it: what was known then, and what is news to whoever waits for the
 * other. A result that stood then is news too.
 */
export function sinceMerge<H extends { readonly at: Date; readonly isResult: boolean }>(
  happenings: readonly H[],
  mergedAt: Date,
): { readonly known: readonly H[]; readonly news: readonly H[] } {
  const before = happenings.filter(({ at }) => at < mergedAt).length;
  const from = happenings[before - 1]?.isResult === true ? before - 1 : before;
  return { known: happenings.slice(0, from), news: happenings.slice(from) };
}

/** The ticket in which an order's matter is handled: its own, or another that it was merged into. */
export interface Following {
  readonly ticketId: string;
  readonly mergedInto: string | null;
  /** Up to which of that ticket's events its owner was asked; null before. */
  readonly mergedSequence: number | null;
}

/** An event of a ticket. */
export interface Happening {
  readonly ticketId: string;
  readonly sequence: number;
}

/**
 * Whether an event that arrives concerns an order. Events of a ticket may arrive before it is known that another was merged
 * into it: its owner is asked for those, and each concerns the order once.
 */
export function concerns({ ticketId, sequence }: Happening, order: Following): boolean {
  if (order.mergedInto === null) return order.ticketId === ticketId;
  return order.mergedInto === ticketId && order.mergedSequence !== null && sequence > order.mergedSequence;
}

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

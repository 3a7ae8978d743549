/** Where a ticket's reporter looks for the result, beside the ticket itself; null while that is not told. */
export interface Way {
  readonly ticketId: string;
  /** The ticket that was split, where this one is a part. */
  readonly partOf: string | null;
  readonly mergedInto: string | null;
  /** When it was merged or withdrawn: the parts of a whole that has left go on without it. */
  readonly leftAt: Date | null;
}

export type Ways = ReadonlyMap<string, Way>;

export const wayKey = ({ ticketId }: Way): string => ticketId;

/** A ticket of which only its id is known. */
export const unknownWay = (ticketId: string): Way => ({ ticketId, partOf: null, mergedInto: null, leftAt: null });

/** The other tickets whose ways have to be known to follow this one. */
export const leadsTo = ({ mergedInto, partOf }: Way): string[] =>
  [mergedInto, partOf].filter((ticketId) => ticketId !== null);

/**
 * The ticket whose result a reporter speaks of at a moment: their own, or the one that it was merged into at last; of a
 * part its whole, or the part where the whole has left (rule 7e).
 */
export function followed(ways: Ways, ticketId: string, at: Date): string {
  const own = ways.get(ticketId);
  if (own && own.mergedInto !== null && hasLeft(own, at)) return followed(ways, own.mergedInto, at);
  const whole = own?.partOf ?? null;
  return whole === null || hasLeft(ways.get(whole), at) ? ticketId : whole;
}

const hasLeft = (way: Way | undefined, at: Date): boolean =>
  way !== undefined && way.leftAt !== null && way.leftAt <= at;

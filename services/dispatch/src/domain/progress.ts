import type { ReceiptCounts } from '@gridwhistle/contracts';
import type { ReceiptState } from '@gridwhistle/kernel';

/** How many receipts of one state lie in one area itself. */
export interface Tally {
  readonly area: string;
  readonly state: ReceiptState;
  readonly count: number;
}

/** An area as the progress looks at it. */
export interface PlaceRules {
  /** The areas next below one, in the profile's order. */
  childrenOf(area: string): readonly string[];
  /** The area itself first, the district last; empty for one that is gone. */
  pathOf(area: string): readonly string[];
}

export interface Progress {
  readonly counts: ReceiptCounts;
  readonly below: readonly { readonly area: string; readonly counts: ReceiptCounts }[];
}

/** Sums what lies in and below an area, and in and below each area next below it; those without receipts are left out. */
export function progressOf(tallies: readonly Tally[], area: string, places: PlaceRules): Progress {
  const sums = new Map<string, Tally[]>();
  for (const tally of tallies) {
    for (const above of places.pathOf(tally.area)) sums.set(above, [...(sums.get(above) ?? []), tally]);
  }
  const below = places.childrenOf(area).filter((child) => sums.has(child));
  return {
    counts: countsOf(sums.get(area) ?? []),
    below: below.map((child) => ({ area: child, counts: countsOf(sums.get(child) ?? []) })),
  };
}

function countsOf(tallies: readonly Tally[]): ReceiptCounts {
  const of = (state: ReceiptState): number =>
    tallies.reduce((sum, tally) => sum + (tally.state === state ? tally.count : 0), 0);
  return {
    ...{ issued: of('issued'), signed: of('signed'), reported: of('reported') },
    ...{ sentBack: of('sent-back'), confirmed: of('confirmed'), void: of('void') },
  };
}

export const LISTS = ['all', 'top', 'bottom'] as const;
/** The whole ranking, its head (红榜), or its tail, worst first (黑榜). */
export type List = (typeof LISTS)[number];

export interface Scored {
  readonly unit: string;
  readonly total: number | null;
}

export type Placed<S extends Scored> = S & {
  /** 1 is the best; null without cases. */
  readonly place: number | null;
};

/** Places by total, best first, units with equal totals on the same one; those without cases come last, on none. */
export function placed<S extends Scored>(scores: readonly S[]): Placed<S>[] {
  const sorted = [...scores].sort(
    (one, other) => (other.total ?? -1) - (one.total ?? -1) || (one.unit < other.unit ? -1 : 1),
  );
  let place = 0;
  return sorted.map((score, index) => {
    if (score.total !== sorted[index - 1]?.total) place = index + 1;
    return { ...score, place: score.total === null ? null : place };
  });
}

/**
 * The entries of a list; nobody is listed as best or worst without cases, and nobody as both: the better
 * half is the top, with whoever is in the middle.
 */
export function listed<S extends Scored>(ranking: readonly Placed<S>[], list: List): readonly Placed<S>[] {
  if (list === 'all') return ranking;
  const counted = ranking.filter(({ place }) => place !== null);
  const half = Math.ceil(counted.length / 2);
  return list === 'top' ? counted.slice(0, half) : counted.slice(half).reverse();
}

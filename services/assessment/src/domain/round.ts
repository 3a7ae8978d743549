/** A round of a ticket: where it was handled and whose result it was, null while that is not told. */
export interface Round {
  readonly ticketId: string;
  readonly round: number;
  readonly area: string | null;
  readonly unit: string | null;
}

export type RoundKey = Pick<Round, 'ticketId' | 'round'>;

/** One text per round, for maps. */
export const roundKey = ({ ticketId, round }: RoundKey): string => `${ticketId} ${round}`;

/** One entry per round, with the last that was told of each. */
export function mergeRounds(told: readonly Round[]): Round[] {
  const rounds = new Map<string, Round>();
  for (const each of told) {
    const before = rounds.get(roundKey(each));
    const { area, unit } = each;
    rounds.set(roundKey(each), { ...each, area: area ?? before?.area ?? null, unit: unit ?? before?.unit ?? null });
  }
  return [...rounds.values()];
}

/** A round of a ticket: where it was handled, whose result it was and since when; null while that is not told. */
export interface Round {
  readonly ticketId: string;
  readonly round: number;
  readonly area: string | null;
  readonly unit: string | null;
  readonly resolvedAt: Date | null;
}

export type RoundKey = Pick<Round, 'ticketId' | 'round'>;

/** One text per round, for maps. */
export const roundKey = ({ ticketId, round }: RoundKey): string => `${ticketId} ${round}`;

/** A round of which nothing is told. */
export const unknownRound = ({ ticketId, round }: RoundKey): Round => ({
  ticketId,
  round,
  area: null,
  unit: null,
  resolvedAt: null,
});

import type { HardReason } from '@gridwhistle/contracts';

/** Three redos, or three returns without a lead found, make a hard case (domain.md §4, rule 10). */
const TIMES = 3;

/** @param round the new round: the first is no redo */
export const hardByRedos = (round: number): HardReason | undefined => (round > TIMES ? 'redos' : undefined);

/** @param inARow how often the matter came back since a lead took it */
export const hardByReturns = (inARow: number | undefined): HardReason | undefined =>
  inARow !== undefined && inARow >= TIMES ? 'returns' : undefined;

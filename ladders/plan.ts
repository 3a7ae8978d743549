import { pick, random, shuffled } from '../tools/replay/random.js';
import type { LadderAct } from './acts.js';
import type { Way } from './ways/way.js';

/** A share of the tickets goes each way, so that each act comes often enough; all others are settled on the ladder. */
const EACH_WAY = 1 / 48;
/** One act of a kind in so many tickets. */
const ONE_IN = 50;

/** How often each act must have been done at the end. */
export const leastOf = (tickets: number): number => Math.floor(tickets / ONE_IN);

/** The way of every ticket, from the seed alone. `ordinary` are taken by those that no quota needs. */
export function planWays<W extends Pick<Way, 'name'>>(
  ways: readonly W[],
  ordinary: readonly W[],
  { tickets, seed }: { readonly tickets: number; readonly seed: string },
): W[] {
  const next = random(`${seed}:ways`);
  const rounds = Array.from({ length: Math.ceil(tickets * EACH_WAY) }, () => shuffled(ways, next));
  const quota = rounds.flat().slice(0, tickets);
  const fill = Array.from({ length: tickets - quota.length }, () => pick(ordinary, next()));
  return shuffled([...quota, ...fill], next);
}

/** Acts for which some way is there. */
export const actsOf = (ways: readonly Pick<Way, 'acts'>[]): LadderAct[] => [
  ...new Set(ways.flatMap(({ acts }) => acts)),
];

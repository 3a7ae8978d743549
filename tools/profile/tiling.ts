import type { Box } from '@gridwhistle/registry';

/** Micro-degrees: about a decimetre. Neighbours share the rounded line, so nothing overlaps and nothing is left out. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/**
 * Cuts a box into one box per weight, in the order of the weights and of about proportional size. The longer side is cut
 * first, between the two halves of the list: a deterministic tree of cuts.
 */
export function tile(box: Box, weights: readonly number[]): Box[] {
  if (weights.length <= 1) return weights.map(() => box);
  const middle = Math.ceil(weights.length / 2);
  const [first, second] = [weights.slice(0, middle), weights.slice(middle)];
  const [one, other] = cut(box, sum(first) / sum(weights));
  return [...tile(one, first), ...tile(other, second)];
}

/** North before south, west before east. */
function cut([west, south, east, north]: Box, share: number): [Box, Box] {
  if (east - west > north - south) {
    const line = round(west + (east - west) * share);
    return [
      [west, south, line, north],
      [line, south, east, north],
    ];
  }
  const line = round(north - (north - south) * share);
  return [
    [west, line, east, north],
    [west, south, east, line],
  ];
}

/** Splits a whole number by weights, the largest remainders first, ties in order; everybody gets at least one. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const spare = total - weights.length;
  const exact = weights.map((weight) => (spare * weight) / sum(weights));
  const shares = exact.map(Math.floor);
  const byRemainder = exact.map((share, index) => ({ index, rest: share % 1 })).sort((a, b) => b.rest - a.rest);
  const winners = new Set(byRemainder.slice(0, spare - sum(shares)).map(({ index }) => index));
  return shares.map((share, index) => 1 + share + (winners.has(index) ? 1 : 0));
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

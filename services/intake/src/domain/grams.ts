import { pairsOf, wordsOf } from './word-pairs.js';

/** How often each gram stands in a text, by the number of its bucket. */
export type Grams = ReadonlyMap<number, number>;

/** Grams share buckets, so that what is learnt has one size whatever people write, and no gram stands in it. */
const BITS = 16;
export const BUCKETS = 2 ** BITS;
/** Whoever writes a title says in it what the matter is. */
const TITLE_COUNTS = 3;

/** The characters of a text, and each two that stand beside each other in a word: Chinese words mostly have two. */
export function gramsOf({ title, text }: { readonly title?: string | undefined; readonly text: string }): Grams {
  const grams = new Map<number, number>();
  addGrams(grams, title ?? '', TITLE_COUNTS);
  addGrams(grams, text, 1);
  return grams;
}

/** The buckets of the pairs alone, each once: what two texts are compared by. */
export const pairBucketsOf = (...texts: readonly (string | undefined)[]): number[] => [
  ...new Set(pairsOf(...texts).map(([first, second]) => bucketOf(first, second))),
];

function addGrams(grams: Map<number, number>, text: string, times: number): void {
  const add = (bucket: number): Map<number, number> => grams.set(bucket, (grams.get(bucket) ?? 0) + times);
  for (const word of wordsOf(text)) {
    let before: number | undefined;
    for (const character of word) {
      add(bucketOf(0, character));
      if (before !== undefined) add(bucketOf(before, character));
      before = character;
    }
  }
}

/** Mixes two code points so that every bit of them moves every bit of the bucket. */
function bucketOf(first: number, second: number): number {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (mixed ^ (mixed >>> 15)) >>> (32 - BITS);
}

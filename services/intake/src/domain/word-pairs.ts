import { DomainError } from '@gridwhistle/kernel';

/** Two characters that stand beside each other in a word: what words are found by. Chinese words mostly have two. */
export type Pair = readonly [number, number];

/** Words of letters, digits and Chinese characters in one form: full and half width, upper and lower case are alike. */
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** A span of ids in time, 2²⁷ ms (about 37 hours): the newest words are looked for in the newest spans first. */
const SPAN_MS = 2 ** 27;

/** The pairs of texts, each once. A pair never reaches over a space or a mark. */
export function pairsOf(...texts: readonly (string | undefined)[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const word of texts.flatMap((text) => wordsOf(text ?? ''))) {
    for (const [index, second] of word.entries()) {
      const first = word[index - 1];
      if (first !== undefined) pairs.set(`${first} ${second}`, [first, second]);
    }
  }
  return [...pairs.values()];
}

/**
 * The pairs that a text must have to be found by `words`: those of every word.
 * @throws input.invalid when there is no word, or one of a single character
 */
export function pairsToFind(words: string): Pair[] {
  const all = wordsOf(words);
  if (all.length > 0 && all.every(({ length }) => length > 1)) return pairsOf(words);
  const message = 'must be words of two characters at least';
  throw new DomainError('input.invalid', '1 problem(s) in the input', [{ field: 'words', message }]);
}

/** The span in which an id (UUIDv7) was made; spans count up with time. */
export const spanOf = (id: string): number =>
  Math.floor(Number.parseInt(id.replace('-', '').slice(0, 12), 16) / SPAN_MS);

/** The code points of each word. */
export const wordsOf = (text: string): number[][] =>
  (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).map((word) =>
    [...word].map((character) => character.codePointAt(0) ?? 0),
  );
